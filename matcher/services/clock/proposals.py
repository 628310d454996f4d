"""Proposals that nobody has decided on lapse, without a word to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import decided
from matcher.domain.clock import proposal_lapses_on, proposal_moves
from matcher.domain.ids import SuggestionId
from matcher.domain.jobs import BY_CLOCK, Due, Outlook
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action
from matcher.errors import Conflict, InvalidTransition, NotFound

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.periods import Periods
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True)
class ProposalJob:
    """Lapses what is undecided for too long, or whose opening takes nobody any more."""

    units: UnitOfWorkFactory
    periods: Periods = STANDARD
    name: str = "proposals"
    about: str = "proposals nobody has decided on lapse, and those for openings past their deadline"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            found = unit.clock.undecided()
        due, later = [], []
        for one in found:
            since = one.since.date()
            due += [
                Due(one.id, move.value)
                for move in proposal_moves(one.state, since, one.deadline, today, self.periods)
            ]
            later.append(proposal_lapses_on(since, one.deadline, self.periods))
        return Outlook(tuple(due), min((day for day in later if day > today), default=None))

    def _moves(self, unit: UnitOfWork, one: Suggestion, today: date) -> tuple[Action, ...]:
        """Return what time brings now: it may have been decided on and come back meanwhile."""
        history = unit.suggestions.history(one.id)
        since = history[-1].at if history else unit.suggestions.run(one.run).at
        deadline = unit.openings.get(one.opening).deadline if one.opening else None
        return proposal_moves(one.state, since.date(), deadline, today, self.periods)

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        with self.units(write=True) as unit:
            try:
                before = unit.suggestions.get(SuggestionId(due.key))
                if Action(due.move) not in self._moves(unit, before, now.date()):
                    return False
                signed = Signature(Role.CLOCK, BY_CLOCK, now)
                after, decision = before.move(Action(due.move), signed)
                unit.suggestions.save(after, decision)
            except (NotFound, InvalidTransition, Conflict):
                return False
            unit.audit.append(decided(decision, after.participant))
            unit.commit()
        return True
