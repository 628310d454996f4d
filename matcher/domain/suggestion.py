"""A suggested job for a person, and who may move it where.

Nothing reaches an employer without a named person's confirm and the participant's yes; confirming
takes no place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.errors import InputError, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.ids import OpeningId, ParticipantCode, RunId, StepId, SuggestionId
    from matcher.domain.judgement import Band


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


class Actor(StrEnum):
    """Who moves a suggestion."""

    LINKWORKER = "linkworker"
    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    SYSTEM = "system"


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


_S, _A, _W = SuggestionState, Action, Actor
_PEOPLE = frozenset({_W.LINKWORKER, _W.EMPLOYER})
_LINK = frozenset({_W.LINKWORKER})
_SELF = frozenset({_W.PARTICIPANT, _W.LINKWORKER})
_CLOCK = frozenset({_W.SYSTEM})

_BEFORE_THE_PERSON = (_S.PROPOSED, _S.NEEDS_INFO, _S.CONFIRMED)
_AFTER_ASKING = (_S.ASKED, _S.ACCEPTED, _S.PRESENTED, _S.MEETING, _S.TRIAL)

MOVES: Mapping[tuple[SuggestionState, Action], tuple[SuggestionState, frozenset[Actor]]] = {
    (_S.PROPOSED, _A.CONFIRM): (_S.CONFIRMED, _LINK),
    (_S.PROPOSED, _A.DECLINE): (_S.DECLINED, _LINK),
    (_S.PROPOSED, _A.NEED_INFO): (_S.NEEDS_INFO, _LINK),
    (_S.NEEDS_INFO, _A.GIVE_INFO): (_S.PROPOSED, _LINK),
    (_S.CONFIRMED, _A.UNDO): (_S.PROPOSED, _LINK),
    (_S.DECLINED, _A.UNDO): (_S.PROPOSED, _LINK),
    (_S.CONFIRMED, _A.ASK): (_S.ASKED, _LINK),
    (_S.ASKED, _A.ACCEPT): (_S.ACCEPTED, _SELF),
    (_S.ASKED, _A.REFUSE): (_S.DECLINED, _SELF),
    (_S.ASKED, _A.NOT_NOW): (_S.NOT_NOW, _SELF),
    (_S.NOT_NOW, _A.PROPOSE_AGAIN): (_S.PROPOSED, _CLOCK),
    (_S.ACCEPTED, _A.PRESENT): (_S.PRESENTED, _LINK),
    (_S.PRESENTED, _A.MEET): (_S.MEETING, _PEOPLE),
    (_S.MEETING, _A.TRY): (_S.TRIAL, _PEOPLE),
    **{(state, _A.HIRE): (_S.HIRED, _PEOPLE) for state in (_S.PRESENTED, _S.MEETING, _S.TRIAL)},
    **{
        (state, _A.NOT_HIRE): (_S.NOT_HIRED, _PEOPLE)
        for state in (_S.PRESENTED, _S.MEETING, _S.TRIAL)
    },
    **{(state, _A.WITHDRAW): (_S.WITHDRAWN, _SELF) for state in _AFTER_ASKING},
    **{(state, _A.LAPSE): (_S.LAPSED, _CLOCK) for state in (_S.PROPOSED, _S.NEEDS_INFO)},
    **{
        (state, _A.MAKE_OBSOLETE): (_S.OBSOLETE, _CLOCK)
        for state in (*_BEFORE_THE_PERSON, *_AFTER_ASKING[:-1], _S.NOT_NOW)
    },
}
"""Every move there is: (state, action) to (new state, who may)."""

UNDECIDED = frozenset({_S.PROPOSED, _S.NEEDS_INFO})


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded move."""

    suggestion: SuggestionId
    action: Action
    before: SuggestionState
    after: SuggestionState
    actor: Actor
    by: str
    at: datetime
    reason: DeclineReason | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One pair that a run proposed, with the score it got and why.

    Parameters
    ----------
    title
        Title of the opening, else of the step in Swedish, as it was shown.
    rank
        1 for the first of its list.
    score
        In [0, 1]; the sum of ``contributions``.
    contributions
        Weighted feature values by name.
    explanation
        The reasons as they were shown, ready for JSON: a list stays as it was read.
    version
        Counts the moves; two people who move the same version are told about each other.
    """

    id: SuggestionId
    run: RunId
    participant: ParticipantCode
    opening: OpeningId | None
    step: StepId | None
    title: str
    rank: int
    score: float
    band: Band
    contributions: Mapping[str, float]
    explanation: Mapping[str, object]
    state: SuggestionState = SuggestionState.PROPOSED
    version: int = 0

    def move(
        self,
        action: Action,
        *,
        actor: Actor,
        by: str,
        at: datetime,
        reason: DeclineReason | None = None,
        note: str | None = None,
    ) -> tuple[Suggestion, Decision]:
        """Return the moved suggestion and the record of the move.

        Raises
        ------
        InvalidTransition
            The move does not exist from here, or this actor may not make it.
        InputError
            A decline without a reason, or a move without a name.
        """
        known = MOVES.get((self.state, action))
        if known is None or actor not in known[1]:
            raise InvalidTransition(
                f"A suggestion that is {self.state} cannot be moved by '{action}' "
                f"as {actor}. Reload the page to see where it stands now."
            )
        if not by.strip():
            raise InputError("A decision needs the name of the person who makes it.")
        if action is Action.DECLINE and reason is None:
            raise InputError("A decline needs a reason. Choose one from the list.")
        after = known[0]
        decision = Decision(self.id, action, self.state, after, actor, by, at, reason, note)
        return replace(self, state=after, version=self.version + 1), decision

    def confirm(self, *, by: str, at: datetime) -> tuple[Suggestion, Decision]:
        """Confirm as a LinkWorker; takes no place."""
        return self.move(Action.CONFIRM, actor=Actor.LINKWORKER, by=by, at=at)

    def decline(
        self, *, by: str, at: datetime, reason: DeclineReason
    ) -> tuple[Suggestion, Decision]:
        """Decline as a LinkWorker, with a reason."""
        return self.move(Action.DECLINE, actor=Actor.LINKWORKER, by=by, at=at, reason=reason)
