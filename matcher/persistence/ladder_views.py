"""Openings on the steps of ladders: one SELECT each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from matcher.domain.ids import OpeningId, StepId
from matcher.domain.ladder_views import StepOpening
from matcher.domain.opening import MATCHABLE, OpeningKind
from matcher.persistence.rows import EmployerRow, OpeningRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import OrganisationId

_MATCHABLE = sorted(state.value for state in MATCHABLE)


class SqlLadderViews:
    """:class:`matcher.ports.LadderViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def open_now(self, day: date) -> Mapping[StepId, int]:
        """Return how many openings on each step take people on a day; none is not there."""
        rows = self._connection.execute(
            select(OpeningRow.step, func.count())
            .where(OpeningRow.step.is_not(None), *self._take_people(day))
            .group_by(OpeningRow.step)
        )
        return {StepId(str(step)): number for step, number in rows}

    def openings(self, steps: Collection[StepId], day: date, most: int) -> tuple[StepOpening, ...]:
        """Return openings on some steps that take people on a day."""
        one = OpeningRow
        order = (one.kind == OpeningKind.LEAD.value, one.title, one.id)
        place = func.row_number().over(partition_by=one.step, order_by=order)
        found = (
            select(
                one.id,
                one.step,
                one.kind,
                one.title,
                EmployerRow.name.label("employer"),
                one.municipality,
                (one.places - one.places_taken).label("places_left"),
                place.label("place"),
            )
            .outerjoin(
                EmployerRow,
                (EmployerRow.organisation_id == one.organisation_id)
                & (EmployerRow.id == one.employer),
            )
            .where(one.step.in_(sorted(steps)), *self._take_people(day))
            .subquery()
        )
        rows = self._connection.execute(
            select(found).where(found.c.place <= most).order_by(found.c.step, found.c.place)
        )
        return tuple(
            StepOpening(
                OpeningId(row.id),
                StepId(row.step),
                OpeningKind(row.kind),
                row.title,
                row.employer,
                row.municipality,
                row.places_left,
            )
            for row in rows
        )

    def _take_people(self, day: date) -> tuple[ColumnElement[bool], ...]:
        return (
            OpeningRow.organisation_id == self._organisation,
            OpeningRow.state.in_(_MATCHABLE),
            or_(OpeningRow.deadline.is_(None), OpeningRow.deadline >= day),
        )
