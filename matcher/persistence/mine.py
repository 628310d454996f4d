"""A reader's caseload and cover as a part of other statements.

Building a statement takes longer than most of them take in the database, so those of the pages of
a day are built once and asked with the values of :func:`asked`.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import Date, String, and_, bindparam, false, func, or_, select, union_all

from matcher.persistence.base import UtcDateTime
from matcher.persistence.rows import CaseloadRow, CoverRow, ParticipantRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import CTE, ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.day_views import Asking
    from matcher.domain.ids import OrganisationId
    from matcher.domain.visibility import Viewer

ORGANISATION = bindparam("asked_in", type_=String())
DAY = bindparam("asked_on", type_=Date())
MORNING = bindparam("asked_since", type_=UtcDateTime())
NAME = bindparam("asked_by", type_=String())
_USER = bindparam("asking_user", type_=String())
_ROLE = bindparam("asking_role", type_=String())


def asked(organisation: OrganisationId, asking: Asking) -> Mapping[str, object]:
    """Return the values with which a statement is asked that holds :func:`mine`."""
    return {
        **asked_by(organisation, asking.viewer, asking.day),
        MORNING.key: datetime.combine(asking.day, time(), UTC),
        NAME.key: asking.name,
    }


def asked_by(organisation: OrganisationId, viewer: Viewer, day: date) -> Mapping[str, object]:
    """Return the values that :func:`mine` itself needs."""
    return {
        ORGANISATION.key: organisation,
        DAY.key: day,
        _USER.key: viewer.user,
        _ROLE.key: viewer.role.value,
    }


def mine() -> CTE:
    """Return whom a reader may see on a day and since when, without protected identities.

    The same people as :func:`matcher.domain.visibility.scope_of`, chosen by the database: columns
    ``participant`` and ``since``.
    """
    absent = select(CoverRow.absent).where(
        CoverRow.organisation_id == ORGANISATION,
        CoverRow.colleague == _USER,
        CoverRow.role == _ROLE,
        CoverRow.first_day <= DAY,
        CoverRow.last_day >= DAY,
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
            CaseloadRow.organisation_id == ORGANISATION,
            CaseloadRow.role == _ROLE,
            CaseloadRow.user.in_(union_all(select(_USER), absent)),
            CaseloadRow.since <= DAY,
            or_(CaseloadRow.until.is_(None), CaseloadRow.until > DAY),
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


def is_among(whom: CTE, participant: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Say that a row is about one of them, so that the database begins with these few people.

    A join says the same; without statistics of a table SQLite then begins with all of its rows.
    """
    return participant.in_(select(whom.c.participant))
