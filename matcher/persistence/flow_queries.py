"""The facts of the flow report: one SELECT for each kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, false, func, or_, select, true

from matcher.domain.flow import FlowFacts, FlowMeeting, FlowPerson, FlowPlacement, FlowPromise
from matcher.domain.ids import EmployerId, ParticipantCode
from matcher.domain.importing import ImportKind
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.machines.placement import EndedEarlyReason, PlacementState
from matcher.domain.opening import EmploymentForm, OpeningState
from matcher.domain.participant import ParticipantState
from matcher.persistence.base import UtcDateTime
from matcher.persistence.rows import (
    EmployerEventRow,
    FollowUpRow,
    ImportBatchRow,
    ImportedRow,
    OpeningRow,
    ParticipantMoveRow,
    ParticipantRow,
    PlacementRow,
    PromiseOpeningRow,
    PromiseRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Select, Subquery
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.ids import OrganisationId

_UNSEEN = (OpeningState.DRAFT.value, OpeningState.RETURNED.value)
_STUDIES = EndedEarlyReason.STARTED_STUDIES.value
_WITH_WAGE = func.coalesce(OpeningRow.form, "") != EmploymentForm.PRAKTIK.value


class SqlFlowViews:
    """:class:`matcher.ports.FlowViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def facts(self) -> FlowFacts:
        """Return all facts of the flow report, without anybody of protected identity."""
        return replace(
            self.outreach(),
            people=self._people(_people(self._organisation)),
            placements=self._placements(_placements(self._organisation)),
        )

    def facts_of(self, codes: Collection[ParticipantCode]) -> FlowFacts:
        """Return the facts about some people, without those of protected identity."""
        some = ParticipantRow.code.in_(sorted(codes))
        return FlowFacts(
            self._people(_people(self._organisation).where(some)),
            self._placements(_placements(self._organisation).where(some)),
        )

    def outreach(self) -> FlowFacts:
        """Return the facts about employers."""
        asked = self._connection.execute
        return FlowFacts(
            met=tuple(
                FlowMeeting(EmployerId(row.employer), row.met_on)
                for row in asked(_met(self._organisation))
            ),
            promises=tuple(
                FlowPromise(
                    EmployerId(row.employer), row.on, row.places, int(row.posted), int(row.hired)
                )
                for row in asked(_promises(self._organisation))
            ),
        )

    def _people(self, statement: Select[*tuple[Any, ...]]) -> tuple[FlowPerson, ...]:
        return tuple(
            FlowPerson(
                ParticipantCode(row.code),
                ParticipantState(row.state),
                _day(row.entered),
                _day(row.left_to_study),
                _day(row.moved_up),
            )
            for row in self._connection.execute(statement)
        )

    def _placements(self, statement: Select[*tuple[Any, ...]]) -> tuple[FlowPlacement, ...]:
        return tuple(
            FlowPlacement(
                ParticipantCode(row.participant),
                row.started_on,
                row.ended_on,
                is_job=bool(row.is_job),
                is_next=row.previous is not None,
                completed=row.state == PlacementState.COMPLETED.value,
                for_studies=row.reason == _STUDIES,
                asked_on=row.asked_on,
            )
            for row in self._connection.execute(statement)
        )


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.date()


def _people(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    entered, moved = _entered(organisation), _moved(organisation)
    return (
        select(
            ParticipantRow.code,
            ParticipantRow.state,
            entered.c.entered,
            moved.c.left_to_study,
            moved.c.moved_up,
        )
        .outerjoin(entered, entered.c.key == ParticipantRow.code)
        .outerjoin(moved, moved.c.participant == ParticipantRow.code)
        .where(
            ParticipantRow.organisation_id == organisation,
            ParticipantRow.protected_identity == false(),
        )
        .order_by(ParticipantRow.code)
    )


def _entered(organisation: OrganisationId) -> Subquery:
    return (
        select(ImportedRow.key, func.min(ImportBatchRow.at, type_=UtcDateTime).label("entered"))
        .join(
            ImportBatchRow,
            and_(
                ImportBatchRow.organisation_id == ImportedRow.organisation_id,
                ImportBatchRow.id == ImportedRow.batch,
            ),
        )
        .where(
            ImportedRow.organisation_id == organisation,
            ImportedRow.created == true(),
            ImportBatchRow.kind == ImportKind.PARTICIPANTS.value,
            ImportBatchRow.undone_at.is_(None),
        )
        .group_by(ImportedRow.key)
        .subquery("entered")
    )


def _moved(organisation: OrganisationId) -> Subquery:
    def first(what: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.min(case((what, ParticipantMoveRow.at)), type_=UtcDateTime)

    return (
        select(
            ParticipantMoveRow.participant,
            first(ParticipantMoveRow.reason == LeaveReason.STARTED_STUDIES.value).label(
                "left_to_study"
            ),
            first(ParticipantMoveRow.action == ParticipantAction.MOVE_UP.value).label("moved_up"),
        )
        .where(ParticipantMoveRow.organisation_id == organisation)
        .group_by(ParticipantMoveRow.participant)
        .subquery("moved")
    )


def _placements(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    asked = (
        select(FollowUpRow.placement, func.max(FollowUpRow.closed_on).label("asked_on"))
        .where(
            FollowUpRow.organisation_id == organisation,
            FollowUpRow.state == FollowUpState.ANSWERED.value,
        )
        .group_by(FollowUpRow.placement)
        .subquery("asked")
    )
    return (
        select(
            PlacementRow.participant,
            PlacementRow.state,
            PlacementRow.started_on,
            PlacementRow.ended_on,
            PlacementRow.previous,
            PlacementRow.reason,
            and_(PlacementRow.trial == false(), _WITH_WAGE).label("is_job"),
            asked.c.asked_on,
        )
        .join(ParticipantRow, _person())
        .join(OpeningRow, _opening(PlacementRow.organisation_id, PlacementRow.opening))
        .outerjoin(asked, asked.c.placement == PlacementRow.id)
        .where(
            PlacementRow.organisation_id == organisation,
            ParticipantRow.protected_identity == false(),
            or_(PlacementRow.started_on.is_not(None), PlacementRow.reason == _STUDIES),
        )
        .order_by(PlacementRow.id)
    )


def _met(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    return (
        select(EmployerEventRow.employer, func.min(EmployerEventRow.on).label("met_on"))
        .where(EmployerEventRow.organisation_id == organisation)
        .group_by(EmployerEventRow.employer)
        .order_by(EmployerEventRow.employer)
    )


def _promises(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    hired = (
        select(PlacementRow.opening, func.count().label("hired"))
        .join(ParticipantRow, _person())
        .where(
            PlacementRow.organisation_id == organisation,
            ParticipantRow.protected_identity == false(),
            PlacementRow.trial == false(),
            PlacementRow.state != PlacementState.DID_NOT_START.value,
        )
        .group_by(PlacementRow.opening)
        .subquery("hired")
    )
    got = case((_WITH_WAGE, func.coalesce(hired.c.hired, 0)), else_=0)
    return (
        select(
            PromiseRow.employer,
            PromiseRow.on,
            PromiseRow.places,
            func.coalesce(func.sum(OpeningRow.places), 0).label("posted"),
            func.coalesce(func.sum(got), 0).label("hired"),
        )
        .outerjoin(
            PromiseOpeningRow,
            and_(
                PromiseOpeningRow.organisation_id == PromiseRow.organisation_id,
                PromiseOpeningRow.promise == PromiseRow.id,
            ),
        )
        .outerjoin(
            OpeningRow,
            and_(
                _opening(PromiseOpeningRow.organisation_id, PromiseOpeningRow.opening),
                OpeningRow.state.not_in(_UNSEEN),
            ),
        )
        .outerjoin(hired, hired.c.opening == OpeningRow.id)
        .where(PromiseRow.organisation_id == organisation)
        .group_by(PromiseRow.id, PromiseRow.employer, PromiseRow.on, PromiseRow.places)
        .order_by(PromiseRow.id)
    )


def _person() -> ColumnElement[bool]:
    return and_(
        ParticipantRow.organisation_id == PlacementRow.organisation_id,
        ParticipantRow.code == PlacementRow.participant,
    )


def _opening(
    organisation: InstrumentedAttribute[str], opening: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    return and_(OpeningRow.organisation_id == organisation, OpeningRow.id == opening)
