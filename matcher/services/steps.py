"""Steps of the ladders: agreed with the trade, published, retired."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.machines.ladder_step import StepAction
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.step_move import Agreement, move_step, step_moved
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Step, StepState
    from matcher.domain.ladders import Ladders
    from matcher.domain.step_move import StepMove
    from matcher.ports import UnitOfWorkFactory


class StepService:
    """Moves steps; each call is one transaction, and the same move again is refused.

    A step begins where its file says; what was done here counts from then on. A retired one is
    suggested no more where nothing is open on it.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        The ladders in use.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, ladders: Ladders, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now

    def steps(self) -> Mapping[StepId, Step]:
        """Return every step, in the state in which it stands here."""
        with self._units() as unit:
            states = unit.steps.states()
        return {
            step_id: replace(step, state=states.get(step_id, step.state))
            for step_id, step in self._ladders.steps.items()
        }

    def moves(self, step: StepId) -> tuple[StepMove, ...]:
        """Return what was done with a step; raises :class:`matcher.errors.NotFound`."""
        self._ladders.step(step)
        with self._units() as unit:
            return unit.steps.of(step)

    def agree(
        self, step: StepId, agreement: Agreement, *, by: str, role: Role = Role.LINKWORKER
    ) -> StepMove:
        """Record that the trade agrees to a step.

        Raises
        ------
        NotFound
            No ladder has it.
        InvalidTransition
            Not possible from where it is, or not for this role.
        DecisionError
            It is not said with whom, or on which day.
        InputError
            Nobody says who does it, or the day is still to come.
        """
        return self._move(step, StepAction.AGREE, by, role, agreement)

    def publish(self, step: StepId, *, by: str, role: Role = Role.LINKWORKER) -> StepMove:
        """Publish an agreed step that is whole.

        Raises
        ------
        DecisionError
            It has no task, no requirement, or neither a way onward nor the top.
        NotFound, InvalidTransition, InputError
            As for :meth:`agree`.
        """
        return self._move(step, StepAction.PUBLISH, by, role)

    def retire(self, step: StepId, *, by: str, role: Role = Role.LINKWORKER) -> StepMove:
        """Retire a published step: it is suggested no more. Errors as for :meth:`agree`."""
        return self._move(step, StepAction.RETIRE, by, role)

    def _move(
        self,
        step_id: StepId,
        action: StepAction,
        by: str,
        role: Role,
        agreement: Agreement | None = None,
    ) -> StepMove:
        name = " ".join(by.split())
        if not name:
            raise InputError(
                "Say who does it (--by): it is kept with the step.", code="who.missing"
            )
        step, signed = self._ladders.step(step_id), Signature(role, name, self._now())
        with self._units(write=True) as unit:
            state: StepState = unit.steps.states().get(step_id, step.state)
            ways = self._ladders.onward(step_id)
            move = move_step(step, state, action, signed, ways=ways, agreement=agreement)
            unit.steps.add(move)
            unit.audit.append(step_moved(move))
            unit.commit()
        return move
