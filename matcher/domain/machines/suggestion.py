"""The life of a suggestion: proposed, reviewed, asked, presented, tried, hired."""

from __future__ import annotations

from enum import StrEnum

from matcher.domain.machines.machine import Arrow, Machine, Need
from matcher.domain.periods import Window
from matcher.domain.role import EMPLOYER_OR_LINKWORKER, PERSON_OR_LINKWORKER, Role


class SuggestionState(StrEnum):
    """Where a suggestion stands."""

    PROPOSED = "proposed"
    NEEDS_INFO = "needs_info"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ASKED = "asked"
    ACCEPTED = "accepted"
    NOT_NOW = "not_now"
    PRESENTED = "presented"
    MEETING = "meeting"
    TRIAL = "trial"
    HIRED = "hired"
    NOT_HIRED = "not_hired"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    OBSOLETE = "obsolete"


class Action(StrEnum):
    """What can be done with a suggestion."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    NEED_INFO = "need_info"
    GIVE_INFO = "give_info"
    UNDO = "undo"
    ASK = "ask"
    ACCEPT = "accept"
    REFUSE = "refuse"
    NOT_NOW = "not_now"
    PROPOSE_AGAIN = "propose_again"
    PRESENT = "present"
    MEET = "meet"
    TRY = "try"
    HIRE = "hire"
    NOT_HIRE = "not_hire"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    MAKE_OBSOLETE = "make_obsolete"


class DeclineReason(StrEnum):
    """Why a LinkWorker declines; the person never saw the suggestion and is told nothing."""

    WRONG_TRADE = "wrong_trade"
    TOO_FAR = "too_far"
    HOURS_DO_NOT_FIT = "hours_do_not_fit"
    LANGUAGE_NOT_YET = "language_not_yet"
    SKILLS_NOT_YET = "skills_not_yet"
    PERSON_WANTS_OTHER = "person_wants_other"
    EMPLOYER_NOT_SUITABLE = "employer_not_suitable"
    BETTER_ONE_FOUND = "better_one_found"


class NotHiredReason(StrEnum):
    """Why an employer did not hire this time; a person tells it before any message does."""

    ANOTHER_WAS_CHOSEN = "another_was_chosen"
    PLACE_IS_FILLED = "place_is_filled"
    NOT_HIRING_NOW = "not_hiring_now"
    HOURS_DO_NOT_FIT = "hours_do_not_fit"
    LANGUAGE_FOR_TASK_NOT_YET = "language_for_task_not_yet"
    SKILLS_NOT_YET = "skills_not_yet"
    CERTIFICATE_NOT_YET = "certificate_not_yet"
    TERMS_NOT_AGREED = "terms_not_agreed"
    DID_NOT_MEET = "did_not_meet"
    NO_ANSWER = "no_answer"


class AnswerMode(StrEnum):
    """How the person's answer came to us."""

    SELF = "self"
    PHONE = "phone"
    IN_PERSON = "in_person"
    INTERPRETER = "interpreter"


_S, _A, _R = SuggestionState, Action, Role
_LINK = frozenset({_R.LINKWORKER})
_SYSTEM = frozenset({_R.SYSTEM})
_WITH_EMPLOYER = (_S.PRESENTED, _S.MEETING, _S.TRIAL)
_NOT_YET_PLACED = (
    _S.PROPOSED,
    _S.NEEDS_INFO,
    _S.CONFIRMED,
    _S.ASKED,
    _S.ACCEPTED,
    _S.NOT_NOW,
    _S.PRESENTED,
    _S.MEETING,
)

UNDECIDED = frozenset({_S.PROPOSED, _S.NEEDS_INFO})
"""Nobody has decided yet; these lapse."""

IN_LINE = frozenset({_S.CONFIRMED, _S.ASKED, _S.ACCEPTED, _S.PRESENTED, _S.MEETING})
"""Confirmed and not placed: for an own opening each of these holds a presentation slot."""

GOING_ON = IN_LINE | {_S.PROPOSED, _S.NEEDS_INFO, _S.TRIAL}
"""Somebody still has something to do: whoever took it over sees the person until it ends."""

SUGGESTION: Machine[SuggestionState, Action] = Machine(
    "suggestion",
    _S.PROPOSED,
    (
        Arrow(_A.CONFIRM, (_S.PROPOSED,), _S.CONFIRMED, _LINK, undo=Window.REVIEW),
        Arrow(
            _A.DECLINE,
            (_S.PROPOSED,),
            _S.DECLINED,
            _LINK,
            reasons=DeclineReason,
            undo=Window.REVIEW,
        ),
        Arrow(_A.NEED_INFO, (_S.PROPOSED,), _S.NEEDS_INFO, _LINK),
        Arrow(
            _A.GIVE_INFO,
            (_S.NEEDS_INFO,),
            _S.PROPOSED,
            PERSON_OR_LINKWORKER | _SYSTEM,
            when="the fact was given",
        ),
        Arrow(
            _A.UNDO,
            (_S.CONFIRMED, _S.DECLINED),
            _S.PROPOSED,
            _LINK,
            needs=(Need.UNDO_OPEN,),
            when="a LinkWorker's own confirm or decline, never the person's no",
        ),
        Arrow(_A.ASK, (_S.CONFIRMED,), _S.ASKED, _LINK),
        *(
            Arrow(action, (_S.ASKED,), target, PERSON_OR_LINKWORKER, needs=(Need.ANSWER_MODE,))
            for action, target in (
                (_A.ACCEPT, _S.ACCEPTED),
                (_A.REFUSE, _S.DECLINED),
                (_A.NOT_NOW, _S.NOT_NOW),
            )
        ),
        Arrow(_A.PROPOSE_AGAIN, (_S.NOT_NOW,), _S.PROPOSED, _SYSTEM, when="facts changed"),
        Arrow(
            _A.PRESENT,
            (_S.ACCEPTED,),
            _S.PRESENTED,
            _LINK,
            needs=(Need.OWN_OPENING, Need.CONFIRMER, Need.YES),
        ),
        Arrow(_A.MEET, (_S.PRESENTED,), _S.MEETING, EMPLOYER_OR_LINKWORKER),
        Arrow(
            _A.TRY,
            (_S.MEETING,),
            _S.TRIAL,
            EMPLOYER_OR_LINKWORKER,
            needs=(Need.NO_OTHER_PLACE,),
            when="takes the place; the trial is the placement",
        ),
        Arrow(
            _A.HIRE,
            _WITH_EMPLOYER,
            _S.HIRED,
            EMPLOYER_OR_LINKWORKER,
            needs=(Need.NO_OTHER_PLACE,),
            when="takes the place; after a trial the placement goes on",
        ),
        Arrow(
            _A.NOT_HIRE,
            _WITH_EMPLOYER,
            _S.NOT_HIRED,
            EMPLOYER_OR_LINKWORKER,
            reasons=NotHiredReason,
        ),
        Arrow(
            _A.WITHDRAW,
            (_S.ASKED, _S.ACCEPTED, *_WITH_EMPLOYER),
            _S.WITHDRAWN,
            PERSON_OR_LINKWORKER,
            when="takes effect in the same request",
        ),
        Arrow(
            _A.LAPSE,
            (_S.PROPOSED, _S.NEEDS_INFO),
            _S.LAPSED,
            frozenset({_R.CLOCK}),
            when="nobody decided in time",
        ),
        Arrow(
            _A.MAKE_OBSOLETE,
            _NOT_YET_PLACED,
            _S.OBSOLETE,
            _SYSTEM,
            when="a newer list, a filled place, or an opening that is gone",
        ),
    ),
)
