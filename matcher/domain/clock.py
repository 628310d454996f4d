"""What the passing of time does: which moves the nightly clock job has to make on a day.

Each function answers for one thing and a day, and the same day gives the same answer; a job that
did not run for weeks catches up.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.domain.machines.follow_up import FollowUpAction, FollowUpState
from matcher.domain.machines.placement import PlacementAction, PlacementState
from matcher.domain.machines.suggestion import UNDECIDED, Action

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.follow_up import FollowUp
    from matcher.domain.machines.suggestion import SuggestionState
    from matcher.domain.periods import Periods
    from matcher.domain.placement import Placement


def lapses_on(since: date, periods: Periods) -> date:
    """Return the day on which an undecided suggestion lapses; ``since`` it is in its state."""
    return periods.undecided.after(since)


def grace_ends(due_on: date, periods: Periods) -> date:
    """Return the last day of grace of a follow-up: on the day after it is overdue."""
    return periods.follow_up_grace.after(due_on)


def settled_on(started_on: date, periods: Periods) -> date:
    """Return the day from which a placement that started is ongoing."""
    return periods.settling_in.after(started_on)


def proposal_lapses_on(since: date, deadline: date | None, periods: Periods) -> date:
    """Return the day on which a proposal lapses: of old age, or when its opening's time is over."""
    old = lapses_on(since, periods)
    return old if deadline is None else min(old, deadline + timedelta(days=1))


def proposal_moves(
    state: SuggestionState, since: date, deadline: date | None, today: date, periods: Periods
) -> tuple[Action, ...]:
    """Return what the clock does with a suggestion whose opening takes people until a deadline."""
    late = state in UNDECIDED and today >= proposal_lapses_on(since, deadline, periods)
    return (Action.LAPSE,) if late else ()


def follow_up_moves(
    follow_up: FollowUp, today: date, periods: Periods
) -> tuple[FollowUpAction, ...]:
    """Return what the clock does with a follow-up, in order: it becomes due, then overdue."""
    moves = []
    state = follow_up.state
    if state is FollowUpState.SCHEDULED and today >= follow_up.due_on:
        moves.append(FollowUpAction.BECOME_DUE)
        state = FollowUpState.DUE
    if state is FollowUpState.DUE and today > grace_ends(follow_up.due_on, periods):
        moves.append(FollowUpAction.BECOME_OVERDUE)
    return tuple(moves)


def placement_moves(
    placement: Placement, today: date, periods: Periods
) -> tuple[PlacementAction, ...]:
    """Return what the clock does with a placement: after the first time it goes on."""
    started = placement.started_on
    if placement.state is not PlacementState.STARTED or started is None:
        return ()
    return (PlacementAction.GO_ON,) if today >= settled_on(started, periods) else ()
