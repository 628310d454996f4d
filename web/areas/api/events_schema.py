"""What the API says of events: what happened to which suggestion or placement, and what changed."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from matcher.domain.feed import EVENT_ACTIONS, EventKind
from matcher.domain.machines.placement import Party
from matcher.domain.periods import FollowUpPoint
from matcher.domain.role import Role
from web.areas.api.paging import FEW, MOST
from web.areas.api.parts import one_of


class EventsQuery(Schema):
    """Which events."""

    limit = fields.Integer(
        load_default=FEW,
        validate=validate.Range(1, MOST),
        metadata={"description": "How many at most"},
    )
    after = fields.String(
        validate=validate.Length(1, 100),
        metadata={"description": "A cursor that was given out; none begins with the first event"},
    )


class ChangedSchema(Schema):
    """What is otherwise than before; null where the event does not say it."""

    before = fields.String(required=True, allow_none=True)
    after = fields.String(
        required=True, allow_none=True, metadata={"description": "Where it stood then"}
    )
    reason = fields.String(required=True, allow_none=True)
    to = fields.String(required=True, allow_none=True, metadata={"description": "Who decides now"})
    suggestion = fields.String(required=True, allow_none=True)
    opening = fields.String(required=True, allow_none=True)
    trial = fields.Boolean(required=True, allow_none=True)
    party = fields.String(
        required=True, allow_none=True, validate=validate.OneOf([one.value for one in Party])
    )
    point = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf([one.value for one in FollowUpPoint]),
    )


class EventSchema(Schema):
    """One thing that happened."""

    id = fields.String(
        required=True,
        metadata={"description": "The same for ever: what was read twice is known by it"},
    )
    at = fields.DateTime(required=True)
    kind = one_of(EventKind, required=True)
    action = fields.String(required=True, validate=validate.OneOf(EVENT_ACTIONS))
    object_id = fields.String(
        data_key="object",
        required=True,
        metadata={"description": "Id of the suggestion; of placement and follow_up the placement"},
    )
    participant = fields.String(required=True)
    by = fields.String(required=True)
    role = one_of(Role, required=True, allow_none=True)
    changed = fields.Nested(ChangedSchema, required=True)


class EventsSchema(Schema):
    """Some events in the order in which they were saved, and where to read on."""

    items = fields.List(fields.Nested(EventSchema), required=True)
    after = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Cursor after the last of them, or the one that was sent when there are "
            "none; null before the first event"
        },
    )
    more = fields.Boolean(
        required=True, metadata={"description": "Whether there are some after them already"}
    )
    next = fields.String(
        required=True, metadata={"description": "Where to ask next, at once or later"}
    )
