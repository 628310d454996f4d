"""Plans of people in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from matcher.domain.ids import ActivityId, ParticipantCode
from matcher.domain.machines.activity import ActivityState, ActivityStopReason
from matcher.domain.plan import PlanMove, PlanVersion
from matcher.domain.plan_activity import Activity, ActivityKind, Timing, Written
from matcher.persistence.rows import PlanVersionRow

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection, Row

    from matcher.domain.ids import OrganisationId


class SqlPlans:
    """:class:`matcher.ports.Plans` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, version: PlanVersion) -> None:
        """Store a version."""
        written = version.now.written
        self._connection.execute(
            insert(PlanVersionRow).values(
                organisation_id=self._organisation,
                participant=version.participant,
                number=version.number,
                activity=version.activity,
                move=version.move.value,
                kind=written.kind.value,
                timing=written.timing.value,
                run_by=written.run_by,
                text=written.text,
                first_day=written.first_day,
                last_day=written.last_day,
                state=version.now.state.value,
                reason=None if version.now.reason is None else version.now.reason.value,
                by=version.by,
                at=version.at,
            )
        )

    def next_number(self, code: ParticipantCode) -> int:
        """Return the number of the next version in a person's plan."""
        last = self._connection.scalar(
            select(func.max(PlanVersionRow.number)).where(
                PlanVersionRow.organisation_id == self._organisation,
                PlanVersionRow.participant == code,
            )
        )
        return (last or 0) + 1

    def of(self, code: ParticipantCode) -> tuple[PlanVersion, ...]:
        """Return all versions in a person's plan, the first one first."""
        rows = self._connection.execute(
            select(PlanVersionRow.__table__)
            .where(
                PlanVersionRow.organisation_id == self._organisation,
                PlanVersionRow.participant == code,
            )
            .order_by(PlanVersionRow.number)
        )
        return tuple(_version_of(row) for row in rows)


def _version_of(row: Row[Any]) -> PlanVersion:
    written = Written(
        ActivityKind(row.kind),
        row.first_day,
        row.last_day,
        Timing(row.timing),
        row.run_by,
        row.text,
    )
    reason = ActivityStopReason(row.reason) if row.reason else None
    return PlanVersion(
        ParticipantCode(row.participant),
        row.number,
        ActivityId(row.activity),
        PlanMove(row.move),
        row.by,
        row.at,
        Activity(written, ActivityState(row.state), reason),
    )
