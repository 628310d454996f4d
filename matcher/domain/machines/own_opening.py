"""The life of an opening that was agreed with an employer."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine, Need
from matcher.domain.opening import OpeningState
from matcher.domain.role import EMPLOYER_OR_LINKWORKER, Role


class OwnOpeningAction(StrEnum):
    """What can be done with an own opening."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    FILL = "fill"
    FREE_PLACE = "free_place"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"


class CloseReason(StrEnum):
    """Why an opening is closed."""

    FILLED_BY_US = "filled_by_us"
    FILLED_ELSEWHERE = "filled_elsewhere"
    NOT_NEEDED = "not_needed"
    DEADLINE_PASSED = "deadline_passed"
    TERMS_NOT_AGREED = "terms_not_agreed"
    NO_CONTACT = "no_contact"
    ENTERED_TWICE = "entered_twice"


_S, _A = OpeningState, OwnOpeningAction
_LINK = frozenset({Role.LINKWORKER})
_SYSTEM = frozenset({Role.SYSTEM})

OWN_OPENING: Machine[OpeningState, OwnOpeningAction] = Machine(
    "own opening",
    _S.DRAFT,
    (
        Arrow(_A.SUBMIT, (_S.DRAFT, _S.RETURNED), _S.SUBMITTED, EMPLOYER_OR_LINKWORKER),
        Arrow(_A.APPROVE, (_S.SUBMITTED,), _S.OPEN, _LINK, needs=(Need.TERMS,)),
        Arrow(_A.RETURN, (_S.SUBMITTED,), _S.RETURNED, _LINK),
        Arrow(_A.FILL, (_S.OPEN,), _S.FULL, _SYSTEM, when="the last place was taken"),
        Arrow(_A.FREE_PLACE, (_S.FULL,), _S.OPEN, _SYSTEM, when="a place was freed"),
        Arrow(_A.PAUSE, (_S.OPEN,), _S.PAUSED, EMPLOYER_OR_LINKWORKER),
        Arrow(_A.RESUME, (_S.PAUSED,), _S.OPEN, EMPLOYER_OR_LINKWORKER),
        Arrow(
            _A.CLOSE,
            (_S.OPEN, _S.FULL, _S.PAUSED),
            _S.CLOSED,
            EMPLOYER_OR_LINKWORKER,
            reasons=CloseReason,
        ),
    ),
)
