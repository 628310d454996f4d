"""The life of a placement: somebody at a job."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine, Need
from matcher.domain.role import EMPLOYER_OR_LINKWORKER, Role


class PlacementState(StrEnum):
    """Where a placement stands."""

    PLANNED = "planned"
    STARTED = "started"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    DID_NOT_START = "did_not_start"


class PlacementAction(StrEnum):
    """What can happen to a placement."""

    START = "start"
    GO_ON = "go_on"
    COMPLETE = "complete"
    END_EARLY = "end_early"
    NOT_START = "not_start"


class Party(StrEnum):
    """Whose decision it was that a placement ended or did not start."""

    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    NEITHER = "neither"


class DidNotStartReason(StrEnum):
    """Why somebody did not start; about the job, never about health or family."""

    CHOSE_OTHER_WORK = "chose_other_work"
    STARTED_STUDIES = "started_studies"
    WANTS_OTHER = "wants_other"
    HOURS_DO_NOT_FIT = "hours_do_not_fit"
    TRAVEL_TOO_LONG = "travel_too_long"
    TERMS_CHANGED = "terms_changed"
    WORK_NOT_THERE = "work_not_there"
    CERTIFICATE_NOT_IN_TIME = "certificate_not_in_time"
    SUBSIDY_NOT_GRANTED = "subsidy_not_granted"
    NO_CONTACT = "no_contact"


class EndedEarlyReason(StrEnum):
    """Why a placement ended before its time; about the job, never about health or family."""

    FOUND_OTHER_WORK = "found_other_work"
    STARTED_STUDIES = "started_studies"
    WANTS_OTHER = "wants_other"
    HOURS_DO_NOT_FIT = "hours_do_not_fit"
    TRAVEL_TOO_LONG = "travel_too_long"
    NOT_AS_AGREED = "not_as_agreed"
    SUPPORT_MISSING = "support_missing"
    TASKS_NOT_YET = "tasks_not_yet"
    WORK_RAN_OUT = "work_ran_out"
    SUBSIDY_ENDED = "subsidy_ended"
    NO_CONTACT = "no_contact"


_S, _A, _R = PlacementState, PlacementAction, Role
_ANYBODY_IN_IT = EMPLOYER_OR_LINKWORKER | {_R.PARTICIPANT}

HOLDING = frozenset({_S.PLANNED, _S.STARTED, _S.ONGOING})
"""States in which the person holds the place."""

PLACEMENT: Machine[PlacementState, PlacementAction] = Machine(
    "placement",
    _S.PLANNED,
    (
        Arrow(_A.START, (_S.PLANNED,), _S.STARTED, EMPLOYER_OR_LINKWORKER, needs=(Need.DAY,)),
        Arrow(
            _A.GO_ON,
            (_S.STARTED,),
            _S.ONGOING,
            EMPLOYER_OR_LINKWORKER | {_R.CLOCK},
            when="the first time is over",
        ),
        Arrow(
            _A.COMPLETE,
            (_S.ONGOING,),
            _S.COMPLETED,
            EMPLOYER_OR_LINKWORKER,
            needs=(Need.DAY,),
            when="also by reaching a next step, which opens the next placement",
        ),
        Arrow(
            _A.END_EARLY,
            (_S.STARTED, _S.ONGOING),
            _S.ENDED_EARLY,
            _ANYBODY_IN_IT,
            reasons=EndedEarlyReason,
            needs=(Need.PARTY, Need.DAY),
        ),
        Arrow(
            _A.NOT_START,
            (_S.PLANNED,),
            _S.DID_NOT_START,
            _ANYBODY_IN_IT,
            reasons=DidNotStartReason,
            needs=(Need.PARTY,),
        ),
    ),
)
