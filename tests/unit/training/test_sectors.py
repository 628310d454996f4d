"""Folds keep what is alike together; the best way to fit is found without what it is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.sector import Sector
from matcher.embedding.hashing import HashingEncoder
from matcher.evaluation.sector_task import SectorRow
from matcher.interchange.reference import ReferenceText, read_labelled_texts, read_reference_rows
from matcher.ports import TextKind
from matcher.settings import shared_path
from matcher.taxonomy.prototypes import Prototype, Role
from matcher.taxonomy.told_model import CHOSEN
from training.sector_controls import measure_controls, shuffled
from training.sector_folds import fold_of_each, groups_of_like_texts
from training.sectors import LabelledTexts, cross_validated, gather, smallest_margin, try_all

WORDS = {
    Sector.ELDERLY_CARE: "grandmother pillow slippers",
    Sector.INDUSTRY: "conveyor lathe pallet",
    Sector.KITCHENS: "saucepan onion oven",
    Sector.CONSTRUCTION: "mortar rafter trench",
    None: "taxi ledger sheep",
}


def told(sector: Sector | None, text: str, lang: str = "en") -> ReferenceText:
    return ReferenceText(Prototype(sector, Role.DESCRIPTION, text, TextKind.EXPERIENCE), lang)


def little_world() -> list[ReferenceText]:
    """Thirty texts of one word that says the sector and one word of their own."""
    own = ["amber", "birch", "cedar", "delta", "ember", "fjord"]
    return [
        told(sector, f"{words.split()[number % 3]} {own[number]}")
        for sector, words in WORDS.items()
        for number in range(6)
    ]


@pytest.fixture(scope="module")
def labelled():
    rows = little_world()
    work = [Prototype(sector, Role.DESCRIPTION, words) for sector, words in WORDS.items()]
    return gather(rows, [*work, Prototype(None, Role.TITLE, "Kock")], HashingEncoder())


def test_titles_are_not_learnt_from_and_ladders_are_not_validated_on(labelled):
    assert "Kock" not in labelled.texts
    assert labelled.told.tolist() == [True] * 30 + [False] * 5
    assert labelled.langs[-1] == "sv"


def test_texts_with_one_frame_share_a_group_within_a_language():
    texts = ["I washed the red cups.", "I washed the red caps.", "I drove a bus."]
    apart = np.eye(3, dtype=np.float32)

    groups = groups_of_like_texts(texts, ["en"] * 3, [None] * 3, apart)
    assert groups[0] == groups[1] != groups[2]

    groups = groups_of_like_texts(texts, ["en", "sv", "en"], [None] * 3, apart)
    assert len(set(groups.tolist())) == 3


def test_translations_and_pairs_share_a_group():
    texts = ["I drove a bus.", "Jag körde buss.", "Mjölk", "Milk", "sheep"]
    vectors = np.eye(5, dtype=np.float32)
    vectors[1] = vectors[0]

    groups = groups_of_like_texts(
        texts, ["en", "sv", "sv", "en", "en"], [None, None, "x", "x", "y"], vectors
    )

    assert groups[0] == groups[1]
    assert groups[2] == groups[3]
    assert len(set(groups.tolist())) == 3


@given(st.lists(st.integers(0, 8), min_size=1, max_size=40), st.integers(2, 5), st.integers(0, 99))
def test_a_group_is_never_split_and_every_fold_exists(groups, folds, seed):
    found = fold_of_each(np.array(groups), folds, np.random.default_rng(seed))

    assert len({(g, f) for g, f in zip(groups, found.tolist(), strict=True)}) == len(set(groups))
    assert len(set(found.tolist())) == min(folds, len(set(groups)))


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=30), st.floats(0, 1))
def test_the_margin_is_the_smallest_that_holds(leads, most):
    scores = np.zeros((len(leads), 5))
    scores[:, 1] = leads
    scores[:, :1] = scores[:, 2:4] = -5

    margin = smallest_margin(scores, most)

    assert (np.array(leads) > margin).mean() <= most
    smaller = margin - 0.1
    assert margin == -3 or (np.array(leads) > smaller - 1e-9).mean() > most


@pytest.fixture
def clear() -> LabelledTexts:
    """Twelve texts a class whose vectors say the class; the first text is like no other."""
    classes = np.repeat(np.arange(5), 12)
    vectors = np.eye(6, dtype=np.float32)[classes]
    vectors[0] = np.eye(6, dtype=np.float32)[5]
    return LabelledTexts(
        tuple(f"word{number % 7}" for number in range(60)),
        ("en",) * 30 + ("sv",) * 30,
        classes,
        np.ones(60, dtype=bool),
        vectors,
        np.arange(60),
    )


def test_a_text_is_scored_by_a_reader_that_did_not_know_it(clear):
    everything = clear.classifier(np.ones(60, dtype=bool), replace(CHOSEN, margin=0.0))
    known = everything.log_odds(clear.texts, clear.vectors)

    unknown = cross_validated(clear, CHOSEN, np.random.default_rng(0))

    assert known.argmax(axis=1).tolist() == clear.classes.tolist()
    assert unknown.argmax(axis=1).tolist()[1:] == clear.classes.tolist()[1:]
    assert unknown[0, 0] - unknown[0, 1:].max() < known[0, 0] - known[0, 1:].max() - 1


def test_ways_to_fit_are_ranked_by_accuracy_at_few_false_positives(clear):
    blind = replace(CHOSEN, ngram_weight=100.0)  # the words say nothing here
    seen: list[tuple[int, int]] = []

    trials = try_all(clear, [blind, CHOSEN], 1, lambda *at: seen.append(at))

    assert [t.choices.ngram_weight for t in trials] == [CHOSEN.ngram_weight, 100.0]
    assert trials[0].accuracy > 0.9 > trials[1].accuracy
    assert set(trials[0].by_lang) == {"en", "sv"}
    assert trials[0].false_positives <= 0.15
    assert seen == [(1, 2), (2, 2)]


def test_shuffling_keeps_the_number_of_texts_of_each_sector():
    texts = read_labelled_texts(shared_path("data", "reference"))

    dealt = shuffled(texts, np.random.default_rng(1))

    told_only = [n for n, p in enumerate(texts) if p.kind is TextKind.EXPERIENCE]
    assert [replace(p, sector=None) for p in dealt] == [replace(p, sector=None) for p in texts]
    assert sorted(str(texts[n].sector) for n in told_only) == sorted(
        str(dealt[n].sector) for n in told_only
    )
    changed = [n for n, p in enumerate(texts) if p.sector != dealt[n].sector]
    assert set(changed) <= set(told_only)
    assert len(changed) > len(told_only) / 2


def test_shuffled_labels_read_worse():
    prototypes = [row.prototype for row in little_world()]
    prototypes += [
        Prototype(sector, role, words) for sector, words in WORDS.items() for role in Role
    ]
    rows = [
        SectorRow(str(n), "en", f"{words.split()[0]} {words.split()[1]}", None, (sector,))
        for n, (sector, words) in enumerate(WORDS.items())
        if sector
    ]

    found = measure_controls(rows, prototypes, HashingEncoder(), np.random.default_rng(3), 1)

    assert list(found) == ["reader", "shuffled labels", "untrained encoder"]
    assert found["reader"]["accuracy"] == 1.0
    assert found["shuffled labels"]["accuracy"] < 1.0  # type: ignore[operator]
    assert found["untrained encoder"]["encoder"] == HashingEncoder().id


def test_reference_rows_know_language_and_pair():
    rows = read_reference_rows(shared_path("data", "reference"))

    assert tuple(row.prototype for row in rows) == read_labelled_texts(
        shared_path("data", "reference")
    )
    assert {row.lang for row in rows} == {"sv", "en", "ar", "uk", "so", "fa", "ti"}
    assert len([row for row in rows if row.pair]) == 199
