"""Which jobs a person is on the way to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.ladder import StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Wishes


class GoalReason(StrEnum):
    """Why a job is a goal."""

    ASKED = "asked"
    WISHED_STEP = "wished_step"
    WISHED_SECTOR = "wished_sector"
    TOP = "top"


def goals_of(wishes: Wishes, ladders: Ladders) -> Mapping[StepId, GoalReason]:
    """Return the steps a person wishes for, then the tops of the ladders she wishes for.

    Where she wishes for nothing, or for nothing there is, all tops are goals.
    """
    steps = {step.id: step for step in may_be_goals(wishes, ladders)}
    goals = {
        step_id: GoalReason.WISHED_STEP for step_id in sorted(wishes.steps) if step_id in steps
    }
    tops = [step for step in steps.values() if step.top]
    wished = [step for step in tops if step.sector in wishes.sectors]
    goals |= {step.id: GoalReason.WISHED_SECTOR for step in wished if step.id not in goals}
    return goals or {step.id: GoalReason.TOP for step in tops}


def may_be_goals(wishes: Wishes, ladders: Ladders) -> tuple[Step, ...]:
    """Return every step that is not retired and that she has not said no to."""
    return tuple(_open(ladders.steps.values(), wishes))


def _open(steps: Iterable[Step], wishes: Wishes) -> Iterable[Step]:
    return (
        step
        for step in steps
        if step.state is not StepState.RETIRED and step.id not in wishes.unwanted
    )
