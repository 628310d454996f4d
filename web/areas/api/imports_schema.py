"""What the API says of imports: what one would do, what one did, and every fault of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import Schema, fields

from matcher.domain.importing import Change, ImportKind
from matcher.domain.incoming import IN_FORM, MOST_SENT
from matcher.domain.opening import MappedBy
from matcher.domain.sector import Sector
from web.areas.api.parts import one_of
from web.areas.api.problem_schema import RowFaultSchema

if TYPE_CHECKING:
    from collections.abc import Mapping


class ImportQuery(Schema):
    """How to bring it in."""

    dry_run = fields.Boolean(
        load_default=False, metadata={"description": "Say what would happen; write nothing"}
    )


class SuggestedOccupationSchema(Schema):
    """An occupation that an opening may be."""

    scheme = fields.String(required=True)
    id = fields.String(required=True)
    label = fields.String(required=True)
    confidence = fields.Float(required=True)
    found_by = fields.String(required=True)


class MappedRowSchema(Schema):
    """An opening with the trade and step it was read as."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    change = one_of(Change, required=True)
    sector = one_of(Sector, required=True, allow_none=True)
    step = fields.String(required=True, allow_none=True)
    by = one_of(MappedBy, required=True, allow_none=True)
    confidence = fields.Float(required=True, allow_none=True)
    why = fields.String(required=True)
    occupations = fields.List(fields.Nested(SuggestedOccupationSchema), required=True)


class ReportSchema(Schema):
    """What an import would do or did; the same numbers either way."""

    kind = one_of(ImportKind, required=True)
    dry_run = fields.Boolean(required=True)
    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    rejected_rows = fields.Integer(required=True)
    rejected = fields.List(
        fields.Nested(RowFaultSchema),
        required=True,
        metadata={"description": "Every fault; with one nothing at all is brought in"},
    )
    rows = fields.List(
        fields.Nested(MappedRowSchema),
        required=True,
        metadata={"description": "Of openings, when it is a dry run"},
    )
    batch = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Id of the import; null when it is a dry run"},
    )


class BatchSchema(Schema):
    """One import."""

    id = fields.String(required=True)
    kind = one_of(ImportKind, required=True)
    file = fields.String(
        required=True, metadata={"description": "What brought it in: the name of the token"}
    )
    at = fields.DateTime(required=True)
    by = fields.String(required=True)
    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    rejected = fields.Integer(required=True)
    undone_at = fields.DateTime(required=True, allow_none=True)
    undo_until = fields.Date(
        required=True, metadata={"description": "Until then it can be taken back"}
    )


CELL = {"type": ["string", "number", "boolean", "null", "array"]}
_OBJECTS: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "maxItems": MOST_SENT,
    "items": {"type": "object", "additionalProperties": CELL},
}
_DOCUMENT: Mapping[str, Any] = {"type": ["object", "array"]}
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "participants": _OBJECTS,
    "openings": _OBJECTS,
    "job-ads": _DOCUMENT,
    "job-postings": _DOCUMENT,
}


def body_of(where: str) -> dict[str, Any]:
    """Return what the document says of what is sent to an address of imports."""
    content = {
        media: {"schema": {"type": "string"} if media == "text/csv" else dict(_SCHEMAS[where])}
        for address, media in IN_FORM
        if address == where
    }
    return {"required": True, "content": content}
