"""Permissions to disclose in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permission import FieldGroup, Permission, Withdrawal, from_on
from matcher.persistence.rows import PermissionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection, RowMapping

    from matcher.domain.ids import OrganisationId

_TABLE = PermissionRow.__table__


def holding_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a permission holds on a day."""
    return and_(
        PermissionRow.withdrawn_at.is_(None),
        PermissionRow.starts_on <= day,
        or_(PermissionRow.ends_on.is_(None), PermissionRow.ends_on >= day),
    )


class SqlPermissions:
    """:class:`matcher.ports.Permissions` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def of(self, code: ParticipantCode) -> tuple[Permission, ...]:
        """Return a person's, those that were taken back too, the first one first."""
        return self._read(PermissionRow.participant == code)

    def grant(self, permissions: Sequence[Permission]) -> None:
        """Store permissions."""
        rows = [
            {
                "organisation_id": self._organisation,
                "id": one.id,
                "participant": one.participant,
                "employer": one.employer,
                "opening": one.opening,
                "field_group": one.field_group.value,
                "starts_on": one.starts_on,
                "ends_on": one.ends_on,
                "given_at": one.given_at,
                "mode": one.mode.value,
                "by": one.by,
            }
            for one in permissions
        ]
        if rows:
            self._connection.execute(insert(PermissionRow), rows)

    def withdraw(self, withdrawal: Withdrawal) -> tuple[Permission, ...]:
        """Take permission back, and return what was taken back."""
        which = [
            PermissionRow.participant == withdrawal.participant,
            PermissionRow.withdrawn_at.is_(None),
            PermissionRow.field_group.in_([step.value for step in from_on(withdrawal.group)]),
        ]
        if withdrawal.opening is not None:
            which.append(PermissionRow.opening == withdrawal.opening)
        ids = [one.id for one in self._read(*which)]
        self._connection.execute(
            update(PermissionRow)
            .where(PermissionRow.organisation_id == self._organisation, *which)
            .values(
                withdrawn_at=withdrawal.at,
                withdrawn_by=withdrawal.by,
                withdrawn_mode=withdrawal.mode.value if withdrawal.mode else None,
            )
        )
        return self._read(PermissionRow.id.in_(ids))

    def _read(self, *which: ColumnElement[bool]) -> tuple[Permission, ...]:
        rows = self._connection.execute(
            select(_TABLE)
            .where(PermissionRow.organisation_id == self._organisation, *which)
            .order_by(PermissionRow.given_at, PermissionRow.opening, PermissionRow.id)
        ).mappings()
        return tuple(permission_of(row) for row in rows)


def permission_of(row: RowMapping) -> Permission:
    """Return the permission of a row of the table."""
    return Permission(
        id=row["id"],
        participant=ParticipantCode(row["participant"]),
        employer=EmployerId(row["employer"]),
        opening=OpeningId(row["opening"]),
        field_group=FieldGroup(row["field_group"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        given_at=row["given_at"],
        mode=AnswerMode(row["mode"]),
        by=row["by"],
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=row["withdrawn_by"],
    )
