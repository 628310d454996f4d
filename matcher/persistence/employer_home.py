"""The lists of an employer's own pages: one SELECT each, over its own openings only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, false, func, or_, select

from matcher.domain.employer_home import WITH_EMPLOYER, EmployerOpening, Presented
from matcher.domain.ids import OpeningId, StepId, SuggestionId
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.machines.placement import HOLDING
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.permission import FieldGroup
from matcher.persistence.base import UtcDateTime
from matcher.persistence.rows import (
    DecisionRow,
    FollowUpRow,
    OpeningRow,
    ParticipantRow,
    PermissionRow,
    PlacementRow,
    SuggestionRow,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Exists

    from matcher.domain.ids import EmployerId, OrganisationId


def employer_openings(
    connection: Connection, organisation: OrganisationId, employer: EmployerId
) -> tuple[EmployerOpening, ...]:
    """Return the own openings of an employer, by title."""
    opening = OpeningRow
    rows = connection.execute(
        select(
            opening.id,
            opening.title,
            opening.step,
            opening.state,
            opening.places,
            opening.places_taken,
        )
        .where(
            opening.organisation_id == organisation,
            opening.employer == employer,
            opening.kind == OpeningKind.OWN.value,
        )
        .order_by(opening.title, opening.id)
    )
    return tuple(
        EmployerOpening(
            OpeningId(row.id),
            row.title,
            None if row.step is None else StepId(row.step),
            OpeningState(row.state),
            row.places,
            row.places_taken,
        )
        for row in rows
    )


def presented_to(
    connection: Connection, organisation: OrganisationId, employer: EmployerId, day: date
) -> tuple[Presented, ...]:
    """Return who was presented to an employer and may be told of on a day, the latest first.

    Nobody with protected identity, and nobody whose permission has ended or was taken back.
    """
    one, opening = SuggestionRow, OpeningRow
    since = (
        select(func.max(DecisionRow.at, type_=UtcDateTime))
        .where(DecisionRow.organisation_id == organisation, DecisionRow.suggestion == one.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            one.id,
            one.opening,
            opening.title,
            opening.step,
            one.state,
            since.label("since"),
            _asked(organisation, day).label("asked"),
        )
        .join(
            opening,
            and_(opening.organisation_id == one.organisation_id, opening.id == one.opening),
        )
        .join(
            ParticipantRow,
            and_(
                ParticipantRow.organisation_id == one.organisation_id,
                ParticipantRow.code == one.participant,
            ),
        )
        .where(
            opening.organisation_id == organisation,
            opening.employer == employer,
            opening.kind == OpeningKind.OWN.value,
            one.state.in_(sorted(state.value for state in WITH_EMPLOYER)),
            ParticipantRow.protected_identity == false(),
            _permitted(organisation, employer, day),
        )
        .order_by(since.desc(), one.id)
    )
    return tuple(
        Presented(
            SuggestionId(row.id),
            OpeningId(row.opening),
            row.title,
            None if row.step is None else StepId(row.step),
            SuggestionState(row.state),
            row.since,
            bool(row.asked),
        )
        for row in rows
    )


def _permitted(organisation: OrganisationId, employer: EmployerId, day: date) -> Exists:
    """Whether the person of a suggestion lets the employer know of her on a day."""
    permission = PermissionRow
    return exists().where(
        permission.organisation_id == organisation,
        permission.participant == SuggestionRow.participant,
        permission.employer == employer,
        permission.opening == SuggestionRow.opening,
        permission.field_group == FieldGroup.CODE.value,
        permission.withdrawn_at.is_(None),
        permission.starts_on <= day,
        or_(permission.ends_on.is_(None), permission.ends_on >= day),
    )


def _asked(organisation: OrganisationId, day: date) -> Exists:
    """Whether the employer is asked how the placement of a suggestion goes."""
    return exists().where(
        FollowUpRow.organisation_id == organisation,
        FollowUpRow.placement == PlacementRow.id,
        PlacementRow.organisation_id == organisation,
        PlacementRow.suggestion == SuggestionRow.id,
        PlacementRow.state.in_(sorted(state.value for state in HOLDING)),
        FollowUpRow.state != FollowUpState.WAIVED.value,
        FollowUpRow.due_on <= day,
    )
