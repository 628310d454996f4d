"""The life of a step on a ladder: from a draft, over the trade's agreement, to publication."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.ladder import StepState
from matcher.domain.machines.machine import Arrow, Machine, Need
from matcher.domain.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ladder import Step, Transition


class StepAction(StrEnum):
    """What can be done with a step."""

    AGREE = "agree"
    PUBLISH = "publish"
    RETIRE = "retire"


_S, _A = StepState, StepAction
_KEEPS_LADDERS = frozenset({Role.LINKWORKER, Role.PLANNER})

LADDER_STEP: Machine[StepState, StepAction] = Machine(
    "ladder step",
    _S.DRAFT,
    (
        Arrow(
            _A.AGREE,
            (_S.DRAFT,),
            _S.AGREED,
            _KEEPS_LADDERS,
            needs=(Need.WITH_WHOM, Need.DAY),
        ),
        Arrow(
            _A.PUBLISH,
            (_S.AGREED,),
            _S.PUBLISHED,
            _KEEPS_LADDERS,
            needs=(Need.TASKS, Need.REQUIREMENTS, Need.ONWARD_OR_TOP),
        ),
        Arrow(_A.RETIRE, (_S.PUBLISHED,), _S.RETIRED, _KEEPS_LADDERS),
    ),
)


def ready_to_publish(step: Step, ways: Iterable[Transition]) -> frozenset[Need]:
    """Return which needs of publishing a step meets.

    Parameters
    ----------
    step
        As it stands.
    ways
        The transitions of its ladder; only those that start at the step count.
    """
    onward = any(way.from_step == step.id for way in ways)
    met = {
        Need.TASKS: bool(step.tasks),
        Need.REQUIREMENTS: bool(step.requirements),
        Need.ONWARD_OR_TOP: step.top or onward,
    }
    return frozenset(need for need, there in met.items() if there)
