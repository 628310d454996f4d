"""A person withdraws: from one job, from all that an employer was told, or from everything.

It holds in the transaction it is recorded in: the slot or the place is free, the employer may be
told nothing more, what waits to be told is cancelled, and links about it are closed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import follow_up_moved
from matcher.domain.disclosure_entries import permission_withdrawn
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.placement import EndedEarlyReason, Party
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.permission import Ended, FieldGroup, Withdrawal
from matcher.domain.role import Role
from matcher.domain.suggestion import SUGGESTION, Action, SuggestionState
from matcher.services.review.ending import End, end_trial
from matcher.services.review.line import THE_SYSTEM, record
from matcher.services.review.not_needed import drop_all_to, drop_telling
from matcher.services.review.permitting import take_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import AnswerMode, Suggestion
    from matcher.ports import PutMessages, UnitOfWork

_ASKING = frozenset({FollowUpState.DUE, FollowUpState.OVERDUE})
REACHED_EMPLOYER = frozenset(
    {SuggestionState.PRESENTED, SuggestionState.MEETING, SuggestionState.TRIAL}
)


def withdraw(
    unit: UnitOfWork,
    before: Suggestion,
    signed: Signature,
    mode: AnswerMode | None,
    trial: End | None = None,
) -> tuple[Suggestion, tuple[Message, ...]]:
    """Withdraw a person from one job; returns what it is now and who has to be told.

    Raises
    ------
    InvalidTransition
        Nobody has asked the person, or it is over.
    """
    after, decision = before.move(Action.WITHDRAW, signed, mode=mode)
    record(unit, before, after, decision)
    take_back(unit, after, signed, mode)
    close_links(unit, after, signed)
    if before.state is SuggestionState.TRIAL:
        today = signed.at.date()
        end = trial or End(Party.PARTICIPANT, EndedEarlyReason.WANTS_OTHER, today)
        end_trial(unit, before, signed, end)
    if before.state not in REACHED_EMPLOYER:
        return after, ()
    facts = {"suggestion": str(after.id), "title": after.title}
    return after, (Message(Recipient.EMPLOYER, after.opening or "", Template.WITHDRAWN, facts),)


def close_links(unit: UnitOfWork, suggestion: Suggestion, signed: Signature) -> None:
    """Close what was handed out about a suggestion."""
    for link in unit.answer_links.of(suggestion.id):
        unit.answer_links.use(link.digest, signed.at)


class Withdrawals:
    """Withdraws from several jobs at once, within a transaction that goes on.

    Parameters
    ----------
    put_messages
        Keeps what employers have to be told.
    """

    def __init__(self, put_messages: PutMessages) -> None:
        self._put_messages = put_messages

    def from_openings(
        self,
        unit: UnitOfWork,
        code: ParticipantCode,
        opening: OpeningId | None,
        signed: Signature,
        mode: AnswerMode | None,
    ) -> Ended:
        """Withdraw from an opening, or from all, whatever the person was asked or said yes to.

        Returns
        -------
        Ended
            How many suggestions, and messages that would still have told an employer.
        """
        dropped = drop_telling(unit, code, opening, signed)
        mine = [
            one
            for one in unit.suggestions.current(code)
            if opening in (None, one.opening)
            and SUGGESTION.may(one.state, Action.WITHDRAW, signed.role)
        ]
        messages: list[Message] = []
        for before in mine:
            messages += withdraw(unit, before, signed, mode)[1]
        self._put_messages(unit, messages, by=signed.by, at=signed.at)
        return Ended(len(mine), dropped)

    def from_everything(self, unit: UnitOfWork, code: ParticipantCode, signed: Signature) -> int:
        """End every suggestion, permission, question and message about a person.

        A job that she has goes on: her place stays taken, and nobody asks how it goes.

        Returns
        -------
        int
            How many suggestions that ended.
        """
        withdrawal = Withdrawal(code, None, FieldGroup.CODE, None, signed.by, signed.at)
        for one in unit.permissions.withdraw(withdrawal):
            unit.audit.append(permission_withdrawn(one, withdrawal))
        drop_all_to(unit, code, signed)
        _stop_following(unit, code, signed)
        ended = self.from_openings(unit, code, None, signed, None)
        return ended.suggestions + self._make_obsolete(unit, unit.suggestions.current(code), signed)

    def _make_obsolete(
        self, unit: UnitOfWork, suggestions: Sequence[Suggestion], signed: Signature
    ) -> int:
        by_system = replace(signed, role=Role.SYSTEM, by=THE_SYSTEM)
        mine = [
            one
            for one in suggestions
            if SUGGESTION.may(one.state, Action.MAKE_OBSOLETE, Role.SYSTEM)
        ]
        for before in mine:
            after, decision = before.move(Action.MAKE_OBSOLETE, by_system)
            record(unit, before, after, decision)
            close_links(unit, after, signed)
        return len(mine)


def _stop_following(unit: UnitOfWork, code: ParticipantCode, signed: Signature) -> None:
    by_system = replace(signed, role=Role.SYSTEM, by=THE_SYSTEM)
    for placement in unit.placements.of(code):
        unit.follow_ups.drop_scheduled(placement.id)
        for one in unit.follow_ups.of(placement.id):
            if one.state in _ASKING:
                left = one.waive(by_system, signed.at.date(), WaiveReason.LEFT_PROGRAMME)
                unit.follow_ups.save(left)
                unit.audit.append(follow_up_moved(left, "waive", by_system, code))
