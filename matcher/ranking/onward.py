"""Where a job leads: the next two jobs, and the training between."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Transition
    from matcher.domain.ladders import Ladders

JOBS_AHEAD = 2


def next_steps(ladders: Ladders, step_id: StepId) -> tuple[Transition, ...]:
    """Return at most two ways onward: the next job, and the one after it or beside it.

    The quickest way is followed first; where the next job is the top, another job that can be
    reached from here takes the second place.
    """
    first = _quickest(ladders.onward(step_id))
    if not first:
        return ()
    second = _quickest(ladders.onward(first[0].to_step))
    others = [way for way in first[1:] if way.to_step != first[0].to_step]
    return (first[0], *[*second, *others][: JOBS_AHEAD - 1])


def _quickest(ways: tuple[Transition, ...]) -> list[Transition]:
    return sorted(ways, key=lambda way: way.weeks.full_time.low)
