"""What the API says of writing one person: her columns, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import Schema, fields

from matcher.domain.importing import Change
from web.areas.api.imports_schema import CELL
from web.areas.api.parts import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping


class WrittenSchema(Schema):
    """What was done, or would be done, with one profile."""

    code = fields.String(required=True)
    change = one_of(Change, required=True)
    dry_run = fields.Boolean(required=True)
    batch = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Id of the import of this one row; null when it is a dry run"},
    )


_ROW: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": CELL,
    "description": "Values by column, as an import of people has them",
}


def row_body(*required: str) -> dict[str, Any]:
    """Return what the document says of the columns of one person."""
    schema = {**_ROW, "required": list(required)} if required else dict(_ROW)
    return {"required": True, "content": {"application/json": {"schema": schema}}}
