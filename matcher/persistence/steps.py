"""Moves of ladder steps in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.machines.ladder_step import StepAction
from matcher.domain.role import Role
from matcher.domain.step_move import StepMove
from matcher.persistence.rows import StepMoveRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlStepMoves:
    """:class:`matcher.ports.StepMoves` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, move: StepMove) -> None:
        """Record a move."""
        self._connection.execute(
            insert(StepMoveRow).values(
                organisation_id=self._organisation,
                step=move.step,
                number=len(self.of(move.step)) + 1,
                action=move.action.value,
                state_before=move.before.value,
                state_after=move.after.value,
                actor=move.actor.value,
                by=move.by,
                at=move.at,
                with_whom=move.with_whom,
                agreed_on=move.agreed_on,
            )
        )

    def of(self, step: StepId) -> tuple[StepMove, ...]:
        """Return the moves of a step, the first one first."""
        return tuple(one for one in self.all() if one.step == step)

    def states(self) -> Mapping[StepId, StepState]:
        """Return where every step stands that was ever moved here."""
        return {one.step: one.after for one in self.all()}

    def all(self) -> tuple[StepMove, ...]:
        """Return every move, by step, the first one of a step first."""
        rows = self._connection.execute(
            select(StepMoveRow.__table__)
            .where(StepMoveRow.organisation_id == self._organisation)
            .order_by(StepMoveRow.step, StepMoveRow.number)
        )
        return tuple(
            StepMove(
                StepId(row.step),
                StepAction(row.action),
                StepState(row.state_before),
                StepState(row.state_after),
                Role(row.actor),
                row.by,
                row.at,
                row.with_whom,
                row.agreed_on,
            )
            for row in rows
        )
