"""What the API says of suggestions: the score with its parts, the reasons in words, the history."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from matcher.domain.judgement import Band
from matcher.domain.machines.suggestion import Action, AnswerMode, SuggestionState
from matcher.domain.permission import FieldGroup
from matcher.domain.role import Role
from web.areas.api.parts import one_of


class ReasonSchema(Schema):
    """A reason: its code, and a sentence in the language of Accept-Language."""

    code = fields.String(required=True)
    text = fields.String(required=True)


class SaidWeeksSchema(Schema):
    """A range of weeks."""

    min = fields.Float(required=True)
    max = fields.Float(required=True)


class ChangeSchema(Schema):
    """What would change the band."""

    change = fields.String(required=True)
    weeks = fields.Nested(SaidWeeksSchema, required=True, allow_none=True)
    # What was stored is JSON already.
    band_after = fields.String(required=True, validate=validate.OneOf([one.value for one in Band]))


class SaidStepSchema(Schema):
    """A step of a ladder, by name."""

    id = fields.String(required=True)
    sector = fields.String(required=True)
    title = fields.String(required=True)


class SaidTrainingSchema(Schema):
    """What is learnt on the way to a next step."""

    id = fields.String(required=True)
    title = fields.String(required=True)


class NextStepSchema(Schema):
    """A job that comes after."""

    step = fields.Nested(SaidStepSchema, required=True)
    training = fields.Nested(SaidTrainingSchema, required=True)
    weeks = fields.Nested(SaidWeeksSchema, required=True)


class SuggestionSchema(Schema):
    """A suggested job for a person; the score is the sum of its contributions."""

    id = fields.String(required=True)
    run = fields.String(required=True)
    participant = fields.String(required=True)
    opening = fields.String(required=True, allow_none=True)
    step = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    rank = fields.Integer(required=True)
    score = fields.Float(required=True)
    band = one_of(Band, required=True)
    contributions = fields.Dict(keys=fields.String(), values=fields.Float(), required=True)
    state = one_of(SuggestionState, required=True)
    version = fields.Integer(required=True)
    handed_to = fields.String(required=True, allow_none=True)
    reasons_for = fields.List(fields.Nested(ReasonSchema), required=True)
    reasons_against = fields.List(fields.Nested(ReasonSchema), required=True)
    missing_facts = fields.List(fields.Nested(ReasonSchema), required=True)
    what_would_change = fields.List(fields.Nested(ChangeSchema), required=True)
    next_steps = fields.List(fields.Nested(NextStepSchema), required=True)


class SuggestionsSchema(Schema):
    """A list as it stands, the best first."""

    items = fields.List(fields.Nested(SuggestionSchema), required=True)


class SaidOpeningSchema(Schema):
    """What a list shows of an opening."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)


class WayInSchema(Schema):
    """A first job that is near, and what stands between."""

    opening = fields.Nested(SaidOpeningSchema, required=True, allow_none=True)
    step = fields.Nested(SaidStepSchema, required=True, allow_none=True)
    in_the_way = fields.List(fields.Nested(ReasonSchema), required=True)
    what_would_change = fields.List(fields.Nested(ChangeSchema), required=True)


class NoneBecauseSchema(Schema):
    """Why there is nothing to decide on, and the shortest ways to a first job."""

    text = fields.String(required=True)
    shortest_way = fields.List(fields.Nested(WayInSchema), required=True)


class PersonSuggestionsSchema(SuggestionsSchema):
    """A person's list as it stands, decided ones first."""

    none_because = fields.Nested(
        NoneBecauseSchema,
        required=True,
        allow_none=True,
        metadata={"description": "When there is nothing to decide on, and it can be said"},
    )


class DecisionSchema(Schema):
    """One move of a suggestion."""

    action = one_of(Action, required=True)
    before = one_of(SuggestionState, required=True)
    after = one_of(SuggestionState, required=True)
    role = one_of(Role, attribute="actor", required=True)
    by = fields.String(required=True)
    at = fields.DateTime(required=True)
    reason = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    mode = one_of(AnswerMode, required=True, allow_none=True)


class DisclosureSchema(Schema):
    """What the employer was told."""

    field_group = one_of(FieldGroup, required=True)
    by = fields.String(required=True)
    at = fields.DateTime(required=True)


class OneSuggestionSchema(SuggestionSchema):
    """A suggestion with all that its next moves rest on."""

    history = fields.List(fields.Nested(DecisionSchema), required=True)
    possible = fields.List(
        one_of(Action), required=True, metadata={"description": "Moves from where it stands"}
    )
    permitted = fields.List(
        one_of(FieldGroup),
        required=True,
        metadata={"description": "What the employer may be told now"},
    )
    told = fields.List(fields.Nested(DisclosureSchema), required=True)
    placement = fields.String(required=True, allow_none=True)
