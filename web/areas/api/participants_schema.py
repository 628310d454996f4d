"""What the API says of people: what the page of a person shows to the same account."""

from __future__ import annotations

from marshmallow import Schema, fields

from matcher.domain.language import LanguageArea, LanguageSource
from matcher.domain.participant import MayWorkStatus, ParticipantState, Shift
from matcher.domain.place import TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Evidence, ExperienceKind
from web.areas.api.paging import PageQuery, PageSchema
from web.areas.api.parts import PlaceSchema, one_of


class PeopleQuery(PageQuery):
    """Which people."""

    state = one_of(ParticipantState)


class ListedPersonSchema(Schema):
    """A person in a list."""

    code = fields.String(required=True)
    state = one_of(ParticipantState, required=True)
    preferred_language = fields.String(required=True)
    municipality = fields.String(required=True, allow_none=True)
    district = fields.String(required=True, allow_none=True)


class PeoplePageSchema(PageSchema):
    """A page of people, by code."""

    items = fields.List(fields.Nested(ListedPersonSchema), required=True)


class ExperienceSchema(Schema):
    """What somebody has done, in her own words."""

    text = fields.String(required=True)
    lang = fields.String(required=True, metadata={"description": "BCP 47"})
    months = fields.Integer(required=True, allow_none=True)
    kind = one_of(ExperienceKind, required=True)


class SkillSchema(Schema):
    """Something somebody can do."""

    text = fields.String(required=True)
    evidence = one_of(Evidence, required=True)
    confirmed = fields.Boolean(required=True)


class CertificateSchema(Schema):
    """A paper, by its id in the ladders."""

    id = fields.String(required=True)
    valid_to = fields.Date(required=True, allow_none=True)


class SwedishSchema(Schema):
    """How much Swedish in one area."""

    area = one_of(LanguageArea, required=True)
    level = fields.String(required=True, metadata={"description": "CEFR, such as A2+ or B1/B2"})
    source = one_of(LanguageSource, required=True)
    to_be_confirmed = fields.Boolean(required=True)


class SpokenSchema(Schema):
    """Another language."""

    tag = fields.String(required=True, metadata={"description": "BCP 47"})
    level = fields.String(required=True, allow_none=True)


class AvailabilitySchema(Schema):
    """How much and when."""

    hours_per_week_min = fields.Float(required=True, allow_none=True)
    hours_per_week_max = fields.Float(required=True, allow_none=True)
    shifts = fields.List(one_of(Shift), required=True)
    start = fields.Date(required=True, allow_none=True)


class TravelSchema(Schema):
    """How to work, and how long at most."""

    mode = one_of(TravelMode, required=True, allow_none=True)
    max_minutes = fields.Integer(required=True, allow_none=True)


class WishesSchema(Schema):
    """What somebody wants."""

    sectors = fields.List(one_of(Sector), required=True)
    steps = fields.List(fields.String(), required=True)
    avoid = fields.List(fields.String(), required=True)


class MayWorkSchema(Schema):
    """The right to work."""

    status = one_of(MayWorkStatus, required=True)
    until = fields.Date(required=True, allow_none=True)


class PersonSchema(Schema):
    """A person; what is not known is null or empty, and the place of the protected is null."""

    code = fields.String(required=True)
    state = one_of(ParticipantState, required=True)
    protected_identity = fields.Boolean(required=True)
    phone_only = fields.Boolean(required=True)
    preferred_language = fields.String(required=True)
    place = fields.Nested(PlaceSchema, required=True, allow_none=True)
    experiences = fields.List(fields.Nested(ExperienceSchema), required=True)
    skills = fields.List(fields.Nested(SkillSchema), required=True)
    certificates = fields.List(fields.Nested(CertificateSchema), required=True, allow_none=True)
    swedish = fields.List(fields.Nested(SwedishSchema), required=True)
    languages = fields.List(fields.Nested(SpokenSchema), required=True)
    driving_licence = fields.Boolean(required=True, allow_none=True)
    availability = fields.Nested(AvailabilitySchema, required=True)
    travel = fields.Nested(TravelSchema, required=True)
    wishes = fields.Nested(WishesSchema, required=True)
    may_work = fields.Nested(MayWorkSchema, required=True)
