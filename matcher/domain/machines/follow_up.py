"""The life of a follow-up: one question, on its day, of how a placement goes."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine
from matcher.domain.role import Role


class FollowUpState(StrEnum):
    """Where a follow-up stands."""

    SCHEDULED = "scheduled"
    DUE = "due"
    ANSWERED = "answered"
    OVERDUE = "overdue"
    WAIVED = "waived"


class FollowUpAction(StrEnum):
    """What can happen to a follow-up."""

    BECOME_DUE = "become_due"
    BECOME_OVERDUE = "become_overdue"
    ANSWER = "answer"
    WAIVE = "waive"


class WaiveReason(StrEnum):
    """Why nobody asks; an answer is never owed."""

    PERSON_DECLINES = "person_declines"
    NO_CONTACT = "no_contact"
    PLACEMENT_ENDED = "placement_ended"
    LEFT_PROGRAMME = "left_programme"
    TOLD_ELSEWHERE = "told_elsewhere"


_S, _A, _R = FollowUpState, FollowUpAction, Role
_CLOCK = frozenset({_R.CLOCK})
_ASKING = (_S.DUE, _S.OVERDUE)
_LEADS = frozenset({_R.LINKWORKER, _R.COORDINATOR})

FOLLOW_UP: Machine[FollowUpState, FollowUpAction] = Machine(
    "follow-up",
    _S.SCHEDULED,
    (
        Arrow(_A.BECOME_DUE, (_S.SCHEDULED,), _S.DUE, _CLOCK, when="its day has come"),
        Arrow(_A.BECOME_OVERDUE, (_S.DUE,), _S.OVERDUE, _CLOCK, when="the grace is over"),
        Arrow(_A.ANSWER, _ASKING, _S.ANSWERED, _LEADS | {_R.PARTICIPANT}),
        Arrow(_A.WAIVE, _ASKING, _S.WAIVED, _LEADS | {_R.SYSTEM}, reasons=WaiveReason),
    ),
)
