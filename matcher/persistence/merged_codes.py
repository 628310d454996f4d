"""Two rows about one person made one, in the database.

Histories are found by following the foreign keys that lead to the person, as a deletion does, so
that a table that comes later is not forgotten. The profile's own lists are merged before, and keys
and profiles kept for replay belong to the code they were made under: these go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)

from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import ImportKind
from matcher.domain.merged import MergedCode
from matcher.domain.message import Recipient
from matcher.persistence.bulk import chunks, table_of
from matcher.persistence.participant_mapper import MAIN, PARTS
from matcher.persistence.rows import (
    ApplicationVersionRow,
    Base,
    CaseloadRow,
    ImportBatchRow,
    ImportedRow,
    MergedCodeRow,
    OutboxRow,
    ParticipantConceptMoveRow,
    ParticipantConceptRow,
    ParticipantMoveRow,
    PersonViewRow,
    PlanVersionRow,
    RunContentRow,
    RunRow,
    SubjectKeyRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import ColumnElement, Connection, Table

    from matcher.domain.ids import OrganisationId

_GO = frozenset({*PARTS, SubjectKeyRow.__tablename__, RunContentRow.__tablename__})
NUMBERED = {
    ApplicationVersionRow.__tablename__: "number",
    ParticipantMoveRow.__tablename__: "number",
    ParticipantConceptMoveRow.__tablename__: "position",
    CaseloadRow.__tablename__: "number",
    PlanVersionRow.__tablename__: "number",
}
"""Rows of both people are in order; those that are moved come after those that are there."""

ONCE = frozenset({ParticipantConceptRow.__tablename__, PersonViewRow.__tablename__})
"""What both have in the same words stays once, as it is for the code that stays.

