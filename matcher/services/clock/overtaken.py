"""Suggestions that an import should have made anew, and did not: it was ended in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import decided
from matcher.domain.ids import ParticipantCode
from matcher.domain.jobs import BY_CLOCK, Due, Outlook
from matcher.domain.participant import REVIEWED
from matcher.domain.participant_move import is_indexed
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.ids import SuggestionId
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

LEFT_ALONE = timedelta(minutes=15)
"""How long whoever imports is given to do it: a large file takes minutes."""


@dataclass(frozen=True)
class OvertakenJob:
    """Ends open suggestions from before an import changed a profile, and asks for new ones.

    An import does that itself, after its rows are saved (:class:`matcher.services.corrections.
    CorrectionService`); when it is killed, or suggestions are stopped, this does.

    Parameters
    ----------
    units
        Opens units of work.
    again
        Makes suggestions for a person anew, asked for by somebody; says whether it could.
    """

    units: UnitOfWorkFactory
    again: Callable[[ParticipantCode, str], bool]
    name: str = "overtaken"
    about: str = "open suggestions from before an import changed a profile end, and are made anew"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        with self.units() as unit:
            found = unit.clock.overtaken(now - LEFT_ALONE)
        return Outlook(tuple(Due(code, "renew") for code in found))

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        code = ParticipantCode(due.key)
        with self.units(write=True) as unit:
            found = unit.clock.overtaken(now - LEFT_ALONE, code)
            if code not in found:
                return False
            person = unit.participants.get(code)
            ended = _end(unit, code, found[code], now)
            unit.commit()
        renewed = person.state in REVIEWED and is_indexed(person) and self.again(code, BY_CLOCK)
        return ended or renewed


def _end(
    unit: UnitOfWork, code: ParticipantCode, suggestions: Collection[SuggestionId], now: datetime
) -> bool:
    for one in suggestions:
        signed = Signature(Role.SYSTEM, BY_CLOCK, now)
        after, decision = unit.suggestions.get(one).move(Action.MAKE_OBSOLETE, signed)
        unit.suggestions.save(after, decision)
        unit.audit.append(decided(decision, code))
    return bool(suggestions)
