from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from jobs import FACT, TODAY, make_opening, make_person, make_step, text
from strategies import openings, participants

from matcher.domain.eligibility import judge_facts
from matcher.domain.judgement import Judgement, Outcome, Topic, bars
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
from matcher.domain.opening import Demands, Hours, Opening
from matcher.domain.participant import (
    Availability,
    MayWork,
    MayWorkStatus,
    Participant,
    Shift,
    Travel,
)
from matcher.domain.place import Place, TravelMode
from matcher.domain.skills import Certificate
from matcher.domain.target import Target

MET, TRAINABLE, MISSING, UNKNOWN = Outcome.MET, Outcome.TRAINABLE, Outcome.MISSING, Outcome.UNKNOWN
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
GATE, NEED = RequirementKind.GATE, RequirementKind.NEED
BEFORE, PERSON = Train(When.BEFORE, Span(8, 12)), make_person()


def asks(kind: RequirementType, *, gate: bool = True, train: Train | None = None) -> Target:
    need = Requirement(
        id="asked",
        kind=GATE if gate else NEED,
        type=kind,
        importance=Importance.ESSENTIAL,
        texts=text("asked"),
        train=train,
        fact=FACT,
    )
    return Target(None, replace(make_step(), requirements=(need,), certificates=()))


def paper(
    *,
    kind: RequirementKind = NEED,
    train: Train | None = None,
    importance: Importance = Importance.ESSENTIAL,
) -> Target:
    need = CertificateNeed("hot_work", text("heta arbeten"), kind, importance, train, FACT)
    return Target(None, replace(make_step(), requirements=(), certificates=(need,)))


def vacancy(**changes: object) -> Target:
    return Target(replace(make_opening(make_step()), **changes), None)


def find(topic: Topic, person: Participant, target: Target, today: date = TODAY) -> Judgement:
    (found,) = (j for j in judge_facts(person, target, today) if j.topic is topic)
    return found


@pytest.mark.parametrize(
    ("status", "until", "start", "outcome"),
    [
        (MayWorkStatus.YES, None, TOMORROW, MET),
        (MayWorkStatus.YES, TOMORROW, TOMORROW, MET),
        (MayWorkStatus.YES, TODAY, TOMORROW, MISSING),
        (MayWorkStatus.YES, TODAY, None, MET),
        (MayWorkStatus.YES, YESTERDAY, None, MISSING),
        (MayWorkStatus.YES, YESTERDAY, YESTERDAY, MISSING),
        (MayWorkStatus.RESTRICTED, None, None, UNKNOWN),
        (MayWorkStatus.RESTRICTED, YESTERDAY, None, UNKNOWN),
        (MayWorkStatus.TO_CHECK, None, None, UNKNOWN),
    ],
)
def test_the_right_to_work_holds_when_the_job_begins(
    status: MayWorkStatus, until: date | None, start: date | None, outcome: Outcome
):
    person = replace(PERSON, may_work=MayWork(status, until))
    facts = {"until": until.isoformat()} if until else {"status": status.value}

    assert find(Topic.MAY_WORK, person, vacancy(start=start)) == Judgement(
        Topic.MAY_WORK, "may_work", outcome, gate=True, facts=facts
    )


@pytest.mark.parametrize("gate", [True, False])
@pytest.mark.parametrize(
    ("has", "train", "outcome", "coverage"),
    [
        (True, None, MET, 1.0),
        (True, BEFORE, MET, 1.0),
        (False, None, MISSING, 0.0),
        (False, BEFORE, TRAINABLE, 0.0),
        (None, None, UNKNOWN, None),
        (None, BEFORE, UNKNOWN, None),
    ],
)
@pytest.mark.parametrize("kind", [RequirementType.ADULT, RequirementType.DRIVING_LICENCE])
def test_legal_age_and_driving_licence(
    kind: RequirementType,
    has: bool | None,
    train: Train | None,
    outcome: Outcome,
    coverage: float | None,
    gate: bool,
):
    field = "is_adult" if kind is RequirementType.ADULT else "driving_licence"
    person = replace(PERSON, is_adult=None, driving_licence=None)

    found = find(
        Topic(kind.value), replace(person, **{field: has}), asks(kind, gate=gate, train=train)
    )

    assert (found.outcome, found.coverage, found.gate) == (outcome, coverage, gate)
    assert found.weeks == (train.weeks if train else None)
    assert found.when == (train.when if train else None)
    assert bool(bars([found])) is (gate and outcome is MISSING)


