"""How a placement goes: answered, or waived for a reason. An answer is never owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import follow_up_moved
from matcher.domain.command import Outcome
from matcher.domain.ids import PlacementId
from matcher.domain.machines.follow_up import FollowUpAction
from matcher.errors import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.command import Request
    from matcher.domain.machines.follow_up import WaiveReason
    from matcher.domain.periods import FollowUpPoint
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands


class FollowUpService:
    """Records follow-ups; a request is about the placement, at the version of the follow-up."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def answer(self, request: Request, point: FollowUpPoint) -> Outcome:
        """Record that it was answered.

        Raises
        ------
        InvalidTransition
            It is not due, or closed, or this role may not.
        NotFound, Conflict
            There is none, or somebody was first.
        """
        return self._move(FollowUpAction.ANSWER, request, point)

    def waive(self, request: Request, point: FollowUpPoint, reason: WaiveReason | None) -> Outcome:
        """Record that nobody asks, and why.

        Raises
        ------
        InputError
            There is no reason.
        InvalidTransition, NotFound, Conflict
            As for :meth:`answer`.
        """
        return self._move(FollowUpAction.WAIVE, request, point, reason)

    def _move(
        self,
        action: FollowUpAction,
        request: Request,
        point: FollowUpPoint,
        reason: WaiveReason | None = None,
    ) -> Outcome:
        placement = PlacementId(request.about)

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            before = unit.follow_ups.get(placement, point)
            if before.version != request.seen_version:
                closed = f" on {before.closed_on}" if before.closed_on else ""
                raise Conflict(
                    f"This follow-up is now '{before.state}'{closed}. "
                    "Nothing was saved; look at it again.",
                    code="changed",
                )
            signed = request.signed(at)
            after = before.move(action, signed, at.date(), reason)
            unit.follow_ups.save(after)
            person = unit.placements.get(placement).participant
            unit.audit.append(follow_up_moved(after, action.value, signed, person))
            return Outcome("follow_up", f"{placement}/{point}", after.state.value, after.version)

        name = f"follow_up.{action.value}"
        return self._commands.run(request.command(name, point=point, reason=reason), act)
