"""Facts that hold until a day: what ends soon, or has ended, and who may be asked for the new day.

Whether a fact holds on a day is read from its date wherever it is asked (``eligibility``); nothing
is rewritten when the day comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matcher.domain.message import Message, Recipient, Template
from matcher.domain.participant import ParticipantState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.outbox import OutboxMessage

MAY_WORK = "may_work"
"""The right to work, beside the ids of certificates."""

AHEAD = timedelta(days=30)
"""A LinkWorker is told so long before, and no more when it is over for longer than that."""

ASKED_OF = frozenset(
    {
        ParticipantState.MAPPED,
        ParticipantState.ACTIVE,
        ParticipantState.PAUSED,
        ParticipantState.PLACED,
    }
)
"""Whose facts are kept up to date: those who are, or will be, at work by this programme."""


@dataclass(frozen=True, slots=True)
class EndingFact:
    """One fact of a person: :data:`MAY_WORK` or the id of a certificate, and its last day."""

    code: ParticipantCode
    fact: str
    until: date

    @property
    def key(self) -> str:
        """Unique in the organisation."""
        return f"{self.code}|{self.fact}|{self.until.isoformat()}"

    def is_told(self, messages: Iterable[OutboxMessage]) -> bool:
        """Say whether a message about this fact and day was put before, whatever became of it."""
        return any(
            (one.template, one.facts.get("fact"), one.facts.get("until"))
            == (Template.FACT_ENDS, self.fact, self.until.isoformat())
            for one in messages
        )

    def message(self, to: str) -> Message:
        """Return the line for a LinkWorker."""
        facts = {"participant": self.code, "fact": self.fact, "until": self.until.isoformat()}
        return Message(Recipient.LINKWORKER, to, Template.FACT_ENDS, facts)
