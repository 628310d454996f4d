"""What the API says of ladders: steps with what they ask, and the ways between them."""

from __future__ import annotations

from marshmallow import Schema, fields

from matcher.domain.ladder import (
    Importance,
    Mark,
    RequirementKind,
    RequirementType,
    StepState,
    When,
)
from matcher.domain.language import LanguageArea
from matcher.domain.sector import Sector
from web.areas.api.parts import TextsSchema, WeeksSchema, one_of


class FactSchema(Schema):
    """How sure something is, and the key of its source in the ladder."""

    mark = one_of(Mark, required=True)
    source = fields.String(required=True, allow_none=True)


class TrainSchema(Schema):
    """When and how long one trains it."""

    when = one_of(When, required=True)
    weeks = fields.Nested(WeeksSchema, required=True)


class TaskSchema(Schema):
    """Something one does in the job."""

    id = fields.String(required=True)
    texts = fields.Nested(TextsSchema, required=True)
    tags = fields.List(fields.String(), required=True)
    fact = fields.Nested(FactSchema, required=True)


class RequirementSchema(Schema):
    """Something that the job asks; without training it cannot be trained within a year."""

    id = fields.String(required=True)
    kind = one_of(RequirementKind, required=True)
    type = one_of(RequirementType, required=True)
    importance = one_of(Importance, required=True)
    texts = fields.Nested(TextsSchema, required=True)
    train = fields.Nested(TrainSchema, required=True, allow_none=True)
    fact = fields.Nested(FactSchema, required=True)


class CertificateNeedSchema(Schema):
    """A paper that the job asks."""

    id = fields.String(required=True)
    names = fields.Nested(TextsSchema, required=True)
    kind = one_of(RequirementKind, required=True)
    importance = one_of(Importance, required=True)
    train = fields.Nested(TrainSchema, required=True, allow_none=True)
    fact = fields.Nested(FactSchema, required=True)


class SwedishAreaSchema(Schema):
    """How much Swedish the tasks need in one area."""

    area = one_of(LanguageArea, required=True)
    level = fields.String(required=True)


class SwedishNeedSchema(Schema):
    """The Swedish that the tasks need."""

    areas = fields.List(fields.Nested(SwedishAreaSchema), required=True)
    for_task = fields.Nested(TextsSchema, required=True)
    when = one_of(When, required=True)
    fact = fields.Nested(FactSchema, required=True)


class CodesSchema(Schema):
    """Codes in the taxonomies."""

    jobtech = fields.String(required=True, allow_none=True)
    ssyk = fields.String(required=True)
    esco = fields.String(required=True, allow_none=True)


class ListedStepSchema(Schema):
    """A step in a list."""

    id = fields.String(required=True)
    titles = fields.Nested(TextsSchema, required=True)
    entry = fields.Boolean(required=True)
    state = one_of(StepState, required=True)


class StepSchema(ListedStepSchema):
    """One job on a ladder; ``open_now`` counts the openings that take people today."""

    sector = one_of(Sector, required=True)
    codes = fields.Nested(CodesSchema, required=True)
    tasks = fields.List(fields.Nested(TaskSchema), required=True)
    requirements = fields.List(fields.Nested(RequirementSchema), required=True)
    certificates = fields.List(fields.Nested(CertificateNeedSchema), required=True)
    swedish = fields.Nested(SwedishNeedSchema, required=True)
    fact = fields.Nested(FactSchema, required=True)
    open_now = fields.Integer(required=True)


class TrainingSchema(Schema):
    """What one learns between two steps."""

    id = fields.String(required=True)
    titles = fields.Nested(TextsSchema, required=True)


class TransitionSchema(Schema):
    """A way from one step to another."""

    id = fields.String(required=True)
    from_step = fields.String(required=True)
    to_step = fields.String(required=True)
    training = fields.Nested(TrainingSchema, required=True)
    weeks = fields.Nested(WeeksSchema, required=True)
    fact = fields.Nested(FactSchema, required=True)


class ListedLadderSchema(Schema):
    """A ladder in the list."""

    sector = one_of(Sector, required=True)
    names = fields.Nested(TextsSchema, required=True)
    steps = fields.List(fields.Nested(ListedStepSchema), required=True)


class LaddersSchema(Schema):
    """All ladders."""

    items = fields.List(fields.Nested(ListedLadderSchema), required=True)


class SourceSchema(Schema):
    """Where facts stand."""

    key = fields.String(required=True)
    title = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)
    reference = fields.String(required=True, allow_none=True)


class LadderSchema(Schema):
    """One trade's ladder."""

    sector = one_of(Sector, required=True)
    names = fields.Nested(TextsSchema, required=True)
    about = fields.Nested(TextsSchema, required=True)
    steps = fields.List(fields.Nested(StepSchema), required=True)
    transitions = fields.List(fields.Nested(TransitionSchema), required=True)
    sources = fields.List(fields.Nested(SourceSchema), required=True)
