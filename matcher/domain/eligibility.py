"""Gates and plain facts of a job judged for a person, with reasons; skills are ranking's part.

A gate is a licence to do the job at all: right to work, legal age, a certificate that cannot be
gained in time, hours. What is unknown is asked about, never held against anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import Importance, RequirementKind, RequirementType
from matcher.domain.participant import MayWorkStatus
from matcher.domain.place import distance_km, travel_minutes

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ladder import CertificateNeed, Requirement
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.target import Target

# Minutes are estimated from a distance, so a way a quarter too long is shown with its doubt.
TRAVEL_TOLERANCE = 1.25

_PLAIN_TYPES = frozenset(
    {RequirementType.ADULT, RequirementType.DRIVING_LICENCE, RequirementType.RECORD_EXTRACT}
)


def judge_facts(person: Participant, target: Target, today: date) -> tuple[Judgement, ...]:
    """Judge everything about a pair that is a plain fact rather than a likeness of texts.

    Parameters
    ----------
    person
        The profile.
    target
        Opening, step or both.
    today
        The day that dates are held against, where the job does not begin later.

    Returns
    -------
    tuple[Judgement, ...]
        Right to work, legal age, driving licence, record extract, certificates, and, where there
        is an opening, hours, shifts, start and the way there.
    """
    starts = target.opening.start if target.opening else None
    first_day = max(today, starts or today)
    judged = [_may_work(person, first_day)]
    judged += [_plain(person, need) for need in target.requirements if need.type in _PLAIN_TYPES]
    judged += [_certificate(person, need, first_day) for need in target.certificates]
    if target.opening is not None:
        judged += _opening_facts(person, target.opening)
    return tuple(judged)


def _may_work(person: Participant, first_day: date) -> Judgement:
    status, until = person.may_work.status, person.may_work.until
    if status is MayWorkStatus.YES and (until is None or until >= first_day):
        outcome = Outcome.MET
    elif status is MayWorkStatus.YES:
        outcome = Outcome.MISSING
    else:
        outcome = Outcome.UNKNOWN
    facts = {"until": until.isoformat()} if until else {"status": status.value}
    return Judgement(Topic.MAY_WORK, "may_work", outcome, gate=True, facts=facts)


def _plain(person: Participant, need: Requirement) -> Judgement:
    gate = need.kind is RequirementKind.GATE
    if need.type is RequirementType.RECORD_EXTRACT:
        # The employer checks it last; nothing about it is ever stored or judged here.
        return Judgement(
            Topic.RECORD_EXTRACT, need.id, Outcome.MET, importance=need.importance, facts={}
        )
    topic, has = (
        (Topic.ADULT, person.is_adult)
        if need.type is RequirementType.ADULT
        else (Topic.DRIVING_LICENCE, person.driving_licence)
    )
    if has is None:
        outcome = Outcome.UNKNOWN
    elif has:
        outcome = Outcome.MET
    else:
        outcome = Outcome.TRAINABLE if need.train else Outcome.MISSING
    return Judgement(
        topic,
        need.id,
        outcome,
        gate=gate,
        importance=need.importance,
        coverage=None if has is None else float(has),
        when=need.train.when if need.train else None,
        weeks=need.train.weeks if need.train else None,
        facts={"sv": need.texts.sv, "en": need.texts.en, "ar": need.texts.ar},
    )


def _certificate(person: Participant, need: CertificateNeed, first_day: date) -> Judgement:
    gate = need.kind is RequirementKind.GATE
    if person.certificates is None:
        outcome = Outcome.UNKNOWN
    elif any(held.id == need.id and held.valid_on(first_day) for held in person.certificates):
        outcome = Outcome.MET
    else:
        outcome = Outcome.TRAINABLE if need.train else Outcome.MISSING
    return Judgement(
        Topic.CERTIFICATE,
        need.id,
        outcome,
        gate=gate and need.importance is Importance.ESSENTIAL,
        importance=need.importance,
        coverage=None if outcome is Outcome.UNKNOWN else float(outcome is Outcome.MET),
        when=need.train.when if need.train else None,
        weeks=need.train.weeks if need.train else None,
        facts={"sv": need.names.sv, "en": need.names.en, "ar": need.names.ar},
    )


def _opening_facts(person: Participant, opening: Opening) -> list[Judgement]:
    if opening.demands.driving_licence:
        has = person.driving_licence
        licence = Outcome.UNKNOWN if has is None else Outcome.MET if has else Outcome.MISSING
        asked = [Judgement(Topic.DRIVING_LICENCE, "opening", licence, gate=True, facts={})]
    else:
        asked = []
    return [
        *asked,
        _hours(person, opening),
        _shifts(person, opening),
        _start(person, opening),
        _way(person, opening),
    ]


def _hours(person: Participant, opening: Opening) -> Judgement:
    can, asked = person.availability, opening.hours
    facts = {
        "can_min": _number(can.hours_per_week_min),
        "can_max": _number(can.hours_per_week_max),
        "asked_min": _number(asked.per_week_min),
        "asked_max": _number(asked.per_week_max),
    }
    if can.hours_per_week_max is None or asked.per_week_min is None:
        outcome = Outcome.UNKNOWN
    else:
        least = can.hours_per_week_min or 0.0
        most = asked.per_week_max if asked.per_week_max is not None else asked.per_week_min
        fits = asked.per_week_min <= can.hours_per_week_max and least <= most
        outcome = Outcome.MET if fits else Outcome.MISSING
    return Judgement(Topic.HOURS, "hours", outcome, gate=True, facts=facts)


def _shifts(person: Participant, opening: Opening) -> Judgement:
    can, asked = person.availability.shifts, opening.hours.shifts
    facts = {"can": ",".join(sorted(can)), "asked": ",".join(sorted(asked))}
    if not can or not asked:
        return Judgement(Topic.SHIFTS, "shifts", Outcome.UNKNOWN, gate=True, facts=facts)
    covered = len(can & asked) / len(asked)
    return Judgement(
        Topic.SHIFTS,
        "shifts",
        Outcome.MISSING if covered == 0 else Outcome.MET,
        gate=True,
        coverage=covered,
        facts=facts,
    )


def _start(person: Participant, opening: Opening) -> Judgement:
    ready, starts = person.availability.start, opening.start
    if ready is None or starts is None:
        outcome = Outcome.UNKNOWN
    else:
        outcome = Outcome.MET if ready <= starts else Outcome.MISSING
    facts = {
        "ready": ready.isoformat() if ready else "",
        "starts": starts.isoformat() if starts else "",
    }
    return Judgement(Topic.START, "start", outcome, importance=Importance.USEFUL, facts=facts)


def _way(person: Participant, opening: Opening) -> Judgement:
    """Judge the way to work: coverage is 1 next door, 0.5 at the limit and 0 at twice the limit."""
    travel = person.travel
    km = distance_km(person.place, opening.place) if person.place and opening.place else None
    if km is None or travel.mode is None or not travel.max_minutes:
        return Judgement(Topic.TRAVEL, "travel", Outcome.UNKNOWN, facts={})
    minutes = travel_minutes(km, travel.mode)
    part = minutes / travel.max_minutes
    return Judgement(
        Topic.TRAVEL,
        "travel",
        Outcome.MET if part <= TRAVEL_TOLERANCE else Outcome.MISSING,
        gate=True,
        coverage=max(0.0, 1 - part / 2),
        facts={
            "minutes": f"{max(1, round(minutes))}",
            "max_minutes": str(travel.max_minutes),
            "longer": "yes" if part > 1 else "",
        },
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
