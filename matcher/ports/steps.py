"""Moves of ladder steps: what was agreed, published and retired here, whatever a file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import StepState
    from matcher.domain.step_move import StepMove


class StepMoves(Protocol):
    """Moves of the steps of an organisation's ladders."""

    def add(self, move: StepMove) -> None:
        """Record a move."""
        ...

    def of(self, step: StepId) -> tuple[StepMove, ...]:
        """Return the moves of a step, the first one first."""
        ...

    def all(self) -> tuple[StepMove, ...]:
        """Return every move, by step, the first one of a step first."""
        ...

    def states(self) -> Mapping[StepId, StepState]:
        """Return where every step stands that was ever moved here."""
        ...
