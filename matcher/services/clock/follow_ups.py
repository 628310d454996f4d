"""Follow-ups become due, which asks the person how it goes, and overdue when nobody did in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import follow_up_moved
from matcher.domain.clock import follow_up_moves, grace_ends
from matcher.domain.ids import PlacementId
from matcher.domain.jobs import BY_CLOCK, SENDER, Due, Outlook
from matcher.domain.machines.follow_up import FollowUpAction, FollowUpState
from matcher.domain.machines.placement import PlacementState
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.participant import ParticipantState
from matcher.domain.periods import STANDARD, FollowUpPoint
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.follow_up import FollowUp
    from matcher.domain.periods import Periods
    from matcher.domain.placement import Placement
    from matcher.ports import PutMessages, UnitOfWork, UnitOfWorkFactory

_THERE = frozenset({PlacementState.STARTED, PlacementState.ONGOING})


@dataclass(frozen=True)
class FollowUpJob:
    """Makes follow-ups due on their day, and overdue when their grace is over.

    Parameters
    ----------
    units
        Opens units of work.
    put_messages
        Keeps what people are asked.
    periods
        When one asks, and how long the grace is.
    """

    units: UnitOfWorkFactory
    put_messages: PutMessages
    periods: Periods = STANDARD
    name: str = "follow_ups"
    about: str = (
        "follow-ups become due on their day, with a message to the person, and overdue when "
        "nobody asked in time"
    )

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            waiting = _waiting(unit)
        due = tuple(
            Due(f"{one.placement}:{one.point.value}", move.value)
            for one in waiting
            for move in follow_up_moves(one, today, self.periods)
        )
        later = (self._next_on(one) for one in waiting)
        return Outlook(due, min((day for day in later if day > today), default=None))

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        action, today = FollowUpAction(due.move), now.date()
        about, _, point = due.key.rpartition(":")
        signed = Signature(Role.CLOCK, BY_CLOCK, now)
        with self.units(write=True) as unit:
            try:
                before = unit.follow_ups.get(PlacementId(about), FollowUpPoint(point))
            except NotFound:
                return False
            moves = follow_up_moves(before, today, self.periods)
            if moves[:1] != (action,):
                return False
            after = before.move(action, signed, today)
            unit.follow_ups.save(after)
            placement = unit.placements.get(after.placement)
            unit.audit.append(follow_up_moved(after, action.value, signed, placement.participant))
            if moves == (FollowUpAction.BECOME_DUE,):
                self.put_messages(unit, _asked(unit, placement), by=SENDER, at=now)
            unit.commit()
        return True

    def _next_on(self, one: FollowUp) -> date:
        if one.state is FollowUpState.SCHEDULED:
            return one.due_on
        return grace_ends(one.due_on, self.periods) + timedelta(days=1)


def _asked(unit: UnitOfWork, placement: Placement) -> tuple[Message, ...]:
    """Return the message to who is at the job now; others are asked by a person, or not at all.

    What is overdue already when the clock comes to it is left to a person too.
    """
    standing = unit.participants.standing(placement.participant)
    there = placement.state in _THERE and standing.state is ParticipantState.PLACED
    if not there or standing.protected_identity:
        return ()
    facts = {"suggestion": str(placement.suggestion)}
    return (Message(Recipient.PARTICIPANT, placement.participant, Template.FOLLOW_UP, facts),)


def _waiting(unit: UnitOfWork) -> list[FollowUp]:
    """Return those that the clock moves some day, the oldest first."""
    found = [
        one
        for state in (FollowUpState.SCHEDULED, FollowUpState.DUE)
        for one in unit.follow_ups.waiting(state, date.max)
    ]
    return sorted(found, key=lambda one: one.due_on)