def test_a_record_extract_is_the_employers_matter():
    target = asks(RequirementType.RECORD_EXTRACT)

    found = find(Topic.RECORD_EXTRACT, PERSON, target)

    assert (found.outcome, found.gate, found.facts) == (MET, False, {})


@pytest.mark.parametrize(
    ("held", "start", "train", "outcome"),
    [
        ((Certificate("hot_work"),), TOMORROW, None, MET),
        ((Certificate("hot_work", TODAY),), YESTERDAY, None, MET),
        ((Certificate("hot_work", TODAY),), TOMORROW, None, MISSING),
        ((Certificate("hot_work", YESTERDAY),), None, None, MISSING),
        ((Certificate("hot_work", YESTERDAY), Certificate("hot_work", TODAY)), None, None, MET),
        ((Certificate("truck_tlp10"),), None, None, MISSING),
        ((), TOMORROW, BEFORE, TRAINABLE),
        (None, TOMORROW, BEFORE, UNKNOWN),
    ],
)
def test_a_certificate_holds_when_the_job_begins(
    held: tuple[Certificate, ...] | None, start: date | None, train: Train | None, outcome: Outcome
):
    asked = replace(paper(train=train), opening=vacancy(start=start).opening)
    found = find(Topic.CERTIFICATE, replace(PERSON, certificates=held), asked)

    assert found.outcome is outcome
    assert found.coverage == (None if outcome is UNKNOWN else float(outcome is MET))
    assert found.weeks == (train.weeks if train else None)


@pytest.mark.parametrize(
    ("kind", "importance", "barred"),
    [
        (GATE, Importance.ESSENTIAL, True),
        (GATE, Importance.USEFUL, False),
        (NEED, Importance.ESSENTIAL, False),
    ],
)
def test_only_an_essential_certificate_that_is_a_gate_bars(
    kind: RequirementKind, importance: Importance, barred: bool
):
    target = paper(kind=kind, importance=importance)

    assert bool(bars(judge_facts(PERSON, target, TODAY))) is barred
    assert find(Topic.CERTIFICATE, PERSON, target).importance is importance


@pytest.mark.parametrize(("has", "outcome"), [(True, MET), (False, MISSING), (None, UNKNOWN)])
def test_an_opening_that_asks_for_a_driving_licence(has: bool | None, outcome: Outcome):
    person = replace(PERSON, driving_licence=has)

    found = find(Topic.DRIVING_LICENCE, person, vacancy(demands=Demands(driving_licence=True)))

    assert (found.outcome, found.gate) == (outcome, True)
    topics = {j.topic for j in judge_facts(person, vacancy(), TODAY)}
    assert Topic.DRIVING_LICENCE not in topics


@pytest.mark.parametrize(
    ("can", "asked", "outcome"),
    [
        ((None, 40), (40, 40), MET),
        ((None, 39), (40, None), MISSING),
        ((20, 30), (10, 25), MET),
        ((30, 40), (10, 25), MISSING),
        ((30, 40), (25, None), MISSING),
        ((25, 40), (25, None), MET),
        ((20, None), (10, 25), UNKNOWN),
        ((20, 40), (None, 25), UNKNOWN),
        ((None, None), (None, None), UNKNOWN),
    ],
)
def test_hours_a_week(
    can: tuple[float | None, float | None],
    asked: tuple[float | None, float | None],
    outcome: Outcome,
):
    person = replace(PERSON, availability=Availability(*can))

    found = find(Topic.HOURS, person, vacancy(hours=Hours(*asked)))

    assert (found.outcome, found.gate) == (outcome, True)


def test_hours_are_told_as_numbers():
    person = replace(PERSON, availability=Availability(None, 37.5))

    found = find(Topic.HOURS, person, vacancy(hours=Hours(20, 40)))

    assert found.facts == {"can_min": "", "can_max": "37.5", "asked_min": "20", "asked_max": "40"}


