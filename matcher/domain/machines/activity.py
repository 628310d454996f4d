"""The life of an activity in a person's plan: planned, going on, done, or stopped for a reason."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine
from matcher.domain.role import Role


class ActivityState(StrEnum):
    """Where an activity stands."""

    PLANNED = "planned"
    GOING_ON = "going_on"
    DONE = "done"
    STOPPED = "stopped"


class ActivityAction(StrEnum):
    """What can happen to an activity."""

    BEGIN = "begin"
    FINISH = "finish"
    STOP = "stop"


class ActivityStopReason(StrEnum):
    """Why an activity stopped; about the activity, never about health or family."""

    FOUND_JOB = "found_job"
    OTHER_ACTIVITY = "other_activity"
    WANTS_OTHER = "wants_other"
    HOURS_DO_NOT_FIT = "hours_do_not_fit"
    TRAVEL_TOO_LONG = "travel_too_long"
    NOT_AS_AGREED = "not_as_agreed"
    CANCELLED = "cancelled"
    NO_CONTACT = "no_contact"
    MISTAKE = "mistake"


_S, _A, _R = ActivityState, ActivityAction, Role
PLANNERS = frozenset(
    {
        _R.COORDINATOR,
        _R.JOB_COACH,
        _R.HEALTH_COACH,
        _R.STUDY_COACH,
        _R.DIGITAL_COACH,
        _R.STUDY_COUNSELLOR,
    }
)
"""Who writes in a plan: the coordinator, and the coaches beside her."""

OPEN = (_S.PLANNED, _S.GOING_ON)
"""States from which it can go further."""

ACTIVITY: Machine[ActivityState, ActivityAction] = Machine(
    "activity",
    _S.PLANNED,
    (
        Arrow(
            _A.BEGIN,
            (_S.PLANNED,),
            _S.GOING_ON,
            PLANNERS,
            when="at once where the first day has come",
        ),
        Arrow(_A.FINISH, (_S.GOING_ON,), _S.DONE, PLANNERS),
        Arrow(_A.STOP, OPEN, _S.STOPPED, PLANNERS, reasons=ActivityStopReason),
    ),
)
