"""Lists about permissions to disclose: one SELECT each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, select

from matcher.domain.ids import OpeningId
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.permission import STEPS
from matcher.domain.permitted import AgreedOpening, Permitted
from matcher.persistence.permissions import permission_of
from matcher.persistence.rows import EmployerRow, OpeningRow, PermissionRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId, ParticipantCode

_AGREED = (OpeningState.OPEN, OpeningState.FULL, OpeningState.PAUSED)


def permitted_by(
    connection: Connection, organisation: OrganisationId, code: ParticipantCode
) -> tuple[Permitted, ...]:
    """Return everything a person has permitted and taken back, by employer, opening and step."""
    one = PermissionRow
    step = case({step.value: number for number, step in enumerate(STEPS)}, value=one.field_group)
    rows = connection.execute(
        select(
            one.__table__,
            OpeningRow.title,
            OpeningRow.employer.label("employer_now"),
            EmployerRow.name.label("employer_name"),
        )
        .join(
            OpeningRow,
            and_(OpeningRow.organisation_id == one.organisation_id, OpeningRow.id == one.opening),
        )
        .join(
            EmployerRow,
            and_(
                EmployerRow.organisation_id == one.organisation_id, EmployerRow.id == one.employer
            ),
        )
        .where(one.organisation_id == organisation, one.participant == code)
        .order_by(EmployerRow.name, OpeningRow.title, one.opening, step, one.given_at, one.id)
    ).mappings()
    return tuple(
        Permitted(
            permission_of(row),
            row["title"],
            row["employer_name"],
            is_theirs=row["employer_now"] == row["employer"],
        )
        for row in rows
    )


def agreed_openings(
    connection: Connection, organisation: OrganisationId
) -> tuple[AgreedOpening, ...]:
    """Return the own openings that have an employer and are not closed, by employer and title."""
    rows = connection.execute(
        select(OpeningRow.id, OpeningRow.title, EmployerRow.name)
        .join(
            EmployerRow,
            and_(
                EmployerRow.organisation_id == OpeningRow.organisation_id,
                EmployerRow.id == OpeningRow.employer,
            ),
        )
        .where(
            OpeningRow.organisation_id == organisation,
            OpeningRow.kind == OpeningKind.OWN.value,
            OpeningRow.state.in_([state.value for state in _AGREED]),
        )
        .order_by(EmployerRow.name, OpeningRow.title, OpeningRow.id)
    )
    return tuple(AgreedOpening(OpeningId(row.id), row.title, row.name) for row in rows)
