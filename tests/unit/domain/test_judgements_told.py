"""What a judgement carries is what reasons are said from: each is whole, to the last fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from jobs import FACT, TODAY, make_opening, make_person, make_step, text

from matcher.domain.eligibility import TRAVEL_TOLERANCE, judge_facts
from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import (
    CertificateNeed,
    Importance,
    Requirement,
    RequirementKind,
    RequirementType,
    Span,
    Train,
    When,
)
from matcher.domain.opening import Demands, Hours
from matcher.domain.participant import Availability, MayWork, MayWorkStatus, Shift, Travel
from matcher.domain.place import Place, TravelMode
from matcher.domain.target import Target

MET, TRAINABLE, MISSING, UNKNOWN = Outcome.MET, Outcome.TRAINABLE, Outcome.MISSING, Outcome.UNKNOWN
WEEKS = Span(8, 12)
NEXT_DOOR = Place("Göteborg", lat=57.7, lon=12.0)


def asked(kind: RequirementType, importance: Importance, train: Train | None = None) -> Requirement:
    return Requirement(
        id=f"asked_{kind.value}",
        kind=RequirementKind.GATE,
        type=kind,
        importance=importance,
        texts=text(kind.value),
        train=train,
        fact=FACT,
    )


STEP = replace(
    make_step(),
    requirements=(
        asked(RequirementType.ADULT, Importance.USEFUL),
        asked(RequirementType.DRIVING_LICENCE, Importance.ESSENTIAL, Train(When.BEFORE, WEEKS)),
        asked(RequirementType.RECORD_EXTRACT, Importance.USEFUL),
    ),
    certificates=(
        CertificateNeed(
            "hot_work",
            text("heta arbeten"),
            RequirementKind.GATE,
            Importance.ESSENTIAL,
            Train(When.BEFORE, WEEKS),
            FACT,
        ),
    ),
)
OPENING = replace(
    make_opening(STEP),
    demands=Demands(driving_licence=True),
    hours=Hours(20, 40, frozenset({Shift.NIGHT, Shift.DAY})),
    start=date(2026, 12, 1),
    place=NEXT_DOOR,
)
TARGET = Target(OPENING, STEP)
PERSON = replace(
    make_person(),
    is_adult=True,
    driving_licence=False,
    certificates=(),
    may_work=MayWork(MayWorkStatus.YES, date(2027, 1, 31)),
    availability=Availability(
        25, 37.5, frozenset({Shift.EVENING, Shift.DAY}), start=date(2027, 1, 7)
    ),
    place=NEXT_DOOR,
    travel=Travel(TravelMode.WALK, 30),
)


def words(of: RequirementType | str) -> dict[str, str]:
    said = text(of if isinstance(of, str) else of.value)
    return {"sv": said.sv, "en": said.en, "ar": said.ar}


KNOWN = (
    Judgement(Topic.MAY_WORK, "may_work", MET, gate=True, facts={"until": "2027-01-31"}),
    Judgement(
        Topic.ADULT,
        "asked_adult",
        MET,
        gate=True,
        importance=Importance.USEFUL,
        coverage=1.0,
        facts=words(RequirementType.ADULT),
    ),
    Judgement(
        Topic.DRIVING_LICENCE,
        "asked_driving_licence",
        TRAINABLE,
        gate=True,
        importance=Importance.ESSENTIAL,
        coverage=0.0,
        when=When.BEFORE,
        weeks=WEEKS,
        facts=words(RequirementType.DRIVING_LICENCE),
    ),
    Judgement(
        Topic.RECORD_EXTRACT,
        "asked_record_extract",
        MET,
        importance=Importance.USEFUL,
        facts={},
    ),
    Judgement(
        Topic.CERTIFICATE,
        "hot_work",
        TRAINABLE,
        gate=True,
        importance=Importance.ESSENTIAL,
        coverage=0.0,
        when=When.BEFORE,
        weeks=WEEKS,
        facts=words("heta arbeten"),
    ),
    Judgement(Topic.DRIVING_LICENCE, "opening", MISSING, gate=True, facts={}),
    Judgement(
        Topic.HOURS,
        "hours",
        MET,
        gate=True,
        facts={"can_min": "25", "can_max": "37.5", "asked_min": "20", "asked_max": "40"},
    ),
    Judgement(
        Topic.SHIFTS,
        "shifts",
        MET,
        gate=True,
        coverage=0.5,
        facts={"can": "day,evening", "asked": "day,night"},
    ),
    Judgement(
        Topic.START,
        "start",
        MISSING,
        importance=Importance.USEFUL,
        facts={"ready": "2027-01-07", "starts": "2026-12-01"},
    ),
    Judgement(
        Topic.TRAVEL,
        "travel",
        MET,
        gate=True,
        coverage=1.0,
        facts={"minutes": "1", "max_minutes": "30", "longer": ""},
    ),
)


@pytest.mark.parametrize("expected", KNOWN, ids=lambda one: f"{one.topic.value}-{one.id}")
def test_a_judgement_of_what_is_known(expected):
    assert expected in judge_facts(PERSON, TARGET, TODAY)


def test_nothing_else_is_judged():
    assert judge_facts(PERSON, TARGET, TODAY) == KNOWN


@pytest.mark.parametrize(
    "expected",
    [
        Judgement(
            Topic.SHIFTS,
            "shifts",
            UNKNOWN,
            gate=True,
            facts={"can": "", "asked": "day,night"},
        ),
        Judgement(
            Topic.START,
            "start",
            UNKNOWN,
            importance=Importance.USEFUL,
            facts={"ready": "", "starts": "2026-12-01"},
        ),
        Judgement(Topic.TRAVEL, "travel", UNKNOWN, facts={}),
    ],
    ids=lambda one: one.topic.value,
)
def test_a_judgement_of_what_is_not_known(expected):
    person = replace(PERSON, availability=Availability(), travel=Travel(), place=None)

    assert expected in judge_facts(person, TARGET, TODAY)


def test_the_day_of_a_start_that_nobody_has_said_is_empty():
    target = Target(replace(OPENING, start=None), STEP)

    told = [one for one in judge_facts(PERSON, target, TODAY) if one.topic is Topic.START]

    assert [one.facts for one in told] == [{"ready": "2027-01-07", "starts": ""}]


def test_somebody_who_says_no_least_hours_can_work_less_than_one():
    person = replace(PERSON, availability=Availability(None, 40))
    target = Target(replace(OPENING, hours=Hours(0.25, 0.5)), STEP)

    (told,) = (one for one in judge_facts(person, target, TODAY) if one.topic is Topic.HOURS)

    assert told.outcome is MET


@pytest.mark.parametrize(
    ("times", "outcome", "longer"),
    [(1.0, MET, ""), (TRAVEL_TOLERANCE, MET, "yes")],
    ids=["at the limit", "at what is tolerated"],
)
def test_a_way_as_long_as_may_be_is_not_too_long(monkeypatch, times, outcome, longer):
    monkeypatch.setattr("matcher.domain.eligibility.travel_minutes", lambda *_: 30 * times)

    (told,) = (one for one in judge_facts(PERSON, TARGET, TODAY) if one.topic is Topic.TRAVEL)

    assert (told.outcome, told.facts["longer"]) == (outcome, longer)
