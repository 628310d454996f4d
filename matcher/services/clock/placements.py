"""Placements that have started go on when the first time is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import placement_moved
from matcher.domain.clock import placement_moves, settled_on
from matcher.domain.ids import PlacementId
from matcher.domain.jobs import BY_CLOCK, Due, Outlook
from matcher.domain.machines.placement import PlacementAction
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.periods import Periods
    from matcher.ports import UnitOfWorkFactory


@dataclass(frozen=True)
class PlacementJob:
    """Makes what has started ongoing."""

    units: UnitOfWorkFactory
    periods: Periods = STANDARD
    name: str = "placements"
    about: str = "placements that have started are ongoing when the first time is over"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            started = unit.placements.started()
        due = tuple(
            Due(one.id, move.value)
            for one in started
            for move in placement_moves(one, today, self.periods)
        )
        later = (settled_on(one.started_on, self.periods) for one in started if one.started_on)
        return Outlook(due, min((day for day in later if day > today), default=None))

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        action, signed = PlacementAction(due.move), Signature(Role.CLOCK, BY_CLOCK, now)
        with self.units(write=True) as unit:
            try:
                before = unit.placements.get(PlacementId(due.key))
            except NotFound:
                return False
            if action not in placement_moves(before, now.date(), self.periods):
                return False
            after = before.go_on(signed)
            unit.placements.save(after)
            unit.audit.append(placement_moved(after, action.value, signed))
            unit.commit()
        return True
