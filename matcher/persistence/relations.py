"""Relations with employers in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.relation import (
    Assignment,
    Contact,
    Event,
    EventKind,
    Promise,
    Relation,
    RelationRow,
)
from matcher.persistence.bulk import table_of, upsert
from matcher.persistence.relation_rows import (
    AssignmentRow,
    EmployerContactRow,
    EmployerEventRow,
    PromiseOpeningRow,
    PromiseRow,
)
from matcher.persistence.rows import EmployerRow, OpeningRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping, ScalarSelect, Select

    from matcher.domain.ids import OrganisationId

_UNSEEN = (OpeningState.DRAFT.value, OpeningState.RETURNED.value)


class SqlRelations:
    """:class:`matcher.ports.Relations` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def rows(self) -> tuple[RelationRow, ...]:
        """Return every employer with counts of the relation, by name, in one query."""
        found = self._connection.execute(
            select(
                EmployerRow.id,
                EmployerRow.name,
                self._count(EmployerContactRow, func.count()),
                self._count(PromiseRow, func.coalesce(func.sum(PromiseRow.places), 0)),
                self._posted(),
                self._own(func.count()),
                self._own(func.coalesce(func.sum(OpeningRow.places_taken), 0)),
                self._count(EmployerEventRow, func.max(EmployerEventRow.on)),
            )
            .where(EmployerRow.organisation_id == self._organisation)
            .order_by(EmployerRow.name, EmployerRow.id)
        )
        return tuple(RelationRow(EmployerId(row[0]), *row[1:]) for row in found)

    def of(self, employer: EmployerId) -> Relation:
        """Return everything about the relation with an employer, the newest first."""
        kept = self._kept(employer)
        return Relation(
            tuple(
                Contact(row["id"], employer, row["name"], row["role"], row["reach"], *_who(row))
                for row in self._of(EmployerContactRow, employer)
            ),
            tuple(
                Event(
                    row["id"], employer, EventKind(row["kind"]), row["on"], row["note"], *_who(row)
                )
                for row in self._of(EmployerEventRow, employer)
            ),
            tuple(
                Promise(
                    row["id"],
                    employer,
                    row["places"],
                    StepId(row["step"]) if row["step"] else None,
                    row["on"],
                    row["note"],
                    *_who(row),
                    tuple(opening for promise, opening in kept if promise == row["id"]),
                )
                for row in self._of(PromiseRow, employer)
            ),
            tuple(
                Assignment(
                    row["id"],
                    employer,
                    row["question"],
                    row["focus_group"],
                    row["changed"],
                    *_who(row),
                )
                for row in self._of(AssignmentRow, employer)
            ),
        )

    def put(self, one: Contact | Event | Promise | Assignment) -> None:
        """Store a row, or what changed about it."""
        values: dict[str, Any] = {"organisation_id": self._organisation}
        names = {Contact: ("name", "role", "reach"), Event: ("kind", "on", "note")} | {
            Promise: ("places", "step", "on", "note"),
            Assignment: ("question", "focus_group", "changed"),
        }
        for name in ("id", "employer", *names[type(one)], "by", "at"):
            values[name] = getattr(one, name)
        upsert(self._connection, table_of(_TABLES[type(one)]), [values])

    def keep(self, promise: str, openings: Sequence[OpeningId]) -> None:
        """Note that openings keep a promise; one that kept another keeps this one now."""
        rows = [
            {"organisation_id": self._organisation, "opening": one, "promise": promise}
            for one in openings
        ]
        upsert(self._connection, table_of(PromiseOpeningRow.__tablename__), rows)

    def _of(self, table: type[Any], employer: EmployerId) -> list[RowMapping]:
        return list(
            self._connection.execute(
                select(table.__table__)
                .where(table.organisation_id == self._organisation, table.employer == employer)
                .order_by(table.at.desc(), table.id)
            ).mappings()
        )

    def _kept(self, employer: EmployerId) -> list[tuple[str, OpeningId]]:
        rows = self._connection.execute(
            select(PromiseOpeningRow.promise, PromiseOpeningRow.opening)
            .join(
                PromiseRow,
                (PromiseRow.organisation_id == PromiseOpeningRow.organisation_id)
                & (PromiseRow.id == PromiseOpeningRow.promise),
            )
            .where(
                PromiseOpeningRow.organisation_id == self._organisation,
                PromiseRow.employer == employer,
            )
            .order_by(PromiseOpeningRow.opening)
        )
        return [(row[0], OpeningId(row[1])) for row in rows]

    def _count(self, table: type[Any], what: ColumnElement[Any]) -> ScalarSelect[Any]:
        return self._scalar(
            select(what).where(
                table.organisation_id == self._organisation, table.employer == EmployerRow.id
            )
        )

    def _own(self, what: ColumnElement[Any]) -> ScalarSelect[Any]:
        return self._scalar(
            select(what).where(
                OpeningRow.organisation_id == self._organisation,
                OpeningRow.employer == EmployerRow.id,
                OpeningRow.kind == OpeningKind.OWN.value,
                OpeningRow.state.not_in(_UNSEEN),
            )
        )

    def _posted(self) -> ScalarSelect[Any]:
        keeps = (
            select(PromiseOpeningRow.opening)
            .where(
                PromiseOpeningRow.organisation_id == self._organisation,
                PromiseOpeningRow.opening == OpeningRow.id,
            )
            .exists()
        )
        return self._scalar(
            select(func.coalesce(func.sum(OpeningRow.places), 0)).where(
                OpeningRow.organisation_id == self._organisation,
                OpeningRow.employer == EmployerRow.id,
                OpeningRow.state.not_in(_UNSEEN),
                keeps,
            )
        )

    def _scalar(self, query: Select[Any]) -> ScalarSelect[Any]:
        return query.correlate(EmployerRow).scalar_subquery()


_TABLES = {
    Contact: EmployerContactRow.__tablename__,
    Event: EmployerEventRow.__tablename__,
    Promise: PromiseRow.__tablename__,
    Assignment: AssignmentRow.__tablename__,
}


def _who(row: RowMapping) -> tuple[Any, Any]:
    return row["by"], row["at"]
