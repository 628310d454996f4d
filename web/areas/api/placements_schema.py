"""What the API says of placements and their follow-ups, and what a program sends to move them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from marshmallow import Schema, fields, validate

from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementAction,
    PlacementState,
)
from matcher.domain.periods import FollowUpPoint
from web.areas.api.decisions_schema import END_REASONS, FirstDaySchema
from web.areas.api.moves import MoveSchema, takes
from web.areas.api.paging import PageQuery, PageSchema
from web.areas.api.parts import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.areas.api.moves import Takes


class PlacementsQuery(PageQuery):
    """Which placements."""

    state = one_of(PlacementState)


class FollowUpsQuery(PageQuery):
    """Which follow-ups."""

    state = one_of(FollowUpState)


class ShownFirstDaySchema(Schema):
    """The card for the first day at work; what is empty is not said."""

    time = fields.String(required=True)
    door = fields.String(required=True)
    person = fields.String(required=True)
    clothes = fields.String(required=True)
    papers = fields.String(required=True)
    route = fields.String(required=True)
    phone = fields.String(required=True)


class PlacementSchema(Schema):
    """Somebody at a job."""

    id = fields.String(required=True)
    participant = fields.String(required=True)
    suggestion = fields.String(required=True)
    opening = fields.String(required=True)
    step = fields.String(required=True, allow_none=True)
    trial = fields.Boolean(required=True)
    previous = fields.String(
        required=True, allow_none=True, metadata={"description": "The job before this one"}
    )
    state = one_of(PlacementState, required=True)
    starts_on = fields.Date(required=True, allow_none=True)
    started_on = fields.Date(required=True, allow_none=True)
    ended_on = fields.Date(required=True, allow_none=True)
    party = one_of(Party, required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    first_day = fields.Nested(ShownFirstDaySchema, required=True, allow_none=True)
    version = fields.Integer(required=True)


class PlacementsPageSchema(PageSchema):
    """A page of placements, by id."""

    items = fields.List(fields.Nested(PlacementSchema), required=True)


class FollowUpSchema(Schema):
    """When one asks how it goes."""

    placement = fields.String(required=True)
    point = one_of(FollowUpPoint, required=True)
    state = one_of(FollowUpState, required=True)
    due_on = fields.Date(required=True)
    closed_on = fields.Date(required=True, allow_none=True)
    reason = one_of(WaiveReason, required=True, allow_none=True)
    version = fields.Integer(required=True)


class ListedFollowUpSchema(Schema):
    """A follow-up, and whom it is about."""

    participant = fields.String(required=True)
    follow_up = fields.Nested(FollowUpSchema, required=True)


class FollowUpsPageSchema(PageSchema):
    """A page of follow-ups, by placement and point."""

    items = fields.List(fields.Nested(ListedFollowUpSchema), required=True)


class OnePlacementSchema(PlacementSchema):
    """A placement with its follow-ups, and what is possible next."""

    follow_ups = fields.List(fields.Nested(FollowUpSchema), required=True)
    possible = fields.List(one_of(PlacementAction), required=True)


WRITE_CARD = "write_card"


class PlacementBody(MoveSchema):
    """How a placement goes on."""

    needs: ClassVar[Mapping[str, Takes]] = {
        "start": takes("day"),
        "complete": takes("day"),
        "end_early": takes("party reason day", reason=EndedEarlyReason),
        "not_start": takes("party reason", reason=DidNotStartReason),
        WRITE_CARD: takes("card"),
    }

    action = fields.String(
        required=True,
        validate=validate.OneOf([*(one.value for one in PlacementAction), WRITE_CARD]),
    )
    day = fields.Date(
        metadata={"description": "For start the first day; for complete and end_early the last one"}
    )
    party = one_of(Party, metadata={"description": "Whose decision the end was"})
    reason = fields.String(
        validate=validate.OneOf(END_REASONS), metadata={"description": "Why it ended"}
    )
    card = fields.Nested(FirstDaySchema)


class FollowUpBody(MoveSchema):
    """That somebody has said how it goes, or that nobody asks."""

    needs: ClassVar[Mapping[str, Takes]] = {"waive": takes("reason")}

    action = fields.String(required=True, validate=validate.OneOf(["answer", "waive"]))
    reason = one_of(WaiveReason, metadata={"description": "Why nobody asks"})
