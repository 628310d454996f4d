"""A reader's caseload and cover as a part of other statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, false, func, literal, or_, select, union_all

from matcher.persistence.rows import CaseloadRow, CoverRow, ParticipantRow

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import CTE, ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.ids import OrganisationId
    from matcher.domain.visibility import Viewer


def mine_on(organisation: OrganisationId, viewer: Viewer, day: date) -> CTE:
    """Return whom a reader may see on a day and since when, without protected identities.

    The same people as :func:`matcher.domain.visibility.scope_of`, chosen by the database: columns
    ``participant`` and ``since``.
    """
    absent = select(CoverRow.absent).where(
        CoverRow.organisation_id == organisation,
        CoverRow.colleague == viewer.user,
        CoverRow.role == viewer.role.value,
        CoverRow.first_day <= day,
        CoverRow.last_day >= day,
    )
    turns = (
        select(CaseloadRow.participant, CaseloadRow.since)
        .join(
            ParticipantRow,
            and_(
                ParticipantRow.organisation_id == CaseloadRow.organisation_id,
                ParticipantRow.code == CaseloadRow.participant,
            ),
        )
        .where(
            CaseloadRow.organisation_id == organisation,
            CaseloadRow.role == viewer.role.value,
            CaseloadRow.user.in_(union_all(select(literal(viewer.user)), absent)),
            CaseloadRow.since <= day,
            or_(CaseloadRow.until.is_(None), CaseloadRow.until > day),
            ParticipantRow.protected_identity == false(),
        )
        .cte("turns")
        # Grouped in one go, SQLite would read every caseload in the order of the people.
        .prefix_with("MATERIALIZED")
    )
    return (
        select(turns.c.participant, func.min(turns.c.since).label("since"))
        .group_by(turns.c.participant)
        .cte("mine")
    )


def is_among(mine: CTE, participant: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Say that a row is about one of them, so that the database begins with these few people.

    A join says the same; without statistics of a table SQLite then begins with all of its rows.
    """
    return participant.in_(select(mine.c.participant))
