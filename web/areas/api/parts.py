"""Parts that the schemas of several resources have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import Schema, ValidationError, fields

if TYPE_CHECKING:
    from enum import StrEnum


def one_of(kind: type[StrEnum], **more: Any) -> fields.Enum[StrEnum]:  # noqa: ANN401
    """Return a field that holds one of the values of a kind, as it is written."""
    return fields.Enum(kind, by_value=fields.String, **more)


class SaidTrue(fields.Boolean):
    """``true``, and nothing that could be read as if it were."""

    def _deserialize(self, value: object, attr: str | None, data: Any, **more: Any) -> bool:  # noqa: ANN401
        if value is not True:
            raise ValidationError("Must be true.")
        return True


class Whole(fields.Integer):
    """A whole number, as JSON knows it: ``35.0`` is one, ``35.5`` is none."""

    def _deserialize(self, value: object, attr: str | None, data: Any, **more: Any) -> int:  # noqa: ANN401
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return super()._deserialize(value, attr, data, **more)


class PlaceSchema(Schema):
    """Where; no point on a map is given out."""

    municipality = fields.String(required=True)
    district = fields.String(required=True, allow_none=True)


class WeeksSchema(Schema):
    """A range of weeks."""

    low = fields.Float(data_key="min", required=True)
    high = fields.Float(data_key="max", required=True)


class TextsSchema(Schema):
    """A text in the three languages."""

    sv = fields.String(required=True)
    en = fields.String(required=True)
    ar = fields.String(required=True)


class OutcomeSchema(Schema):
    """What a move led to; sent again under the same key it is the same."""

    kind = fields.String(
        required=True,
        metadata={"description": "suggestion, placement, follow_up, run, permission or disclosure"},
    )
    id = fields.String(required=True)
    state = fields.String(required=True, metadata={"description": "Where it stands now"})
    version = fields.Integer(
        required=True, metadata={"description": "In quotation marks, for the next If-Match"}
    )
    made = fields.String(
        required=True, allow_none=True, metadata={"description": "Id of a placement that began"}
    )
    also = fields.List(
        fields.String(), required=True, metadata={"description": "Ids that this touched too"}
    )
