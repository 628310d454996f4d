"""What a step needs before it is published: tasks, requirements, a way onward or to be the top."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_step

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.machines.ladder_step import LADDER_STEP, StepAction, ready_to_publish
from matcher.domain.machines.machine import Need
from matcher.domain.role import Role
from matcher.errors import DecisionError

COMPLETE = frozenset({Need.TASKS, Need.REQUIREMENTS, Need.ONWARD_OR_TOP})


class Way:
    """As much of a transition as is looked at."""

    def __init__(self, from_step: str) -> None:
        self.from_step = StepId(from_step)


def whole_step(**changes):
    step = make_step()
    assert step.tasks
    assert step.requirements
    return replace(step, **({"top": True} | changes))


def publish(step, ways):
    return LADDER_STEP.apply(
        StepState.AGREED, StepAction.PUBLISH, Role.PLANNER, given=ready_to_publish(step, ways)
    )


@pytest.mark.parametrize(
    ("changes", "ways", "met"),
    [
        ({}, (), COMPLETE),
        ({"top": False}, (Way(make_step().id),), COMPLETE),
        ({"top": False}, (), COMPLETE - {Need.ONWARD_OR_TOP}),
        ({"top": False}, (Way("another.step"),), COMPLETE - {Need.ONWARD_OR_TOP}),
        ({"tasks": ()}, (), COMPLETE - {Need.TASKS}),
        ({"requirements": ()}, (), COMPLETE - {Need.REQUIREMENTS}),
    ],
)
def test_what_is_met(changes, ways, met):
    step = whole_step(**changes)

    assert ready_to_publish(step, ways) == met
    if met == COMPLETE:
        assert publish(step, ways) is StepState.PUBLISHED
    else:
        with pytest.raises(DecisionError, match="it needs"):
            publish(step, ways)
