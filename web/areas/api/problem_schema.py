"""The shape of a problem document, for the OpenAPI document; :mod:`web.problems` makes them."""

from __future__ import annotations

from marshmallow import Schema, fields


class FaultSchema(Schema):
    """One field that cannot be used."""

    place = fields.String(
        data_key="in", required=True, metadata={"description": "body, query or header"}
    )
    pointer = fields.String(required=True, metadata={"description": "JSON pointer to the field"})
    detail = fields.String(required=True)


class RowFaultSchema(Schema):
    """One thing that is wrong with a row, and what to do about it."""

    file = fields.String(required=True)
    row = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "In CSV the header is 1, in an array the first one"},
    )
    column = fields.String(required=True, allow_none=True)
    value = fields.String(
        required=True, allow_none=True, metadata={"description": "What stood there, shortened"}
    )
    problem = fields.String(required=True)
    mend = fields.String(required=True)


class ProblemSchema(Schema):
    """What happened, and what to do (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(
        required=True, metadata={"description": "A sentence in the language of Accept-Language"}
    )
    instance = fields.String(required=True)
    code = fields.String(
        required=True, metadata={"description": "What happened, for a program; it stays"}
    )
    by = fields.String(metadata={"description": "Who was first"})
    at = fields.DateTime(metadata={"description": "When that was"})
    reference = fields.String(metadata={"description": "Under which the log says more"})
    errors = fields.List(fields.Nested(FaultSchema))
    rejected = fields.List(
        fields.Nested(RowFaultSchema), metadata={"description": "Of an import: every fault"}
    )
