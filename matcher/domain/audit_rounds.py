"""What the audit log says of questions to people: that they were put, and never an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.instrument import Instrument
    from matcher.domain.rounds import Response, Round


def instrument_used(instrument: Instrument, by: str, at: datetime) -> AuditEntry:
    """Say that rounds are made with an instrument from now on."""
    name = f"{instrument.id}-{instrument.version}"
    return AuditEntry(at, by, "instrument.use", "instrument", name)


def round_made(made: Round) -> AuditEntry:
    """Say that questions are put to a person from a day on."""
    details = {"due": made.due.isoformat(), "instrument": f"{made.instrument}-{made.version}"}
    return AuditEntry(made.at, made.by, "round.make", "round", made.id, made.participant, details)


def round_not_asked(round_: Round, by: str, at: datetime) -> AuditEntry:
    """Say that staff wrote that a person was not asked."""
    return AuditEntry(at, by, "round.not_asked", "round", round_.id, round_.participant)


def question_passed(response: Response, by: str, person: ParticipantCode) -> AuditEntry:
    """Say that a person went through a question: not what she said, nor whether she skipped it."""
    details = {"item": response.item, "number": response.number}
    return AuditEntry(response.at, by, "round.answer", "round", response.round, person, details)
