"""Asking how a placement goes: two weeks, three, six and twelve months after its start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.machines.follow_up import FOLLOW_UP, FollowUpAction, FollowUpState

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import PlacementId
    from matcher.domain.machines.follow_up import WaiveReason
    from matcher.domain.periods import FollowUpPoint, Periods
    from matcher.domain.signature import Signature

_S, _A = FollowUpState, FollowUpAction


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up of one placement; the two together are its key.

    Parameters
    ----------
    due_on
        The day from which one asks.
    closed_on
        The day it was answered or waived.
    reason
        Why it was waived.
    version
        Counts the moves.

    Raises
    ------
    ValueError
        The day it was closed or the reason do not fit the state.
    """

    placement: PlacementId
    point: FollowUpPoint
    due_on: date
    state: FollowUpState = FollowUpState.SCHEDULED
    closed_on: date | None = None
    reason: WaiveReason | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if (self.closed_on is None) == (self.state in {_S.ANSWERED, _S.WAIVED}):
            raise ValueError(f"a follow-up that is {self.state}, closed on {self.closed_on}")
        if (self.reason is None) == (self.state is _S.WAIVED):
            raise ValueError(f"a follow-up that is {self.state}, reason {self.reason}")

    def move(
        self,
        action: FollowUpAction,
        signed: Signature,
        on: date,
        reason: WaiveReason | None = None,
    ) -> FollowUp:
        """Return it after a move on a day.

        Raises
        ------
        InvalidTransition
            Not possible from this state, or not for this role.
        InputError
            It is waived without a reason, or something else is given one.
        """
        state = FOLLOW_UP.apply(self.state, action, signed.role, reason)
        closed = on if state in {_S.ANSWERED, _S.WAIVED} else None
        return replace(self, state=state, closed_on=closed, reason=reason, version=self.version + 1)

    def answer(self, signed: Signature, on: date) -> FollowUp:
        """Return it answered; errors as for :meth:`move`."""
        return self.move(_A.ANSWER, signed, on)

    def waive(self, signed: Signature, on: date, reason: WaiveReason | None) -> FollowUp:
        """Return it waived, with a reason; errors as for :meth:`move`."""
        return self.move(_A.WAIVE, signed, on, reason)


def schedule(placement: PlacementId, started_on: date, periods: Periods) -> tuple[FollowUp, ...]:
    """Return the follow-ups of a placement that started on a day, in the order of the periods.

    Each is counted from the first day, so a short month moves one of them and not those after it.
    """
    return tuple(
        FollowUp(placement, point, interval.after(started_on))
        for point, interval in periods.follow_ups
    )
