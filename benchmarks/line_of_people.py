# ruff: noqa: S608  (names of our own tables)
"""A programme with people in line for openings, made for measurements; all of it is invented."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from matcher.domain.audit import verify
from matcher.domain.ids import (
    EmployerId,
    OpeningId,
    OrganisationId,
    ParticipantCode,
    RunId,
    SuggestionId,
)
from matcher.domain.judgement import Band
from matcher.domain.ladders import Ladders
from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.domain.run import Run, RunKind
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, AnswerMode, Suggestion
from matcher.persistence.database import ensure_organisation, open_engine, upgrade
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.review.line import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from matcher.ports import UnitOfWork
    from matcher.services.review import Commands

OWNER = OrganisationId("bench")
EMPLOYER = Employer(OWNER, EmployerId("E1"), "Bench")
PATIENCE_MS = 120_000
"""So many writers on so few cores wait longer for each other than in an office."""

TERMS = Terms(EmploymentForm.PERMANENT, "kollektivavtal")


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)  # noqa: TID251  (this is an edge)


def engine_on(url: str) -> Engine:
    """Return an engine of its own."""
    return open_engine(url, busy_timeout_ms=PATIENCE_MS)


def commands_on(engine: Engine) -> Commands:
    """Return what runs commands."""
    from matcher.services.outbox import OutboxService  # noqa: PLC0415
    from matcher.services.review import Commands  # noqa: PLC0415

    units = unit_of_work_factory(engine, OWNER)
    outbox = OutboxService(units, Ladders(()), now, lambda: uuid.uuid4().hex)
    return Commands(units, now, outbox.put_messages)


def make_line(
    url: str, places: Sequence[int], people: Sequence[int], *, presented: bool
) -> list[tuple[SuggestionId, int]]:
    """Store openings with people who are suggested for them, or presented to them.

    Parameters
    ----------
    places, people
        How many of each for every opening.

    Returns
    -------
    list[tuple[SuggestionId, int]]
        Suggestions with their versions, by opening.
    """
    upgrade(url)
    engine = engine_on(url)
    ensure_organisation(engine, Organisation(OWNER, "Bench"))
    made = []
    with unit_of_work_factory(engine, OWNER)(write=True) as unit:
        unit.employers.put([EMPLOYER])
        for number, (there, asking) in enumerate(zip(places, people, strict=True), start=1):
            opening = _opening(number, there, asking)
            unit.openings.put([opening])
            codes = [ParticipantCode(f"P{number:03}x{one:04}") for one in range(asking)]
            unit.participants.put([Participant(OWNER, code) for code in codes])
            for code in codes:
                one = _suggested(unit, opening, code)
                made.append(_presented(unit, one) if presented else one)
        unit.commit()
    engine.dispose()
    return [(one.id, one.version) for one in made]


def _opening(number: int, places: int, slots: int) -> Opening:
    return Opening(
        OWNER,
        OpeningId(f"O{number:03}"),
        OpeningKind.OWN,
        "Diskare",
        "Diskar.",
        OpeningState.OPEN,
        places=places,
        presentation_slots=slots,
        terms=TERMS,
        employer=EMPLOYER.id,
    )


def _suggested(unit: UnitOfWork, opening: Opening, code: ParticipantCode) -> Suggestion:
    run = Run(
        id=RunId(f"r{code}"),
        kind=RunKind.PARTICIPANT,
        at=now(),
        by="Anna",
        input_hash="",
        encoder="none",
        index="none",
        weights="none",
        seed=1,
        top=1,
        participant=code,
    )
    one = Suggestion(
        id=SuggestionId(f"s{code}"),
        run=run.id,
        participant=code,
        opening=opening.id,
        step=None,
        title=opening.title,
        rank=1,
        score=0.5,
        band=Band.READY,
        contributions={},
        explanation={},
    )
    unit.suggestions.add(run, [one])
    return one


def _presented(unit: UnitOfWork, one: Suggestion) -> Suggestion:
    signed = Signature(Role.LINKWORKER, "Anna", now())
    for action, mode in (
        (Action.CONFIRM, None),
        (Action.ASK, None),
        (Action.ACCEPT, AnswerMode.PHONE),
    ):
        after, decision = one.move(action, signed, mode=mode)
        record(unit, one, after, decision)
        one = after
    after, decision = one.present(signed, unit.suggestions.history(one.id), OpeningKind.OWN)
    record(unit, one, after, decision)
    return after


def counts(engine: Engine) -> dict[str, int]:
    """Hold counters against rows, and return how much is wrong with each."""
    line = ", ".join(f"'{state.value}'" for state in IN_LINE)
    holding = "state IN ('planned', 'started', 'ongoing')"
    asked = {
        "placements": f"SELECT count(*) FROM placements WHERE {holding}",
        "over": "SELECT coalesce(sum(n - places), 0) FROM (SELECT places, (SELECT count(*)"
        f" FROM placements p WHERE p.opening = o.id AND p.{holding}) n FROM openings o)"
        " WHERE n > places",
        "twice": "SELECT count(*) FROM (SELECT participant FROM placements"
        f" WHERE {holding} GROUP BY participant HAVING count(*) > 1)",
        "miscounted": "SELECT count(*) FROM openings o WHERE places_taken <> (SELECT count(*)"
        f" FROM placements p WHERE p.opening = o.id AND p.{holding}) OR slots_taken <>"
        f" (SELECT count(*) FROM suggestions s WHERE s.opening = o.id AND s.state IN ({line}))"
        " OR (state = 'full') <> (places_taken = places)",
        "unplaced": "SELECT count(*) FROM suggestions s WHERE state = 'hired' AND NOT EXISTS"
        " (SELECT 1 FROM placements p WHERE p.suggestion = s.id)",
        "unsure": "SELECT count(*) FROM placements p WHERE (SELECT state FROM suggestions s"
        " WHERE s.id = p.suggestion) <> 'hired' OR (SELECT state FROM participants c"
        " WHERE c.code = p.participant) <> 'placed' OR (SELECT count(*) FROM follow_ups f"
        " WHERE f.placement = p.id) <> 4",
        "unlogged": "SELECT abs((SELECT count(*) FROM decisions) - (SELECT count(*)"
        " FROM audit_events WHERE object_kind = 'suggestion'))",
        "unversioned": "SELECT count(*) FROM suggestions s WHERE version <> (SELECT count(*)"
        " FROM decisions d WHERE d.suggestion = s.id) AND state <> 'obsolete'",
    }
    with engine.connect() as connection:
        return {
            name: int(connection.exec_driver_sql(statement).scalar() or 0)
            for name, statement in asked.items()
        }


def audit_ok(engine: Engine) -> bool:
    """Say whether the audit log is whole."""
    with unit_of_work_factory(engine, OWNER)() as unit:
        return verify(unit.audit.events(), unit.audit.head()).ok
