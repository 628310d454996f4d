"""Ways onward, rows, targets, texts for the encoder, lists of words: each to its last value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest
from jobs import FACT, TODAY, make_opening, make_person, make_step, text

from matcher.domain.ladder import Ladder, Span, StepState, TrainingModule, Transition, Weeks
from matcher.domain.ladders import Ladders
from matcher.domain.sector import Sector
from matcher.domain.skills import Experience, SkillClaim
from matcher.domain.target import Target
from matcher.errors import ArtifactError, EmptyProgramme
from matcher.indexing.exact import ExactIndex
from matcher.ranking.calibration import fit_calibration
from matcher.ranking.onward import next_steps
from matcher.ranking.phrases import say
from matcher.ranking.reasons import Reason, Words
from matcher.ranking.rows import index_version, owner_of, row_id, rows_of, target_rows
from matcher.ranking.targets import targets_on
from matcher.ranking.verbalise import AD_CHARACTERS, Facet, FacetKind, facets_of, target_text
from matcher.ranking.vocabulary import NAMES, name_of
from matcher.ranking.weights import parse_weights
from matcher.settings import shared_path

RAW = json.loads(shared_path("models", "weights", "expert-1.json").read_text(encoding="utf-8"))
STEP = make_step()


def step(name, **more):
    return replace(STEP, id=name, **more)


def way(before, after, low):
    module = TrainingModule(f"{before}-{after}", "komvux", text("kurs"), frozenset())
    return Transition(f"{before}-{after}", before, after, module, Weeks(Span(low, 99)), None, FACT)


def ladders(*ways, steps=()):
    kitchens = text("Storkök")
    return Ladders(
        (Ladder(Sector.KITCHENS, kitchens, kitchens, {}, frozenset(), (), tuple(steps), ways),)
    )


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([way("a", "b", 9), way("a", "c", 2), way("c", "d", 5), way("c", "e", 4)], ["a-c", "c-e"]),
        ([way("a", "b", 1), way("a", "c", 2)], ["a-b", "a-c"]),
        ([way("a", "b", 1), way("a", "b", 2), way("a", "c", 3)], ["a-b", "a-c"]),
        ([way("a", "b", 1), way("a", "b", 2)], ["a-b"]),
        ([way("b", "c", 1)], []),
    ],
    ids=["the quickest and on from there", "beside it", "not the same job twice", "one", "none"],
)
def test_the_next_two_jobs(ways, expected):
    assert [one.id for one in next_steps(ladders(*ways), "a")] == expected


def test_a_row_is_owned_by_all_that_stands_before_its_last_sign():
    assert owner_of(row_id("anna@org", "x")) == "anna@org"
    assert owner_of("P001@abc") == "P001"


def test_steps_without_an_opening_come_after_the_openings():
    there = [step("open"), step("bare"), step("retired", state=StepState.RETIRED)]
    opening = replace(make_opening(there[0]), step="open")

    assert targets_on(TODAY, [opening], ladders(steps=there)) == (
        Target(opening, there[0]),
        Target(None, there[1]),
    )


def test_where_there_is_neither_an_opening_nor_a_step_it_says_what_to_do():
    with pytest.raises(EmptyProgramme) as refused:
        targets_on(TODAY, [], ladders())

    assert str(refused.value) == (
        "There is no ladder and no opening to match against. Put ladder files into data/ladders, "
        "or run `stegvis import openings FILE`."
    )


def test_a_row_of_a_job_is_known_by_its_text():
    bare = Target(None, STEP)
    digest = hashlib.sha256(b"Diskare. diskar.").hexdigest()[:12]

    assert target_rows([bare]) == {f"step:kitchens.porter@{digest}": "Diskare. diskar."}


def test_rows_are_found_by_whose_they_are():
    index = filled("P001@a", "P001@b", "P002@c", "P003@d")

    assert rows_of(index, {"P001", "P003"}) == ["P001@a", "P001@b", "P003@d"]


def test_an_index_is_named_by_how_many_rows_it_has_and_which():
    digest = hashlib.sha256(b"P001@a\nP002@c").hexdigest()[:12]

    assert index_version(filled("P002@c", "P001@a")) == f"2@{digest}"


def filled(*rows):
    index = ExactIndex(2)
    index.add(rows, np.ones((len(rows), 2), dtype=np.float32))
    return index


def test_what_was_told_is_work_or_a_skill_in_the_order_it_was_told():
    told = replace(
        make_person(),
        experiences=(Experience("Diskade", "sv", 12), Experience("Lagade mat", "sv")),
        skills=(SkillClaim("Bakar"),),
    )

    assert facets_of(told) == (
        Facet(FacetKind.EXPERIENCE, "Diskade", 12),
        Facet(FacetKind.EXPERIENCE, "Lagade mat", None),
        Facet(FacetKind.SKILL, "Bakar", None),
    )


def test_a_job_is_one_text():
    opening = replace(make_opening(STEP), title="Diskare", text="x" * (AD_CHARACTERS + 1))
    beginning = "x" * AD_CHARACTERS

    assert target_text(Target(None, STEP)) == "Diskare. diskar."
    assert target_text(Target(opening, None)) == f"Diskare. {beginning}"
    assert target_text(Target(opening, STEP)) == f"Diskare. {beginning} Diskare. diskar."


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("sv", "Arbetsplatsen har nytta av somaliska, persiska."),
        ("en", "The workplace has use for Somali, Persian."),
        ("ar", "مكان العمل يستفيد من الصومالية، الفارسية."),
        ("so", "Arbetsplatsen har nytta av somaliska, persiska."),
    ],
)
def test_words_are_said_as_a_list(lang, expected):
    languages = Words(("language.so", "language.fa"))

    assert say(Reason("language_asset", {"languages": languages}), lang) == expected


def test_a_name_is_said_in_its_language():
    said = [name_of("area.reading", lang) for lang in ("sv", "en", "ar", "so")]

    assert said == ["läsa", "reading", "القراءة", "läsa"]
    assert all(len({one.sv, one.ar}) == 2 for one in NAMES.values())


def test_of_what_has_no_name_the_last_word_is_said():
    assert name_of("language.of.nobody", "sv") == "nobody"


def test_a_fact_that_is_not_there_leaves_its_place_blank():
    facts = {"need": "B1", "areas": Words(("area.reading",)), "have": "A2", "weeks": "9–18"}

    said = say(Reason("swedish_not_yet", facts), "en")

    assert said == "Not yet: Swedish B1 in reading (now A2). 9–18 weeks ."


@pytest.mark.parametrize("value", [0, 1])
def test_a_neutral_value_and_a_weight_may_be_0_or_1(value):
    neutral = dict.fromkeys(RAW["neutral"], value)
    weights = dict.fromkeys(RAW["weights"], 0) | {"work": 1}

    read = parse_weights(json.dumps({**RAW, "neutral": neutral, "weights": weights}))

    assert (read.neutral, read.weights) == (neutral, weights)


@pytest.mark.parametrize("value", [-0.01, 1.01])
def test_a_neutral_value_outside_is_refused(value):
    with pytest.raises(ArtifactError, match="Neutral values of weights expert-1@"):
        parse_weights(json.dumps({**RAW, "neutral": {**RAW["neutral"], "training": value}}))


def test_weights_are_read_as_they_stand():
    read = parse_weights(json.dumps(RAW))

    for name in set(RAW) - {"version", "made_by"}:
        assert getattr(read, name) == RAW[name]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"weights": {"work": 1.0}},
            (
                "Weights {version} name ['work']; they must name exactly ['certificates', "
                "'experience', 'hours', 'requirements', 'swedish', 'training', 'travel', 'wishes', "
                "'work']. Take the file that ships with Stegvis."
            ),
        ),
        (
            {"weights": {**RAW["weights"], "work": 2.0}},
            (
                "Weights {version} must be at least 0 and sum to 1. Take the file that ships with "
                "Stegvis."
            ),
        ),
        (
            {"neutral": {**RAW["neutral"], "work": 2.0}},
            (
                "Neutral values of weights {version} must be in 0 to 1. Take the file that ships "
                "with Stegvis."
            ),
        ),
    ],
)
def test_weights_that_cannot_be_are_refused_by_name_and_hash(changes, said):
    document = json.dumps({**RAW, **changes})
    version = f"expert-1@{hashlib.sha256(document.encode()).hexdigest()[:8]}"

    with pytest.raises(ArtifactError) as refused:
        parse_weights(document)

    assert str(refused.value) == said.format(version=version)


def test_weights_without_a_key_are_refused_by_its_name():
    with pytest.raises(ArtifactError) as refused:
        parse_weights(json.dumps({key: value for key, value in RAW.items() if key != "floor"}))

    assert str(refused.value) == (
        "The weights file cannot be read: 'floor'. Take the file that ships with Stegvis."
    )


def test_a_calibration_rises_though_like_and_unlike_are_the_same():
    people = np.array([[1, 0], [1, 0]], dtype=np.float32)
    homes = [Sector.KITCHENS, Sector.INDUSTRY]

    found = fit_calibration(people, homes, people, homes)

    assert (found.low, found.high) == (1.0, pytest.approx(1.000001, abs=1e-9))
