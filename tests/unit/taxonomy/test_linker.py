"""Linking: by name, by mapping, by likeness, over records handed in."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from programme import real_ladders

from matcher.domain.concept import (
    Concept,
    ConceptKey,
    ConceptKind,
    Crosswalk,
    Label,
    Match,
    Scheme,
)
from matcher.domain.label_text import fold_label
from matcher.domain.link import FoundBy, Link
from matcher.errors import ArtifactError
from matcher.settings import shared_path
from matcher.taxonomy.confidence import Curve, parse_confidence
from matcher.taxonomy.linker import LINKED, Linker, OwnNames, RankedLabels, pieces_of
from matcher.taxonomy.own_labels import labels_of, ladder_concepts, ladder_crosswalks

OCCUPATION, SKILL = ConceptKind.OCCUPATION, ConceptKind.SKILL
COOK = Concept(Scheme.ESCO, "cook", OCCUPATION, labels={"sv": "kock", "en": "cook"})
PORTER = Concept(Scheme.ESCO, "porter", OCCUPATION, labels={"sv": "diskare"})
NURSE = Concept(Scheme.ESCO, "nurse", OCCUPATION, labels={"en": "assistant nurse"})
ASSISTANT = Concept(Scheme.ESCO, "assistant", OCCUPATION, labels={"en": "assistant"})
WASHING = Concept(Scheme.ESCO, "washing", SKILL, labels={"sv": "diskning", "en": "dish washing"})
WASHER = Concept(Scheme.JOBTECH, "washer", OCCUPATION, labels={"sv": "Diskare"})
STEP = Concept(Scheme.LADDER, "kitchens.porter", OCCUPATION, labels={"sv": "Köksbiträde"})
ALL = (COOK, PORTER, NURSE, ASSISTANT, WASHING, WASHER)


@dataclass
class Records:
    """Names and mappings in memory."""

    held: tuple[Concept, ...] = ALL
    ties: tuple[Crosswalk, ...] = ()

    def named(self, folded, kinds):
        found: dict[str, list[Label]] = {}
        for label in (label for concept in self.held for label in labels_of(concept)):
            if fold_label(label.text) in folded and label.kind in kinds:
                found.setdefault(fold_label(label.text), []).append(label)
        return found

    def crosswalks_named(self, folded):
        found: dict[str, list[Crosswalk]] = {}
        for tie in self.ties:
            if fold_label(tie.target_label) in folded:
                found.setdefault(fold_label(tie.target_label), []).append(tie)
        return found

    def crosswalks(self, keys):
        return tuple(tie for tie in self.ties if tie.source in keys or tie.target in keys)

    def concepts(self, keys):
        return {concept.key: concept for concept in self.held if concept.key in keys}


@dataclass
class Fixed:
    """A ranker with the same likeness for every text."""

    dense: tuple[float, ...]
    lexical: tuple[float, ...]
    asked: list[str] = field(default_factory=list)

    def scores(self, queries):
        self.asked += queries
        rows = len(queries)
        dense, lexical = np.tile(self.dense, (rows, 1)), np.tile(self.lexical, (rows, 1))
        return Likeness(dense, lexical, dense + lexical)


@dataclass
class Likeness:
    dense: np.ndarray
    lexical: np.ndarray
    fused: np.ndarray


LINEAR = Curve(dense=2.0, lexical=2.0, offset=-2.0)
DENSE_ONLY = Curve(dense=8.0, lexical=0.0, offset=-4.0)


def ranked(concepts, ranker):
    labels = [label for concept in concepts for label in labels_of(concept)]
    return RankedLabels(labels, ranker, LINEAR, DENSE_ONLY)


def link(text, lang="sv", *, names=None, likeness=(), own=None, **more):
    linker = Linker(own or OwnNames(), likeness)
    [found] = linker.link([text], lang, names or Records(), **more)
    return found


def brief(links):
    return [(one.concept.id, one.found_by) for one in links]


def test_a_label_that_reads_the_same_is_found_first():
    [first, *_] = link("  KOCK ")

    assert (first.concept, first.found_by, first.matched) == (COOK, FoundBy.EXACT, "kock")
    assert first.confidence > 0.9


def test_other_forms_of_a_title_are_found_less_surely():
    exact = link("diskare")
    other = link("Diskarna sökes")

    assert brief(other) == [("washer", FoundBy.NORMALISED), ("porter", FoundBy.NORMALISED)]
    assert other[0].confidence < exact[0].confidence


def test_a_label_in_another_language_counts_a_little_less():
    assert link("cook", "en")[0].confidence > link("cook", "sv")[0].confidence > 0.8


def test_names_inside_a_longer_text_are_found():
    found = link("Hemma i byn var jag alltid kock på bröllop, med mycket diskning varje helg")

    assert brief(found) == [("cook", FoundBy.EXACT), ("washing", FoundBy.EXACT)]
    assert all(one.confidence < link("kock")[0].confidence for one in found)


def test_a_foreign_word_inside_a_text_says_nothing():
    assert link("Jag var med och hjälpte till som assistant varje dag i två år") == ()


def test_a_name_inside_a_longer_name_says_nothing():
    assert brief(link("assistant nurse", "en")) == [("nurse", FoundBy.EXACT)]


def test_a_mapping_leads_to_the_other_scheme():
    tie = Crosswalk(COOK.key, Match.EXACT, WASHER.key, "Grytkokare")

    found = link("kock", names=Records(ties=(tie,)))

    assert brief(found) == [("cook", FoundBy.EXACT), ("washer", FoundBy.CROSSWALK)]


def test_a_wide_mapping_is_worth_less_than_a_close_one():
    def sure(match):
        tie = Crosswalk(COOK.key, match, ConceptKey(Scheme.JOBTECH, "gone"), "Kockerska")
        return link("Kockerska", names=Records(ties=(tie,)))[0].confidence

    assert sure(Match.EXACT) > sure(Match.CLOSE) > sure(Match.NARROW) > sure(Match.BROAD)


def test_a_mapping_of_a_retired_title_is_found_by_its_label():
    tie = Crosswalk(COOK.key, Match.EXACT, ConceptKey(Scheme.JOBTECH, "gone"), "Kockerska")

    [found] = link("kockerska", names=Records(ties=(tie,)))

    assert (found.concept, found.found_by) == (COOK, FoundBy.CROSSWALK)
    assert found.matched == "Kockerska"


def test_a_mapping_is_followed_once_only():
    ties = (
        Crosswalk(COOK.key, Match.EXACT, WASHER.key),
        Crosswalk(PORTER.key, Match.EXACT, WASHER.key),
    )

    assert "porter" not in dict(brief(link("kock", names=Records(ties=ties))))


def test_likeness_says_whether_letters_or_meaning_led_there():
    ranker = Fixed(dense=(0.2, 0.9), lexical=(0.8, 0.1))
    concepts = (PORTER, Concept(Scheme.ESCO, "nurse", OCCUPATION, labels={"sv": "vårdare"}))
    names = Records((*concepts,))

    found = link("disk", names=names, likeness=[ranked(concepts, ranker)])

    assert sorted(brief(found)) == [("nurse", FoundBy.DENSE), ("porter", FoundBy.LEXICAL)]
    assert found[0].confidence == pytest.approx(LINEAR(0.9, 0.1))


def test_without_letters_in_common_meaning_alone_says_how_sure_it_is():
    ranker = Fixed(dense=(0.7,), lexical=(0.0,))

    [found] = link("غسل الصحون", "ar", likeness=[ranked((PORTER,), ranker)])

    assert (found.found_by, found.confidence) == (FoundBy.DENSE, DENSE_ONLY(0.7, 0.0))


def test_what_is_too_unlikely_is_left_out():
    ranker = Fixed(dense=(0.0,), lexical=(0.0,))

    assert link("något", likeness=[ranked((PORTER,), ranker)]) == ()


def test_a_name_is_never_made_less_sure_by_likeness():
    ranker = Fixed(dense=(0.1,), lexical=(0.1,))

    found = link("diskare", names=Records((PORTER,)), likeness=[ranked((PORTER,), ranker)])

    assert brief(found) == [("porter", FoundBy.EXACT)]


def test_a_long_text_is_compared_sentence_by_sentence_too():
    ranker = Fixed(dense=(0.9,), lexical=(0.9,))
    text = "Jag diskade i ett stort kök i två år. Sedan lagade jag mat åt många."

    link(text, likeness=[ranked((PORTER,), ranker)])

    assert ranker.asked == [text, *text.replace(". ", ".\n").splitlines()]


def test_what_tells_of_work_is_measured_by_a_curve_of_its_own():
    steps = [concept for concept in ALL if concept.kind is ConceptKind.OCCUPATION][:2]
    labels = [label for concept in steps for label in labels_of(concept)]
    ranker = Fixed(dense=(0.6,) * len(labels), lexical=(0.0,) * len(labels))
    always, never = Curve(0.0, 0.0, 2.0), Curve(0.0, 0.0, -2.0)
    telling = "Jag hjälpte till i ett stort kök"

    def told_by(curve, text):
        linker = Linker(OwnNames(), (), [RankedLabels(labels, ranker, curve, curve)])
        return linker.link([text], "sv", Records(), kinds=[ConceptKind.OCCUPATION])[0]

    assert {one.concept.id for one in told_by(always, telling)} == {one.id for one in steps}
    assert told_by(never, telling) == ()
    assert told_by(always, "stort kök") == ()


def test_our_ladders_are_linked_with_nothing_imported():
    labels = {"köksbiträde": list(labels_of(STEP))}
    own = OwnNames({STEP.key: STEP}, labels)

    assert brief(link("Köksbiträde", names=Records(()), own=own)) == [
        ("kitchens.porter", FoundBy.EXACT)
    ]


def test_a_step_is_found_by_the_occupation_it_names():
    own = OwnNames({STEP.key: STEP}, crosswalks=(Crosswalk(STEP.key, Match.EXACT, WASHER.key),))

    found = link("Diskare", own=own)

    assert ("kitchens.porter", FoundBy.CROSSWALK) in brief(found)


def test_limit_and_kinds_hold_for_each_kind():
    many = tuple(Concept(Scheme.ESCO, str(n), OCCUPATION, labels={"sv": "kock"}) for n in range(9))

    found = link("kock", names=Records((*many, WASHING)), limit=3)

    assert len(found) == 3
    assert link("diskning", kinds=[OCCUPATION]) == ()


@pytest.mark.parametrize("text", ["", "  \n ", "?!"])
def test_an_empty_text_has_no_links(text):
    assert link(text, likeness=[ranked((PORTER,), Fixed((0.0,), (0.0,)))]) == ()


def test_texts_are_linked_one_by_one_as_together():
    linker = Linker(OwnNames(), ())
    texts = ["kock", "", "diskning"]

    together = linker.link(texts, "sv", Records())

    assert together == [linker.link([text], "sv", Records())[0] for text in texts]


def test_pieces_of_a_short_text_are_the_text():
    assert pieces_of("Jag diskar. Ofta.") == ("Jag diskar. Ofta.",)
    assert pieces_of(" ") == ()


def test_the_curves_of_the_product_rise_with_likeness():
    text = shared_path("models", "linking", "confidence-1.json").read_text(encoding="utf-8")

    curves = parse_confidence(text)

    assert set(curves) == set(LINKED)
    for of_kind in curves.values():
        for curve in (of_kind.same, of_kind.across, of_kind.letters):
            assert curve(0.1, 0.1) < curve(0.9, 0.9)


@pytest.mark.parametrize("text", ["", "{}", '{"occupation": {"same": {"dense": "much"}}}'])
def test_a_damaged_file_of_curves_is_told(text):
    with pytest.raises(ArtifactError, match=r"benchmarks/linking\.py"):
        parse_confidence(text)


def test_a_confidence_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="outside 0 to 1"):
        Link(COOK, 1.2, FoundBy.EXACT, "kock")


def test_the_ladders_that_ship_are_concepts_with_their_titles_and_skills():
    ladders = real_ladders()

    concepts = ladder_concepts(ladders)

    steps = [one for one in concepts if one.kind is OCCUPATION]
    assert [one.id for one in steps] == list(ladders.steps)
    assert len({one.key for one in concepts}) == len(concepts)
    porter = next(one for one in steps if one.id == "kitchens.kitchen_porter")
    assert porter.labels["sv"] == "Diskare och köksstädare"
    assert "diskare" in porter.alternatives["sv"]
    texts = [one.labels["sv"] for one in concepts if one.kind is SKILL]
    assert len(texts) == len(set(texts)) > 100


def test_each_step_names_the_occupation_of_its_code():
    ladders = real_ladders()

    ties = {(tie.source.id, tie.target.id): tie.match for tie in ladder_crosswalks(ladders)}

    for step in ladders.steps.values():
        if step.codes.jobtech:
            assert ties[step.id, step.codes.jobtech] is Match.EXACT
