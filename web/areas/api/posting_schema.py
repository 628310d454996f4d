"""What a program sends to post an opening, and to move one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from marshmallow import Schema, ValidationError, fields, validate

from matcher.domain.machines.own_opening import CloseReason
from matcher.domain.opening import EmploymentForm, SubsidyState
from matcher.domain.participant import Shift
from matcher.domain.personal_number import has_personal_number
from matcher.domain.posting import LONGEST_TEXT, MOST_HOURS, MOST_PLACES, SIMPLE_FORMS
from matcher.ranking.vocabulary import NAMES
from web.areas.api.decisions_schema import LONGEST_LINE
from web.areas.api.moves import MoveSchema, takes
from web.areas.api.opening_moves import MOVES, WRITE_TERMS
from web.areas.api.parts import Whole, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.areas.api.moves import Takes

_LANGUAGE = "language."
LANGUAGES = tuple(
    key.removeprefix(_LANGUAGE)
    for key in NAMES
    if key.startswith(_LANGUAGE) and key != f"{_LANGUAGE}sv"
)
"""Languages that can be an asset at work, as the form asks for them."""


def _no_number(text: str) -> None:
    if has_personal_number(text):
        raise ValidationError("A personal identity number is kept nowhere. Take it out.")


def _line(most: int = LONGEST_LINE, **more: Any) -> fields.String:  # noqa: ANN401
    said = (validate.Length(1, most), validate.Regexp(r"[\s\S]*\S"), _no_number)
    return fields.String(validate=said, **more)


class PostedTermsSchema(Schema):
    """Form and pay, as they are posted; other forms are agreed with a LinkWorker."""

    form = fields.String(
        required=True, validate=validate.OneOf([one.value for one in SIMPLE_FORMS])
    )
    pay_line = _line(required=True, metadata={"description": "What the pay follows"})


class PostingBody(Schema):
    """An opening; title, tasks, requirements, Swedish and certificates are those of its step."""

    employer = fields.String(
        validate=validate.Length(1, 100),
        metadata={"description": "Id of the employer; an employer's own account leaves it out"},
    )
    contact = _line(80, metadata={"description": "Whom it is agreed with, for LinkWorkers only"})
    step = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "Id of a step of a ladder"},
    )
    places = Whole(required=True, validate=validate.Range(1, MOST_PLACES), strict=True)
    municipality = _line(100, required=True)
    district = _line(100)
    terms = fields.Nested(
        PostedTermsSchema, metadata={"description": "Without them it cannot be approved yet"}
    )
    start = fields.Date()
    deadline = fields.Date()
    hours_per_week = fields.Float(
        validate=validate.Range(0, MOST_HOURS, min_inclusive=False),
        allow_nan=False,
        metadata={"exclusiveMinimum": 0},
    )
    shifts = fields.List(one_of(Shift), load_default=list)
    languages = fields.List(
        fields.String(validate=validate.OneOf(LANGUAGES)),
        load_default=list,
        metadata={"description": "That are an asset"},
    )
    cultures = fields.Boolean(load_default=False)
    mentor = fields.Boolean(load_default=False)
    trainable_on_job = fields.Boolean(load_default=False)
    more = fields.String(
        load_default="",
        validate=(validate.Length(max=LONGEST_TEXT), _no_number),
        metadata={"description": "What else one should know, in the employer's words"},
    )


class AgreedTermsSchema(Schema):
    """Form and pay as they were agreed."""

    form = one_of(EmploymentForm, required=True)
    pay_line = _line(required=True)
    subsidy_kind = _line()
    subsidy_state = one_of(SubsidyState)
    decided_by = _line()
    insured_by = _line()
    end = fields.Date()


def missing_for_its_form(terms: Mapping[str, Any]) -> dict[str, str]:
    """Return what the form of some terms needs and does not have, by where it belongs."""
    form = terms["form"]
    needed = {
        EmploymentForm.SUBSIDISED: ("subsidy_kind",),
        EmploymentForm.PRAKTIK: ("decided_by", "insured_by", "end"),
    }.get(form, ())
    return {f"/terms/{name}": f"'{form}' needs this." for name in needed if not terms.get(name)}


class OpeningMoveBody(MoveSchema):
    """How an opening goes on."""

    needs: ClassVar[Mapping[str, Takes]] = {
        "approve": takes("", "wording_read"),
        "close": takes("reason"),
        WRITE_TERMS: takes("terms"),
    }

    action = fields.String(required=True, validate=validate.OneOf(MOVES))
    wording_read = fields.Boolean(
        validate=validate.OneOf([True]),
        metadata={"description": "That a person has read what was found in its wording"},
    )
    reason = one_of(CloseReason)
    terms = fields.Nested(AgreedTermsSchema)
