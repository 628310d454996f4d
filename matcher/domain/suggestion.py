"""A suggested job for a person, through its whole life.

Nothing reaches an employer without a named person's confirm and the participant's yes; confirming
takes no place, and a person holds one place at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.backing import backing_needs
from matcher.domain.decision import Decision
from matcher.domain.machines.machine import Need
from matcher.domain.machines.suggestion import (
    SUGGESTION,
    UNDECIDED,
    Action,
    AnswerMode,
    DeclineReason,
    NotHiredReason,
    SuggestionState,
)
from matcher.domain.opening import OpeningKind
from matcher.domain.personal_number import has_personal_number
from matcher.domain.placement import other_place
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from matcher.domain.ids import OpeningId, ParticipantCode, RunId, StepId, SuggestionId
    from matcher.domain.judgement import Band
    from matcher.domain.periods import Periods
    from matcher.domain.placement import Placement

__all__ = [
    "SUGGESTION",
    "UNDECIDED",
    "Action",
    "AnswerMode",
    "Decision",
    "DeclineReason",
    "NotHiredReason",
    "Suggestion",
    "SuggestionState",
]

_SAID_BY_THE_PERSON = frozenset({Action.ACCEPT, Action.REFUSE, Action.NOT_NOW, Action.WITHDRAW})


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
    handed_to
        The colleague who decides instead, when it was handed over.
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
    handed_to: str | None = None

    def move(
        self,
        action: Action,
        signed: Signature,
        *,
        reason: DeclineReason | NotHiredReason | None = None,
        note: str | None = None,
        mode: AnswerMode | None = None,
    ) -> tuple[Suggestion, Decision]:
        """Return the moved suggestion and the record of the move.

        What rests on more than the suggestion itself has its own method: :meth:`undo`,
        :meth:`present`, :meth:`begin_trial` and :meth:`hire`.

        Parameters
        ----------
        reason
            For a decline, and when somebody is not hired.
        note
            In own words, about the job.
        mode
            For a person's answer or withdrawal: how it came to us.

        Raises
        ------
        InvalidTransition
            The move does not exist from here, or this role may not make it.
        InputError
            A reason is missing or does not belong here, or the way an answer came cannot be so.
        DecisionError
            Something the move needs is not there.
        """
        if mode is not None and SUGGESTION.may(self.state, action, signed.role):
            _check_mode(action, signed.role, mode)
        given = () if mode is None else (Need.ANSWER_MODE,)
        return self._move(action, signed, given, reason=reason, note=note, mode=mode)

    def confirm(self, *, by: str, at: datetime) -> tuple[Suggestion, Decision]:
        """Confirm as a LinkWorker; takes no place."""
        return self.move(Action.CONFIRM, Signature(Role.LINKWORKER, by, at))

    def decline(
        self, *, by: str, at: datetime, reason: DeclineReason | None
    ) -> tuple[Suggestion, Decision]:
        """Decline as a LinkWorker, with a reason."""
        return self.move(Action.DECLINE, Signature(Role.LINKWORKER, by, at), reason=reason)

    def undo(
        self, signed: Signature, last: Decision | None, periods: Periods
    ) -> tuple[Suggestion, Decision]:
        """Take a LinkWorker's confirm or decline back.

        Parameters
        ----------
        last
            The decision that led to where the suggestion is.

        Raises
        ------
        InvalidTransition
            It is neither confirmed nor declined, or this role may not.
        DecisionError
            The window is over, or it was the person who said no.
        """
        given = (Need.UNDO_OPEN,) if self.can_undo(last, signed.at, periods) else ()
        return self._move(Action.UNDO, signed, given)

    def can_undo(self, last: Decision | None, now: datetime, periods: Periods) -> bool:
        """Say whether the decision that led here can still be taken back."""
        if last is None or (last.suggestion, last.after) != (self.id, self.state):
            return False
        return SUGGESTION.can_take_back(
            last.before, last.action, decided=last.at, now=now, periods=periods
        )

    def present(
        self, signed: Signature, history: Iterable[Decision], kind: OpeningKind | None
    ) -> tuple[Suggestion, Decision]:
        """Present the person to the employer.

        Parameters
        ----------
        history
            The decisions on this suggestion, oldest first.
        kind
            Of the opening; ``None`` for a step where nothing is open.

        Raises
        ------
        InvalidTransition
            As for :meth:`move`.
        DecisionError
            There is no named confirmer, no yes, or no opening that was agreed with an employer.
        """
        mine = [decision for decision in history if decision.suggestion == self.id]
        given = backing_needs(mine)
        if kind is OpeningKind.OWN and self.opening is not None:
            given |= {Need.OWN_OPENING}
        return self._move(Action.PRESENT, signed, given)

    def begin_trial(
        self, signed: Signature, placements: Iterable[Placement]
    ) -> tuple[Suggestion, Decision]:
        """Begin an agreed trial, which takes the place; otherwise as :meth:`hire`."""
        return self._move(Action.TRY, signed, self._place_needs(placements))

    def hire(
        self, signed: Signature, placements: Iterable[Placement]
    ) -> tuple[Suggestion, Decision]:
        """Hire, which takes the place unless a trial has it already.

        Parameters
        ----------
        placements
            Those of the person.

        Raises
        ------
        InvalidTransition
            As for :meth:`move`.
        DecisionError
            The person holds another place.
        """
        return self._move(Action.HIRE, signed, self._place_needs(placements))

    def _place_needs(self, placements: Iterable[Placement]) -> frozenset[Need]:
        other = other_place(self.participant, placements, besides=self.id)
        return frozenset() if other else frozenset({Need.NO_OTHER_PLACE})

    def _move(
        self,
        action: Action,
        signed: Signature,
        given: Collection[Need],
        *,
        reason: DeclineReason | NotHiredReason | None = None,
        note: str | None = None,
        mode: AnswerMode | None = None,
    ) -> tuple[Suggestion, Decision]:
        after = SUGGESTION.apply(self.state, action, signed.role, reason, given=given)
        if has_personal_number(note or ""):
            raise InputError(
                "A personal identity number is kept nowhere. Take it out of the note.",
                code="personal_number",
            )
        decision = Decision(
            self.id,
            action,
            self.state,
            after,
            signed.role,
            signed.by,
            signed.at,
            reason,
            note,
            mode,
        )
        return replace(self, state=after, version=self.version + 1), decision


def _check_mode(action: Action, role: Role, mode: AnswerMode) -> None:
    if action not in _SAID_BY_THE_PERSON:
        raise InputError(
            f"'{action}' is no answer of the person, so it did not come by '{mode}'. Leave "
            "the way of answering out.",
            code="answer.way",
        )
    if (role is Role.PARTICIPANT) != (mode is AnswerMode.SELF):
        raise InputError(
            f"As {role} an answer cannot come by '{mode}': 'self' is the person alone, "
            "everything else is written down by a LinkWorker. Give the way that fits who "
            "writes it down.",
            code="answer.way",
        )
