"""What a program sends to move a suggestion: the move, and what that move needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from marshmallow import Schema, fields, validate

from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason, Party
from matcher.domain.machines.suggestion import (
    Action,
    AnswerMode,
    DeclineReason,
    NotHiredReason,
)
from matcher.domain.permission import FieldGroup
from web.areas.api.moves import MoveSchema, takes
from web.areas.api.parts import SaidTrue, one_of
from web.attempts import LONGEST_NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.areas.api.moves import Takes

LONGEST_LINE = 200


class FirstDaySchema(Schema):
    """The card for the first day at work."""

    time = fields.String(required=True, validate=validate.Length(1, LONGEST_LINE))
    door = fields.String(validate=validate.Length(max=LONGEST_LINE))
    person = fields.String(validate=validate.Length(max=LONGEST_LINE))
    clothes = fields.String(validate=validate.Length(max=LONGEST_LINE))
    papers = fields.String(validate=validate.Length(max=LONGEST_LINE))
    route = fields.String(validate=validate.Length(max=LONGEST_LINE))
    phone = fields.String(validate=validate.Length(max=LONGEST_LINE))


END_REASONS = tuple(
    dict.fromkeys(one.value for kind in (DidNotStartReason, EndedEarlyReason) for one in kind)
)


class EndSchema(Schema):
    """Whose decision an end was, why, and the last day at work."""

    party = one_of(Party, required=True)
    reason = fields.String(required=True, validate=validate.OneOf(END_REASONS))
    day = fields.Date()


_BY_LINKWORKER = (
    *(Action.CONFIRM, Action.DECLINE, Action.UNDO, Action.NEED_INFO, Action.GIVE_INFO),
    *(Action.PRESENT, Action.MEET, Action.TRY, Action.HIRE, Action.NOT_HIRE),
)
HAND_OVER = "hand_over"
DECISIONS = (*(one.value for one in _BY_LINKWORKER), HAND_OVER)
ANSWERS = tuple(
    one.value for one in (Action.ASK, Action.ACCEPT, Action.REFUSE, Action.NOT_NOW, Action.WITHDRAW)
)
REASONS = tuple(
    dict.fromkeys(one.value for kind in (DeclineReason, NotHiredReason) for one in kind)
)


class DecisionBody(MoveSchema):
    """What a LinkWorker decides about a suggestion."""

    needs: ClassVar[Mapping[str, Takes]] = {
        "confirm": takes("reasons_read"),
        "decline": takes("reason", "note", reason=DeclineReason),
        "need_info": takes("", "note"),
        "hand_over": takes("to"),
        "meet": takes("", "times"),
        "try": takes("day"),
        "hire": takes("", "day card", together=True),
        "not_hire": takes("reason", "trial_end", reason=NotHiredReason),
    }

    action = fields.String(required=True, validate=validate.OneOf(DECISIONS))
    reasons_read = SaidTrue(
        validate=validate.Equal(True),  # noqa: FBT003  (a value)
        metadata={"description": "For confirm: a person has read the reasons for and against"},
    )
    reason = fields.String(
        validate=validate.OneOf(REASONS), metadata={"description": "For decline and not_hire"}
    )
    note = fields.String(
        validate=validate.Length(1, LONGEST_NOTE), metadata={"description": "About the job"}
    )
    to = fields.String(
        validate=validate.Length(1, LONGEST_LINE),
        metadata={"description": "For hand_over: name or login of a LinkWorker"},
    )
    times = fields.List(
        fields.AwareDateTime(),
        validate=validate.Length(max=3),
        metadata={"description": "For meet: up to three times to choose from"},
    )
    day = fields.Date(metadata={"description": "For try and hire: the agreed first day"})
    card = fields.Nested(
        FirstDaySchema, metadata={"description": "For hire, unless a trial goes on as the job"}
    )
    trial_end = fields.Nested(
        EndSchema, metadata={"description": "For not_hire after a trial: how it ended"}
    )


class AnswerBody(MoveSchema):
    """That a person is asked, and what she says; a LinkWorker writes it down."""

    needs: ClassVar[Mapping[str, Takes]] = {
        "accept": takes("mode", "up_to"),
        "refuse": takes("mode"),
        "not_now": takes("mode"),
        "withdraw": takes("mode"),
    }

    action = fields.String(required=True, validate=validate.OneOf(ANSWERS))
    mode = fields.String(
        validate=validate.OneOf([one.value for one in AnswerMode if one is not AnswerMode.SELF]),
        metadata={"description": "How it came"},
    )
    up_to = one_of(
        FieldGroup,
        metadata={"description": "For accept of an own opening: what the employer may know"},
    )
