"""What the API says of disclosures: what an employer may be told now, and was told."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from matcher.domain.disclosure import How
from matcher.domain.language import LanguageArea
from matcher.domain.permission import FieldGroup
from web.areas.api.parts import one_of

LONGEST_CONTACT = 80


class SwedishForJobSchema(Schema):
    """How much Swedish, as a teacher or a test has found it."""

    area = one_of(LanguageArea, required=True)
    level = fields.String(required=True, metadata={"description": "CEFR"})


class MayBeToldSchema(Schema):
    """What an employer may be told now, word for word; null is not permitted."""

    opening = fields.String(required=True)
    title = fields.String(required=True)
    code = fields.String(required=True)
    skills = fields.List(fields.String(), required=True, allow_none=True)
    certificates = fields.List(fields.String(), required=True, allow_none=True)
    swedish = fields.List(fields.Nested(SwedishForJobSchema), required=True, allow_none=True)
    languages = fields.List(fields.String(), required=True, allow_none=True)
    driving_licence = fields.Boolean(required=True, allow_none=True)
    name_and_contact = fields.Boolean(
        required=True, metadata={"description": "Whether they may be given; they are not kept here"}
    )


class ToldSchema(Schema):
    """One thing that an employer was told."""

    id = fields.String(required=True)
    opening = fields.String(required=True)
    employer = fields.String(required=True)
    contact = fields.String(required=True, metadata={"description": "Who at the employer"})
    field_group = one_of(FieldGroup, required=True)
    how = one_of(How, required=True)
    by = fields.String(required=True)
    at = fields.DateTime(required=True)
    permission = fields.String(
        required=True, metadata={"description": "Id of the permission it rests on"}
    )


class AllToldSchema(Schema):
    """What employers were told of a person, the first one first."""

    items = fields.List(fields.Nested(ToldSchema), required=True)


class DisclosuresSchema(AllToldSchema):
    """What the employer of a suggestion was told, and what may be told now."""

    permitted = fields.List(one_of(FieldGroup), required=True)
    may_be_told = fields.Nested(MayBeToldSchema, required=True, allow_none=True)


class TellBody(Schema):
    """What was said to an employer, after the call."""

    told = fields.List(
        one_of(FieldGroup),
        required=True,
        validate=validate.Length(1, len(FieldGroup)),
        metadata={"description": "What was said, of what is permitted"},
    )
    contact = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_CONTACT),
        metadata={"description": "The name of whom at the employer it was said to; it is kept"},
    )
