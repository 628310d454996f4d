"""Everything the database holds about one person: shown, given out, taken away.

What goes is found by following the foreign keys that lead to the person, so that a table that comes
later is not forgotten. Two tables refer to a person without a key and are named here: what an
import found before it changed a row, and the log of runs, which stays without the person. What was
told to employers stays as it is: it names her by the pseudonym whose key goes with her.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, true, tuple_, update

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.importing import ImportKind
from matcher.persistence.disclosures import DISCLOSURES, told_about
from matcher.persistence.rows import Base, ImportBatchRow, ImportedRow, ParticipantRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, RowMapping, Table

PEOPLE: Table = ParticipantRow.__table__  # type: ignore[assignment]
RUNS: Table = RunRow.__table__  # type: ignore[assignment]
IMPORTED: Table = ImportedRow.__table__  # type: ignore[assignment]

_OF_PEOPLE = tuple_(IMPORTED.c.organisation_id, IMPORTED.c.batch).in_(
    select(ImportBatchRow.organisation_id, ImportBatchRow.id).where(
        ImportBatchRow.kind == ImportKind.PARTICIPANTS.value
    )
)


def tables_of_people() -> tuple[Table, ...]:
    """Return the tables whose rows go with a person, the person's own first."""
    reached = [PEOPLE]
    for table in Base.metadata.sorted_tables:
        if table not in reached and any(
            key.referred_table in reached for key in table.foreign_key_constraints
        ):
            reached.append(table)
    return tuple(reached)


class SqlErasure:
    """:class:`matcher.ports.Erasure` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def rows(self, code: ParticipantCode) -> Mapping[str, list[dict[str, Any]]]:
        """Return every row about a person, by table; tables without one are left out.

        What was told about her is among them, though it stays when she is deleted.
        """
        found: dict[str, Sequence[RowMapping]] = {
            table.name: self._connection.execute(select(table).where(which)).mappings().all()
            for table, which in self._places(code)
        }
        found[DISCLOSURES.name] = told_about(self._connection, self._organisation, code)
        return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}

    def counts(self, code: ParticipantCode) -> Mapping[str, int]:
        """Return how many rows there are about a person, by table; nought is left out."""
        counted = {
            table.name: self._connection.scalar(
                select(func.count()).select_from(table).where(which)
            )
            for table, which in self._places(code)
        }
        return {name: rows for name, rows in counted.items() if rows}

    def erase(self, code: ParticipantCode) -> None:
        """Delete every row about a person; the log of runs stays and no longer says about whom."""
        for table, which in reversed(self._places(code)):
            statement = (
                update(table).where(which).values(participant=None, input_hash="")
                if table is RUNS
                else delete(table).where(which)
            )
            self._connection.execute(statement)

    def _places(self, code: ParticipantCode) -> list[tuple[Table, ColumnElement[bool]]]:
        mine = and_(PEOPLE.c.organisation_id == self._organisation, PEOPLE.c.code == code)
        found: dict[Table, ColumnElement[bool]] = {PEOPLE: mine}
        for table in tables_of_people()[1:]:
            found[table] = or_(
                *(
                    tuple_(*key.columns).in_(
                        select(*(part.column for part in key.elements)).where(
                            found[key.referred_table]
                        )
                    )
                    for key in table.foreign_key_constraints
                    if key.referred_table in found
                )
            )
        run = and_(RUNS.c.organisation_id == self._organisation, RUNS.c.participant == code)
        image = and_(
            IMPORTED.c.organisation_id == self._organisation, IMPORTED.c.key == code, _OF_PEOPLE
        )
        return [*found.items(), (RUNS, run), (IMPORTED, image)]


def people_in(connection: Connection) -> list[tuple[OrganisationId, ParticipantCode]]:
    """Return everybody whom any row of a database is about, whosoever they are, in order."""
    found: set[tuple[OrganisationId, ParticipantCode]] = set()
    for owner, code, which in (
        (PEOPLE.c.organisation_id, PEOPLE.c.code, true()),
        (RUNS.c.organisation_id, RUNS.c.participant, RUNS.c.participant.is_not(None)),
        (IMPORTED.c.organisation_id, IMPORTED.c.key, _OF_PEOPLE),
    ):
        rows = connection.execute(select(owner, code).distinct().where(which))
        found.update((OrganisationId(row[0]), ParticipantCode(row[1])) for row in rows)
    return sorted(found)
