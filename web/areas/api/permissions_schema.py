"""What the API says of permissions: what an employer may know, since when, and how it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from marshmallow import Schema, fields, validate

from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permission import FieldGroup
from matcher.domain.permitted import NotHolding
from web.areas.api.moves import MoveSchema, takes
from web.areas.api.parts import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.areas.api.moves import Takes

LONGEST_ID = 200
GIVE, TAKE_BACK = "give", "take_back"


class PermissionSchema(Schema):
    """One step of a person's yes."""

    id = fields.String(required=True)
    opening = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "Of the opening"})
    employer = fields.String(required=True)
    employer_name = fields.String(required=True)
    field_group = one_of(FieldGroup, required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(
        required=True, allow_none=True, metadata={"description": "null: until it is taken back"}
    )
    mode = one_of(AnswerMode, required=True, metadata={"description": "How it came"})
    by = fields.String(required=True, metadata={"description": "Who recorded it"})
    at = fields.DateTime(required=True)
    taken_back_at = fields.DateTime(required=True, allow_none=True)
    not_holding = one_of(
        NotHolding,
        required=True,
        allow_none=True,
        metadata={"description": "Why it lets nobody know anything; null while it holds"},
    )


class AgreedOpeningSchema(Schema):
    """An opening for whose employer a yes can be given."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    employer = fields.String(required=True, metadata={"description": "Its name"})


class PermissionsSchema(Schema):
    """What a person lets employers know, by employer, opening and step."""

    items = fields.List(fields.Nested(PermissionSchema), required=True)
    openings = fields.List(
        fields.Nested(AgreedOpeningSchema),
        required=True,
        metadata={"description": "Those for which more can be given"},
    )


class PermissionBody(MoveSchema):
    """A yes of the person, or what she takes back; a LinkWorker writes it down."""

    needs: ClassVar[Mapping[str, Takes]] = {
        GIVE: takes("opening up_to mode", "first_day last_day"),
        TAKE_BACK: takes("from_step mode", "opening"),
    }

    action = fields.String(required=True, validate=validate.OneOf([GIVE, TAKE_BACK]))
    opening = fields.String(
        validate=validate.Length(1, LONGEST_ID),
        metadata={"description": "For take_back: without it, for all of them"},
    )
    up_to = one_of(
        FieldGroup, metadata={"description": "The furthest step; those before it are part of it"}
    )
    from_step = one_of(
        FieldGroup, metadata={"description": "From which step on; code takes her out of line"}
    )
    mode = fields.String(
        validate=validate.OneOf([one.value for one in AnswerMode if one is not AnswerMode.SELF]),
        metadata={"description": "How it came"},
    )
    first_day = fields.Date(metadata={"description": "Today when it is not said"})
    last_day = fields.Date(metadata={"description": "Without it, until it is taken back"})
