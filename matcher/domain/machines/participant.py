"""The way of a participant through the programme."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine, Need
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role


class ParticipantAction(StrEnum):
    """What can happen to somebody's place in the programme."""

    INFORM = "inform"
    MAP = "map"
    ACTIVATE = "activate"
    PAUSE = "pause"
    RESUME = "resume"
    PLACE = "place"
    END_PLACE = "end_place"
    MOVE_UP = "move_up"
    COMPLETE = "complete"
    LEAVE = "leave"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"
    ANONYMISE = "anonymise"


class LeaveReason(StrEnum):
    """Why somebody is no longer in the programme; nobody has to say more than an own wish."""

    OWN_WISH = "own_wish"
    FOUND_WORK = "found_work"
    STARTED_STUDIES = "started_studies"
    MOVED_AWAY = "moved_away"
    OTHER_SUPPORT = "other_support"
    NO_CONTACT = "no_contact"
    PROGRAMME_ENDED = "programme_ended"


_S, _A, _R = ParticipantState, ParticipantAction, Role
_RECEIVES = frozenset({_R.LINKWORKER, _R.COORDINATOR, _R.FRONT_DESK, _R.NGO_LEADER})
_MAPS = frozenset({_R.LINKWORKER, _R.COORDINATOR, _R.JOB_COACH, _R.STUDY_COUNSELLOR})
_LEADS = frozenset({_R.LINKWORKER, _R.COORDINATOR})
_OWN_PACE = _LEADS | {_R.PARTICIPANT}
_SYSTEM = frozenset({_R.SYSTEM})

_STILL_HERE = (
    _S.REFERRED,
    _S.INFORMED,
    _S.MAPPED,
    _S.ACTIVE,
    _S.PAUSED,
    _S.PLACED,
    _S.MOVED_UP,
    _S.COMPLETED,
    _S.ARCHIVED,
)
"""Every state but "left", where there is nothing to withdraw from, and "anonymised": nobody."""

PARTICIPANT: Machine[ParticipantState, ParticipantAction] = Machine(
    "participant",
    _S.REFERRED,
    (
        Arrow(
            _A.INFORM,
            (_S.REFERRED,),
            _S.INFORMED,
            _RECEIVES,
            needs=(Need.BASIS, Need.NOTICE),
        ),
        Arrow(_A.MAP, (_S.INFORMED,), _S.MAPPED, _MAPS),
        Arrow(_A.ACTIVATE, (_S.MAPPED,), _S.ACTIVE, _LEADS),
        Arrow(_A.PAUSE, (_S.ACTIVE,), _S.PAUSED, _OWN_PACE),
        Arrow(_A.RESUME, (_S.PAUSED,), _S.ACTIVE, _OWN_PACE),
        Arrow(_A.PLACE, (_S.ACTIVE, _S.PAUSED), _S.PLACED, _SYSTEM, when="a place was taken"),
        Arrow(
            _A.END_PLACE,
            (_S.PLACED,),
            _S.ACTIVE,
            _SYSTEM,
            when="the placement ended or never started",
        ),
        Arrow(_A.MOVE_UP, (_S.PLACED,), _S.MOVED_UP, _LEADS),
        Arrow(_A.COMPLETE, (_S.PLACED,), _S.COMPLETED, _LEADS),
        Arrow(_A.LEAVE, (_S.PLACED,), _S.LEFT, _LEADS, reasons=LeaveReason),
        Arrow(
            _A.WITHDRAW,
            _STILL_HERE,
            _S.LEFT,
            _OWN_PACE,
            reasons=LeaveReason,
            when="takes effect in the same request",
        ),
        Arrow(
            _A.ARCHIVE,
            (_S.MOVED_UP, _S.COMPLETED, _S.LEFT),
            _S.ARCHIVED,
            _LEADS | {_R.CLOCK},
        ),
        Arrow(
            _A.ANONYMISE,
            (_S.ARCHIVED,),
            _S.ANONYMISED,
            frozenset({_R.ADMIN, _R.CLOCK}),
            when="by the organisation's retention plan",
        ),
    ),
)
