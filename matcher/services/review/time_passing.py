"""What a day brings: suggestions lapse, follow-ups become due and overdue, placements go on.

The same day again changes nothing, and a day that was missed is caught up with the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import follow_up_moved, placement_moved
from matcher.domain.clock import follow_up_moves, placement_moves, suggestion_moves
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.services.review.line import record

if TYPE_CHECKING:
    from datetime import date

    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

BY = "stegvis"


@dataclass(frozen=True, slots=True)
class Passed:
    """How many moves a day brought."""

    lapsed: int
    follow_ups: int
    went_on: int


class TimeService:
    """Makes the moves of the clock."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def pass_to(self, today: date) -> Passed:
        """Make every move that is due on a day, in one transaction."""
        with self._commands.units(write=True) as unit:
            signed = Signature(Role.CLOCK, BY, self._commands.now())
            passed = Passed(
                self._lapse(unit, today, signed),
                self._ask(unit, today, signed),
                self._go_on(unit, today, signed),
            )
            unit.commit()
        return passed

    def _lapse(self, unit: UnitOfWork, today: date, signed: Signature) -> int:
        morning = datetime.combine(today, time(), signed.at.tzinfo)
        moved = 0
        for before, since in unit.suggestions.undecided_since(morning):
            periods = self._commands.periods
            for action in suggestion_moves(before.state, since.date(), today, periods):
                after, decision = before.move(action, signed)
                record(unit, before, after, decision)
                moved += 1
        return moved

    def _ask(self, unit: UnitOfWork, today: date, signed: Signature) -> int:
        waiting = [
            one
            for state in (FollowUpState.SCHEDULED, FollowUpState.DUE)
            for one in unit.follow_ups.waiting(state, today)
        ]
        moved = 0
        for found in waiting:
            after = found
            for action in follow_up_moves(found, today, self._commands.periods):
                after = after.move(action, signed, today)
                unit.follow_ups.save(after)
                person = unit.placements.get(after.placement).participant
                unit.audit.append(follow_up_moved(after, action.value, signed, person))
                moved += 1
        return moved

    def _go_on(self, unit: UnitOfWork, today: date, signed: Signature) -> int:
        moved = 0
        for before in unit.placements.started():
            if placement_moves(before, today, self._commands.periods):
                after = before.go_on(signed)
                unit.placements.save(after)
                unit.audit.append(placement_moved(after, "go_on", signed))
                moved += 1
        return moved
