"""A LinkWorker decides on a suggestion: confirm, decline, ask for a fact, hand over, undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import handed_over
from matcher.domain.command import Command
from matcher.domain.ids import SuggestionId
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import UNDECIDED, Action
from matcher.errors import InputError, InvalidTransition
from matcher.services.review.line import record
from matcher.services.review.loading import last_decision, load
from matcher.services.review.moving import outcome_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.command import Outcome, Request
    from matcher.domain.suggestion import Decision, DeclineReason, Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

    Move = Callable[[Suggestion, Signature, Decision | None], tuple[Suggestion, Decision]]


_NAME_SOMEBODY = "Name the colleague who takes over."


class ReviewService:
    """The review of suggestions; there is a bulk decline, and no bulk confirm."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def confirm(self, request: Request) -> Outcome:
        """Confirm a suggestion; it takes a presentation slot of an own opening, and no place.

        Raises
        ------
        NotFound, InvalidTransition
            There is none, or it cannot be confirmed now.
        OpeningFull
            No slot or no place is left; says who took the last one and when.
        Conflict
            Somebody moved it meanwhile.
        """
        return self._move(
            Action.CONFIRM, request, lambda before, signed, _: before.move(Action.CONFIRM, signed)
        )

    def decline(
        self, request: Request, reason: DeclineReason | None, note: str | None = None
    ) -> Outcome:
        """Decline with a reason; the person never saw the suggestion and is told nothing.

        Raises
        ------
        InputError
            No reason was given.
        NotFound, InvalidTransition, Conflict
            As for :meth:`confirm`.
        """
        return self._move(
            Action.DECLINE,
            request,
            lambda before, signed, _: before.move(Action.DECLINE, signed, reason=reason, note=note),
            reason=reason,
            note=note,
        )

    def decline_many(
        self,
        seen: Sequence[tuple[SuggestionId, int]],
        *,
        by: str,
        reason: DeclineReason | None,
        key: str | None = None,
    ) -> Outcome:
        """Decline several for one reason, all or none; raises as :meth:`decline`."""
        if not seen:
            raise InputError("Choose at least one suggestion to decline.", code="decline.none")
        command = Command("suggestion.decline_many", by, {"seen": seen, "reason": reason}, key)

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            signed = Signature(Role.LINKWORKER, by, at)
            declined = []
            for suggestion_id, version in seen:
                before = load(unit, suggestion_id, version)
                after, decision = before.move(Action.DECLINE, signed, reason=reason)
                record(unit, before, after, decision)
                declined.append(after)
            return outcome_of(declined[0], also=tuple(one.id for one in declined[1:]))

        return self._commands.run(command, act)

    def undo(self, request: Request) -> Outcome:
        """Take a confirm or decline back, within the undo window; a slot is given back.

        Raises
        ------
        DecisionError
            The window is over.
        NotFound, InvalidTransition, Conflict
            As for :meth:`confirm`.
        """
        return self._move(
            Action.UNDO,
            request,
            lambda before, signed, last: before.undo(signed, last, self._commands.periods),
        )

    def need_info(self, request: Request, note: str | None = None) -> Outcome:
        """Put it aside until a fact is known; raises as :meth:`confirm`."""
        return self._move(
            Action.NEED_INFO,
            request,
            lambda before, signed, _: before.move(Action.NEED_INFO, signed, note=note),
            note=note,
        )

    def give_info(self, request: Request) -> Outcome:
        """Bring it back to review, the fact being known now; raises as :meth:`confirm`."""
        return self._move(
            Action.GIVE_INFO,
            request,
            lambda before, signed, _: before.move(Action.GIVE_INFO, signed),
        )

    def hand_over(self, request: Request, to: str) -> Outcome:
        """Hand an undecided suggestion to a colleague, who is told and may now see the person.

        Parameters
        ----------
        to
            Name or login of an active LinkWorker of the organisation.

        Raises
        ------
        InputError
            Nobody was named, or oneself, or nobody who is a LinkWorker here and active.
        NotFound, InvalidTransition, Conflict
            As for :meth:`confirm`; what is decided is handed over with the person, and only a
            LinkWorker hands over.
        """
        if request.role is not Role.LINKWORKER:
            raise InvalidTransition(
                f"As {request.role} nobody hands a suggestion over. Nothing was saved. Ask a "
                "LinkWorker to do it."
            )
        wanted = " ".join(to.split())
        if not wanted:
            raise InputError(_NAME_SOMEBODY, code="colleague.name")

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            colleague = _colleague(unit, wanted, request.by)
            before = load(unit, SuggestionId(request.about), request.seen_version)
            if before.state not in UNDECIDED:
                raise InvalidTransition(
                    f"This suggestion is '{before.state}'; only an undecided one is handed over. "
                    "Nothing was saved. Undo the decision first, or leave it with who decided.",
                    code="hand_over.decided",
                )
            after = replace(before, handed_to=colleague, version=before.version + 1)
            unit.suggestions.hand_over(after)
            unit.audit.append(handed_over(after, request.signed(at)))
            facts = {"suggestion": str(after.id), "title": after.title, "from": request.by}
            told = Message(Recipient.LINKWORKER, colleague, Template.HANDED_OVER, facts)
            return outcome_of(after, messages=(told,))

        return self._commands.run(request.command("suggestion.hand_over", to=wanted), act)

    def can_undo(self, suggestion: Suggestion, last: Decision | None) -> bool:
        """Say whether a LinkWorker can take the last decision on a suggestion back now."""
        return suggestion.can_undo(last, self._commands.now(), self._commands.periods)

    def _move(self, action: Action, request: Request, move: Move, **said: object) -> Outcome:
        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            before = load(unit, SuggestionId(request.about), request.seen_version)
            after, decision = move(before, request.signed(at), last_decision(unit, before))
            record(unit, before, after, decision)
            return outcome_of(after)

        return self._commands.run(request.command(f"suggestion.{action.value}", **said), act)


def _colleague(unit: UnitOfWork, wanted: str, by: str) -> str:
    """Return the name of the one active LinkWorker whom a name or login stands for."""
    active = [
        one.user for one in unit.accounts.all() if one.user.active and Role.LINKWORKER in one.roles
    ]
    found = [user for user in active if wanted.casefold() in {user.login, user.name.casefold()}]
    names = {user.name for user in found}
    if not found:
        raise InputError(
            f"There is no active LinkWorker '{wanted}' here. {_NAME_SOMEBODY} Nothing was saved.",
            code="colleague.unknown",
            name=wanted,
        )
    if len([user for user in active if user.name in names]) > 1:
        raise InputError(
            f"'{wanted}' is not the name of one LinkWorker only. Let an administrator give one of "
            "them another name first. Nothing was saved.",
            code="colleague.several",
            name=wanted,
        )
    [name] = names
    if name == by:
        raise InputError(f"{_NAME_SOMEBODY} Nothing was saved.", code="colleague.name")
    return name
