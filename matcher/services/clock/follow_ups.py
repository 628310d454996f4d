"""Follow-ups become due, and overdue, over any store of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from matcher.domain.audit import AuditEntry
from matcher.domain.clock import follow_up_moves, grace_ends
from matcher.domain.jobs import BY_CLOCK, Due, Outlook
from matcher.domain.machines.follow_up import FollowUpAction, FollowUpState
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.periods import Periods
    from matcher.ports import UnitOfWork, UnitOfWorkFactory


class FollowUpStore(Protocol):
    """What the job needs of wherever follow-ups are kept, in one unit of work."""

    def waiting(self) -> Sequence[tuple[FollowUp, ParticipantCode]]:
        """Return those that are scheduled or due, the earliest first, with whom they are about."""
        ...

    def save(self, moved: FollowUp) -> bool:
        """Store one after a move; false when somebody moved it meanwhile."""
        ...


@dataclass(frozen=True)
class FollowUpJob:
    """Makes follow-ups due on their day, and overdue when their grace is over.

    Parameters
    ----------
    units
        Opens units of work.
    store
        Where follow-ups are kept in a unit.
    """

    units: UnitOfWorkFactory
    store: Callable[[UnitOfWork], FollowUpStore]
    periods: Periods = STANDARD
    name: str = "follow_ups"
    about: str = "follow-ups become due on their day, and overdue when nobody asked in time"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            waiting = [one for one, _ in self.store(unit).waiting()]
        due = tuple(
            Due(_key(one), move.value)
            for one in waiting
            for move in follow_up_moves(one, today, self.periods)
        )
        later = (day for one in waiting for day in self._days(one) if day > today)
        return Outlook(due, min(later, default=None))

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        action = FollowUpAction(due.move)
        with self.units(write=True) as unit:
            store = self.store(unit)
            found = next((pair for pair in store.waiting() if _key(pair[0]) == due.key), None)
            if found is None:
                return False
            before, person = found
            if follow_up_moves(before, now.date(), self.periods)[:1] != (action,):
                return False
            after = before.move(action, Signature(Role.CLOCK, BY_CLOCK, now), now.date())
            if not store.save(after):
                return False
            details = {"before": before.state.value, "after": after.state.value}
            unit.audit.append(
                AuditEntry(
                    now, BY_CLOCK, f"follow_up.{due.move}", "follow_up", due.key, person, details
                )
            )
            unit.commit()
        return True

    def _days(self, one: FollowUp) -> tuple[date, ...]:
        if one.state is FollowUpState.SCHEDULED:
            return (one.due_on,)
        return (grace_ends(one.due_on, self.periods) + timedelta(days=1),)


def _key(one: FollowUp) -> str:
    return f"{one.placement}:{one.point.value}"