@pytest.mark.parametrize(
    ("can", "asked", "outcome", "coverage"),
    [
        ("day", "day", MET, 1.0),
        ("day evening", "day", MET, 1.0),
        ("day", "day evening", MET, 0.5),
        ("day", "night", MISSING, 0.0),
        ("", "day", UNKNOWN, None),
        ("day", "", UNKNOWN, None),
    ],
)
def test_shifts(can: str, asked: str, outcome: Outcome, coverage: float | None):
    def shifts(names: str) -> frozenset[Shift]:
        return frozenset(map(Shift, names.split()))

    person = replace(PERSON, availability=Availability(shifts=shifts(can)))

    found = find(Topic.SHIFTS, person, vacancy(hours=Hours(shifts=shifts(asked))))

    assert (found.outcome, found.coverage, found.gate) == (outcome, coverage, True)
    assert found.facts["asked"] == ",".join(sorted(asked.split()))


@pytest.mark.parametrize(
    ("ready", "starts", "outcome"),
    [
        (TODAY, TODAY, MET),
        (YESTERDAY, TODAY, MET),
        (TOMORROW, TODAY, MISSING),
        (None, TODAY, UNKNOWN),
        (TODAY, None, UNKNOWN),
    ],
)
def test_a_later_start_is_told_and_bars_nobody(
    ready: date | None, starts: date | None, outcome: Outcome
):
    person = replace(PERSON, availability=Availability(start=ready))

    found = find(Topic.START, person, vacancy(start=starts))

    assert (found.outcome, found.importance) == (outcome, Importance.USEFUL)
    assert bars([found]) == ()


NORTH = 1 / 111.195  # degrees of latitude in a kilometre


@pytest.mark.parametrize(
    ("km", "outcome", "coverage", "longer"),
    [
        (0, MET, 1.0, ""),
        (2, MET, 0.5, ""),
        (2.4, MET, 0.4, "yes"),
        (2.6, MISSING, 0.35, "yes"),
        (40, MISSING, 0.0, "yes"),
    ],
)
def test_the_way_on_foot_with_32_minutes_at_most(
    km: float, outcome: Outcome, coverage: float, longer: str
):
    person = replace(
        PERSON,
        place=Place("Göteborg", lat=57.7, lon=12.0),
        travel=Travel(TravelMode.WALK, 32),
    )

    found = find(
        Topic.TRAVEL, person, vacancy(place=Place("Göteborg", lat=57.7 + km * NORTH, lon=12.0))
    )

    assert (found.outcome, found.gate) == (outcome, True)
    assert found.coverage == pytest.approx(coverage, abs=1e-3)
    said = f"{max(1, 16 * km):.0f}"  # next door is said as one minute
    assert found.facts == {"minutes": said, "max_minutes": "32", "longer": longer}


@pytest.mark.parametrize(
    "changes",
    [
        {"place": None},
        {"place": Place("Göteborg")},
        {"travel": Travel(None, 30)},
        {"travel": Travel(TravelMode.WALK, None)},
    ],
)
def test_a_way_that_is_not_known_is_asked_about(changes: dict[str, object]):
    known = replace(
        PERSON, place=Place("A", lat=57.7, lon=12.0), travel=Travel(TravelMode.WALK, 30)
    )

    found = find(
        Topic.TRAVEL, replace(known, **changes), vacancy(place=Place("B", lat=58.7, lon=12.0))
    )

    assert (found.outcome, found.coverage) == (UNKNOWN, None)


def test_a_step_alone_has_no_hours_and_no_way():
    judged = judge_facts(PERSON, Target(None, make_step()), TODAY)

    assert [(j.topic, j.id) for j in judged] == [
        (Topic.MAY_WORK, "may_work"),
        (Topic.CERTIFICATE, "food_hygiene"),
    ]


@given(participants(), openings())
def test_an_empty_profile_is_barred_from_nothing(person: Participant, opening: Opening):
    empty = Participant(person.organisation, person.code)
    judged = judge_facts(empty, Target(opening, make_step()), TODAY)

    assert bars(judged) == ()
    assert {j.outcome for j in judged} <= {UNKNOWN}


@given(participants(), openings())
def test_judgements_are_whole(person: Participant, opening: Opening):
    for judged in judge_facts(person, Target(opening, make_step()), TODAY):
        assert judged.coverage is None or 0 <= judged.coverage <= 1
        if judged.outcome is UNKNOWN:
            assert judged.coverage is None
        if judged.outcome is TRAINABLE:
            assert judged.when
            assert judged.weeks
