"""Who is responsible for whom and who stands in, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, delete, exists, false, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from matcher.domain.caseload import Cover, Responsibility
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.machines.suggestion import GOING_ON
from matcher.domain.role import Role
from matcher.domain.visibility import Scope, Viewer, scope_of
from matcher.errors import NotFound
from matcher.persistence.bulk import insert_all, table_of
from matcher.persistence.caseload_queries import CaseloadLists
from matcher.persistence.rows import CaseloadRow, CoverRow, ParticipantRow, SuggestionRow, UserRow

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored


class SqlCaseloads(CaseloadLists):
    """:class:`matcher.ports.Caseloads` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def scope(self, viewer: Viewer, day: date) -> Scope:
        """Return whom somebody may see on a day."""
        covers = [one for one in self.covers() if one.colleague == viewer.user]
        users = {viewer.user, *(one.absent for one in covers)}
        rows = self._connection.execute(
            select(CaseloadRow.__table__).where(
                CaseloadRow.organisation_id == self._organisation,
                CaseloadRow.role == viewer.role.value,
                CaseloadRow.user.in_(sorted(users)),
                or_(CaseloadRow.until.is_(None), CaseloadRow.until > day),
            )
        ).mappings()
        handed = self._handed_to(viewer.user) if viewer.role is Role.LINKWORKER else ()
        return scope_of(viewer, [_responsibility_of(row) for row in rows], covers, day, handed)

    def _handed_to(self, user: UserId) -> tuple[ParticipantCode, ...]:
        """Return those of whom a suggestion that goes on was handed to somebody."""
        rows = self._connection.scalars(
            select(SuggestionRow.participant)
            .join(
                UserRow,
                and_(
                    UserRow.organisation_id == SuggestionRow.organisation_id,
                    UserRow.name == SuggestionRow.handed_to,
                ),
            )
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.handed_to.is_not(None),
                SuggestionRow.state.in_(sorted(state.value for state in GOING_ON)),
                UserRow.id == user,
            )
            .distinct()
        )
        return tuple(ParticipantCode(code) for code in rows)

    def history(self, code: ParticipantCode) -> tuple[Responsibility, ...]:
        """Return who has been responsible for a participant, the first one first."""
        rows = self._connection.execute(
            select(CaseloadRow.__table__)
            .where(
                CaseloadRow.organisation_id == self._organisation,
                CaseloadRow.participant == code,
            )
            .order_by(CaseloadRow.since, CaseloadRow.role, CaseloadRow.number)
        ).mappings()
        return tuple(_responsibility_of(row) for row in rows)

    def assign(self, row: Responsibility) -> None:
        """Make somebody responsible; whoever was in that role until now is so no longer.

        Raises
        ------
        NotFound
            There is no such participant.
        """
        of_role = (
            CaseloadRow.organisation_id == self._organisation,
            CaseloadRow.participant == row.participant,
            CaseloadRow.role == row.role.value,
        )
        self._connection.execute(
            update(CaseloadRow)
            .where(*of_role, CaseloadRow.until.is_(None))
            .values(until=case((CaseloadRow.since > row.since, CaseloadRow.since), else_=row.since))
        )
        last = self._connection.scalar(select(func.max(CaseloadRow.number)).where(*of_role))
        values = {
            "organisation_id": self._organisation,
            "participant": row.participant,
            "role": row.role.value,
            "number": (last or 0) + 1,
            "user": row.user,
            "since": row.since,
            "until": row.until,
            "named": row.named,
            "by": row.by,
        }
        try:
            insert_all(self._connection, table_of(CaseloadRow.__tablename__), [values])
        except IntegrityError as error:
            raise NotFound(f"There is no participant {row.participant}. Check the code.") from error

    def end(self, code: ParticipantCode, role: Role, day: date) -> None:
        """Let nobody be responsible for a participant in a role from a day on."""
        self._connection.execute(
            update(CaseloadRow)
            .where(
                CaseloadRow.organisation_id == self._organisation,
                CaseloadRow.participant == code,
                CaseloadRow.role == role.value,
                CaseloadRow.until.is_(None),
            )
            .values(until=case((CaseloadRow.since > day, CaseloadRow.since), else_=day))
        )

    def unassigned(self, role: Role) -> tuple[ParticipantCode, ...]:
        """Return those who have nobody in a role, by code, without protected identities."""
        held = exists().where(
            CaseloadRow.organisation_id == ParticipantRow.organisation_id,
            CaseloadRow.participant == ParticipantRow.code,
            CaseloadRow.role == role.value,
            CaseloadRow.until.is_(None),
        )
        codes = self._connection.scalars(
            select(ParticipantRow.code)
            .where(
                ParticipantRow.organisation_id == self._organisation,
                ParticipantRow.protected_identity == false(),
                ~held,
            )
            .order_by(ParticipantRow.code)
        )
        return tuple(ParticipantCode(code) for code in codes)

    def put_cover(self, cover: Cover) -> None:
        """Store a cover."""
        values = {
            "organisation_id": self._organisation,
            "id": cover.id,
            "absent": cover.absent,
            "colleague": cover.colleague,
            "role": cover.role.value,
            "first_day": cover.first_day,
            "last_day": cover.last_day,
            "by": cover.by,
            "at": cover.at,
        }
        insert_all(self._connection, table_of(CoverRow.__tablename__), [values])

    def end_cover(self, cover: Cover, last_day: date) -> bool:
        """Let a cover end with a day, or never have been when that is before its first one.

        ``False`` when somebody changed it meanwhile.
        """
        stored = (
            CoverRow.organisation_id == self._organisation,
            CoverRow.id == cover.id,
            CoverRow.last_day == cover.last_day,
        )
        if last_day < cover.first_day:
            return self._connection.execute(delete(CoverRow).where(*stored)).rowcount == 1
        shorter = update(CoverRow).where(*stored).values(last_day=last_day)
        return self._connection.execute(shorter).rowcount == 1

    def covers(self) -> tuple[Cover, ...]:
        """Return every cover, the first one first."""
        rows = self._connection.execute(
            select(CoverRow.__table__)
            .where(CoverRow.organisation_id == self._organisation)
            .order_by(CoverRow.first_day, CoverRow.id)
        ).mappings()
        return tuple(_cover_of(row) for row in rows)


def _responsibility_of(row: Stored) -> Responsibility:
    return Responsibility(
        ParticipantCode(row["participant"]),
        Role(row["role"]),
        UserId(row["user"]),
        row["since"],
        row["by"],
        row["named"],
        row["until"],
    )


def _cover_of(row: Stored) -> Cover:
    return Cover(
        row["id"],
        UserId(row["absent"]),
        UserId(row["colleague"]),
        Role(row["role"]),
        row["first_day"],
        row["last_day"],
        row["by"],
        row["at"],
    )
