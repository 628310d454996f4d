"""What the commands on one suggestion have in common: load, move, record, say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.command import Outcome
from matcher.domain.ids import SuggestionId
from matcher.domain.room import Taker
from matcher.errors import InvalidTransition
from matcher.services.review.loading import last_decision, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.command import Request
    from matcher.domain.message import Message
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

    Step = Callable[[UnitOfWork, Suggestion, Signature], Outcome]


def on_suggestion(
    commands: Commands,
    name: str,
    request: Request,
    step: Step,
    *,
    whenever: bool = False,
    **payload: object,
) -> Outcome:
    """Run a command on the suggestion that a request is about, as it was seen.

    Parameters
    ----------
    whenever
        It counts whatever was done since it was seen.

    Raises
    ------
    NotFound, OpeningFull, Conflict
        As :func:`matcher.services.review.loading.load`, or the key stands for another command.
    InvalidTransition
        It cannot be moved like that from where it is; says who brought it there and when.
    """

    def act(unit: UnitOfWork, at: datetime) -> Outcome:
        seen = None if whenever else request.seen_version
        before = load(unit, SuggestionId(request.about), seen)
        try:
            return step(unit, before, request.signed(at))
        except InvalidTransition as error:
            last = last_decision(unit, before)
            if last is None:
                raise
            raise InvalidTransition(f"{error} It was changed {Taker(last.by, last.at)}.") from error

    return commands.run(request.command(f"suggestion.{name}", **payload), act)


def outcome_of(
    suggestion: Suggestion,
    *,
    made: str | None = None,
    also: tuple[str, ...] = (),
    messages: tuple[Message, ...] = (),
) -> Outcome:
    """Return what a command led to for a suggestion."""
    return Outcome(
        "suggestion",
        suggestion.id,
        suggestion.state.value,
        suggestion.version,
        made,
        also,
        messages,
    )
