"""Parts that the schemas of several resources have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import Schema, fields

if TYPE_CHECKING:
    from enum import StrEnum


def one_of(kind: type[StrEnum], **more: Any) -> fields.Enum[StrEnum]:  # noqa: ANN401
    """Return a field that holds one of the values of a kind, as it is written."""
    return fields.Enum(kind, by_value=fields.String, **more)


class PlaceSchema(Schema):
    """Where; no point on a map is given out."""

    municipality = fields.String(required=True)
    district = fields.String(required=True, allow_none=True)
