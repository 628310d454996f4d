"""What the API says of openings; whom to ring at an employer stays on the pages."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from matcher.domain.language import LanguageArea
from matcher.domain.opening import (
    EmploymentForm,
    MappedBy,
    OpeningKind,
    OpeningState,
    SubsidyState,
)
from matcher.domain.participant import Shift
from matcher.domain.sector import Sector
from matcher.domain.wording_rules import Concern
from web.areas.api.opening_moves import MOVES
from web.areas.api.paging import PageQuery, PageSchema
from web.areas.api.parts import PlaceSchema, one_of


class OpeningsQuery(PageQuery):
    """Which openings."""

    kind = one_of(OpeningKind)
    state = one_of(OpeningState)


class ListedOpeningSchema(Schema):
    """An opening in a list."""

    id = fields.String(required=True)
    kind = one_of(
        OpeningKind,
        required=True,
        metadata={"description": "own: agreed with an employer; lead: an advertisement"},
    )
    state = one_of(OpeningState, required=True)
    title = fields.String(required=True)
    employer = fields.String(
        required=True, allow_none=True, metadata={"description": "Id of the employer"}
    )
    step = fields.String(
        required=True, allow_none=True, metadata={"description": "Id of a step of a ladder"}
    )
    sector = one_of(Sector, required=True, allow_none=True)
    places = fields.Integer(required=True)
    places_left = fields.Integer(required=True)
    municipality = fields.String(required=True, allow_none=True)
    district = fields.String(required=True, allow_none=True)
    start = fields.Date(required=True, allow_none=True)
    deadline = fields.Date(required=True, allow_none=True)
    version = fields.Integer(required=True)


class OpeningsPageSchema(PageSchema):
    """A page of openings, by id."""

    items = fields.List(fields.Nested(ListedOpeningSchema), required=True)


class EmployerSchema(Schema):
    """Whose opening it is."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class TermsSchema(Schema):
    """Form of employment and pay."""

    form = one_of(EmploymentForm, required=True)
    pay_line = fields.String(required=True)
    subsidy_kind = fields.String(required=True, allow_none=True)
    subsidy_state = one_of(SubsidyState, required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    insured_by = fields.String(required=True, allow_none=True)
    end = fields.Date(required=True, allow_none=True)


class HoursSchema(Schema):
    """Hours a week and shifts."""

    per_week_min = fields.Float(required=True, allow_none=True)
    per_week_max = fields.Float(required=True, allow_none=True)
    shifts = fields.List(one_of(Shift), required=True)


class SwedishAskedSchema(Schema):
    """How much Swedish a task of the job needs in one area."""

    area = one_of(LanguageArea, required=True)
    level = fields.String(required=True)


class DemandsSchema(Schema):
    """What it asks beyond its step."""

    must_have = fields.List(fields.String(), required=True)
    nice_to_have = fields.List(fields.String(), required=True)
    swedish = fields.List(fields.Nested(SwedishAskedSchema), required=True)
    swedish_for_task = fields.String(required=True, allow_none=True)
    certificates = fields.List(fields.String(), required=True)
    driving_licence = fields.Boolean(required=True)


class OffersSchema(Schema):
    """What the workplace gives and would value."""

    languages = fields.List(fields.String(), required=True)
    cultural_competence = fields.String(required=True, allow_none=True)
    mentor = fields.Boolean(required=True, allow_none=True)
    trainable_on_job = fields.Boolean(required=True, allow_none=True)


class OriginSchema(Schema):
    """Where an imported opening came from."""

    source = fields.String(required=True)
    external_id = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)


class FindingSchema(Schema):
    """A wording that should be another, in the language of Accept-Language."""

    words = fields.String(required=True)
    concern = one_of(Concern, required=True)
    why = fields.String(required=True)
    instead = fields.String(required=True)


class OpeningSchema(Schema):
    """An opening with the room that it has, and what is possible next."""

    id = fields.String(required=True)
    kind = one_of(OpeningKind, required=True)
    state = one_of(OpeningState, required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    employer = fields.Nested(EmployerSchema, required=True, allow_none=True)
    step = fields.String(required=True, allow_none=True)
    sector = one_of(Sector, required=True, allow_none=True)
    mapped_by = one_of(MappedBy, required=True, allow_none=True)
    places = fields.Integer(required=True)
    places_left = fields.Integer(required=True)
    slots = fields.Integer(required=True, metadata={"description": "How many may be in line"})
    slots_taken = fields.Integer(required=True)
    terms = fields.Nested(TermsSchema, required=True, allow_none=True)
    start = fields.Date(required=True, allow_none=True)
    deadline = fields.Date(required=True, allow_none=True)
    hours = fields.Nested(HoursSchema, required=True)
    place = fields.Nested(PlaceSchema, required=True, allow_none=True)
    demands = fields.Nested(DemandsSchema, required=True)
    offers = fields.Nested(OffersSchema, required=True)
    origin = fields.Nested(OriginSchema, required=True, allow_none=True)
    wording = fields.List(
        fields.Nested(FindingSchema),
        required=True,
        metadata={"description": "Of an own opening: what to read before it is approved"},
    )
    possible = fields.List(
        fields.String(validate=validate.OneOf(MOVES)),
        required=True,
        metadata={"description": "Moves of an own opening from where it stands"},
    )
    version = fields.Integer(required=True)