In every other table two rows that cannot both stand are an error, and nothing is merged.
"""


def histories() -> tuple[Table, ...]:
    """Return the tables whose rows are moved from one person to the other."""
    people = table_of(MAIN)
    return tuple(
        table
        for table in Base.metadata.sorted_tables
        if table.name not in _GO
        and any(key.referred_table is people for key in table.foreign_key_constraints)
    )


class SqlMergedCodes:
    """:class:`matcher.ports.MergedCodes` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def counts(self, code: ParticipantCode) -> Mapping[str, int]:
        """Return how many rows of each history would be moved from a person."""
        found = {
            table.name: self._connection.scalar(
                select(func.count()).select_from(table).where(self._of(table, code))
            )
            for table in (*histories(), table_of(RunRow.__tablename__))
        }
        return {name: rows for name, rows in found.items() if rows}

    def merge(self, merged: MergedCode) -> None:
        """Move every history to the code that stays, and take the other person out."""
        # First, since the database lets no permission and no placement change hands without it.
        self._keep(merged)
        self._end_one_of_two(merged)
        self._readdress(merged)
        for table in histories():
            self._move(table, merged)
        self._connection.execute(
            update(RunRow)
            .where(RunRow.organisation_id == self._organisation, RunRow.participant == merged.code)
            .values(participant=merged.into)
        )
        of_people = select(ImportBatchRow.organisation_id, ImportBatchRow.id).where(
            ImportBatchRow.kind == ImportKind.PARTICIPANTS.value
        )
        # What stood there before an import can no longer be put back for a code that is gone.
        self._connection.execute(
            delete(ImportedRow).where(
                ImportedRow.organisation_id == self._organisation,
                ImportedRow.key == merged.code,
                tuple_(ImportedRow.organisation_id, ImportedRow.batch).in_(of_people),
            )
        )
        people = table_of(MAIN)
        self._connection.execute(
            delete(people).where(
                people.c.organisation_id == self._organisation, people.c.code == merged.code
            )
        )

    def into(self, codes: Collection[str]) -> Mapping[str, ParticipantCode]:
        """Return which of some codes were merged, and into which."""
        found: dict[str, ParticipantCode] = {}
        for part in chunks(codes):
            rows = self._connection.execute(
                select(MergedCodeRow.code, MergedCodeRow.participant).where(
                    MergedCodeRow.organisation_id == self._organisation,
                    MergedCodeRow.code.in_(part),
                )
            )
            found.update((row.code, ParticipantCode(row.participant)) for row in rows)
        return found

    def of(self, code: ParticipantCode) -> tuple[MergedCode, ...]:
        """Return the codes that were merged into one."""
        rows = self._connection.execute(
            select(MergedCodeRow.__table__)
            .where(
                MergedCodeRow.organisation_id == self._organisation,
                MergedCodeRow.participant == code,
            )
            .order_by(MergedCodeRow.code)
        )
        return tuple(
            MergedCode(
                ParticipantCode(row.code),
                ParticipantCode(row.participant),
                row.at,
                row.by,
                row.subject,
            )
            for row in rows
        )

    def _keep(self, merged: MergedCode) -> None:
        self._connection.execute(
            insert(MergedCodeRow).values(
                organisation_id=self._organisation,
                code=merged.code,
                participant=merged.into,
                subject=merged.subject,
                at=merged.at,
                by=merged.by,
            )
        )

    def _end_one_of_two(self, merged: MergedCode) -> None:
        """Of two who are responsible in one role one goes on: who is named, or of what stays."""
        open_rows = select(CaseloadRow.role, CaseloadRow.named).where(CaseloadRow.until.is_(None))
        kept, other = (
            {
                row.role: row.named
                for row in self._connection.execute(
                    open_rows.where(self._of(table_of(CaseloadRow.__tablename__), code))
                )
            }
            for code in (merged.into, merged.code)
        )
        day = merged.at.date()
        for role in kept.keys() & other.keys():
            ends = merged.into if other[role] and not kept[role] else merged.code
            self._connection.execute(
                update(CaseloadRow)
                .where(
                    CaseloadRow.organisation_id == self._organisation,
                    CaseloadRow.participant == ends,
                    CaseloadRow.role == role,
                    CaseloadRow.until.is_(None),
                )
                .values(until=case((CaseloadRow.since > day, CaseloadRow.since), else_=day))
            )

    def _readdress(self, merged: MergedCode) -> None:
        """Let messages to the person, and about her, name the code that stays."""
        table = table_of(OutboxRow.__tablename__)
        to_her = table.c.to_kind == Recipient.PARTICIPANT.value
        about = self._connection.execute(
            select(table.c.id, table.c.facts).where(self._of(table, merged.code))
        ).all()
        for message in about:
            facts = dict(message.facts)
            if "participant" in facts:
                facts["participant"] = str(merged.into)
            self._connection.execute(
                update(table)
                .where(self._of(table, merged.code), table.c.id == message.id)
                .values(
                    participant=merged.into,
                    recipient=case((to_her, str(merged.into)), else_=table.c.recipient),
                    facts=facts,
                )
            )

    def _move(self, table: Table, merged: MergedCode) -> None:
        changes: dict[str, object] = {_person_in(table).name: merged.into}
        number = NUMBERED.get(table.name)
        if number is not None:
            last = self._connection.scalar(
                select(func.max(table.c[number])).where(self._of(table, merged.into))
            )
            # Another first number would clash with none of the other person's.
            changes[number] = table.c[number] + (last or 0) + 1
        statement = update(table).where(self._of(table, merged.code)).values(changes)
        if table.name in ONCE:
            statement = statement.where(~self._stands_already(table, merged))
        self._connection.execute(statement)
        self._connection.execute(delete(table).where(self._of(table, merged.code)))

    def _stands_already(self, table: Table, merged: MergedCode) -> ColumnElement[bool]:
        there, person = table.alias(), _person_in(table).name
        rest = [column.name for column in table.primary_key.columns if column.name != person]
        same = [there.c[name] == table.c[name] for name in rest]
        return exists().where(there.c[person] == str(merged.into), *same)

    def _of(self, table: Table, code: ParticipantCode) -> ColumnElement[bool]:
        return and_(table.c.organisation_id == self._organisation, _person_in(table) == str(code))


def _person_in(table: Table) -> ColumnElement[str]:
    """Return the column that holds the code of the person a row is about."""
    if table.name == RunRow.__tablename__:
        return table.c.participant  # a log: it has no foreign key
    code = table_of(MAIN).c.code
    return next(part.parent for part in table.foreign_keys if part.column is code)
