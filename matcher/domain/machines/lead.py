"""The life of a lead: an imported ad that nobody has agreed to."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine
from matcher.domain.opening import OpeningState
from matcher.domain.role import PERSON_OR_LINKWORKER, Role


class LeadAction(StrEnum):
    """What can be done with a lead."""

    CALL = "call"
    NOT_REACH = "not_reach"
    BECOME_OWN = "become_own"
    APPLY = "apply"
    ANSWER = "answer"


_S, _A = OpeningState, LeadAction
_LINK = frozenset({Role.LINKWORKER})

LEAD: Machine[OpeningState, LeadAction] = Machine(
    "lead",
    _S.NEW,
    (
        Arrow(_A.CALL, (_S.NEW,), _S.CALLED, _LINK),
        Arrow(_A.NOT_REACH, (_S.NEW,), _S.NO_ANSWER, _LINK),
        Arrow(
            _A.BECOME_OWN,
            (_S.CALLED, _S.NO_ANSWER),
            _S.BECAME_OWN,
            _LINK,
            when="the employer agrees; an own opening is drafted",
        ),
        Arrow(
            _A.APPLY,
            (_S.NEW, _S.CALLED, _S.NO_ANSWER),
            _S.APPLIED,
            PERSON_OR_LINKWORKER,
            when="the person applies alone",
        ),
        Arrow(_A.ANSWER, (_S.APPLIED,), _S.ANSWERED, PERSON_OR_LINKWORKER),
    ),
)
