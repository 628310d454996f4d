"""What a person is told before anything else is done with her data: on which basis, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import participant_moved
from matcher.domain.machines.machine import Need
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.audit import AuditEntry
    from matcher.domain.participant_move import ParticipantMove


class LegalBasis(StrEnum):
    """On what the organisation works with somebody's data (GDPR article 6); its lawyer decides."""

    PUBLIC_TASK = "public_task"
    LEGAL_OBLIGATION = "legal_obligation"
    CONSENT = "consent"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Informed:
    """The basis, and the day on which the person got the notice; ``None`` is not given."""

    basis: LegalBasis | None
    notice_on: date | None

    def needs(self, today: date) -> frozenset[Need]:
        """Return what of it is there.

        Raises
        ------
        InputError
            The notice is of a day to come.
        """
        if self.notice_on is not None and self.notice_on > today:
            raise InputError(
                f"The notice is given on {self.notice_on}, which is still to come. Give it first."
            )
        there = {Need.BASIS: self.basis, Need.NOTICE: self.notice_on}
        return frozenset(need for need, value in there.items() if value is not None)


def participant_informed(move: ParticipantMove, informed: Informed) -> AuditEntry:
    """Say that a person was informed: on which basis, and on which day."""
    entry = participant_moved(move)
    said = {
        "basis": None if informed.basis is None else informed.basis.value,
        "notice_on": None if informed.notice_on is None else informed.notice_on.isoformat(),
    }
    return replace(entry, details={**entry.details, **said})
