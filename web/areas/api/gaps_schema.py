"""What the API says of gaps: the tables that planners are shown, with what is hidden hidden."""

from __future__ import annotations

from marshmallow import Schema, fields

from web.areas.api.parts import TextsSchema


class GapsQuery(Schema):
    """Which tables."""

    area = fields.String(metadata={"description": "A municipality; the whole programme without"})


class ShortageSchema(Schema):
    """Places that stay empty at least; ``value`` is null where it would tell too much."""

    value = fields.Integer(required=True, allow_none=True)
    low = fields.Integer(required=True)
    high = fields.Integer(required=True)


class GapRowSchema(Schema):
    """A group of jobs or a need; of people only rounded counts, and not all of them."""

    id = fields.String(required=True)
    texts = fields.Nested(TextsSchema, required=True, allow_none=True)
    places = fields.Integer(required=True)
    short = fields.Nested(ShortageSchema, required=True)
    short_after = fields.Nested(ShortageSchema, required=True)
    people = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(allow_none=True),
        required=True,
        metadata={"description": "By part, rounded; null is not shown"},
    )


class GapTableSchema(Schema):
    """One table, the largest shortage first."""

    kind = fields.String(required=True)
    rows = fields.List(fields.Nested(GapRowSchema), required=True)


class GapsSchema(Schema):
    """The tables of a day."""

    day = fields.Date(required=True)
    area = fields.String(required=True, allow_none=True)
    areas = fields.List(fields.String(), required=True)
    weeks = fields.Float(
        required=True, metadata={"description": "How long training before a job may take"}
    )
    people = fields.Integer(required=True, allow_none=True)
    places = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    tables = fields.List(fields.Nested(GapTableSchema), required=True)
