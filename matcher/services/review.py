"""A LinkWorker decides on a suggestion: confirm, decline with a reason, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit_entries import decided
from matcher.domain.periods import STANDARD
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.ids import SuggestionId
    from matcher.domain.periods import Periods
    from matcher.domain.suggestion import Decision, DeclineReason, Suggestion
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

    Move = Callable[[Suggestion, Signature, Decision | None], tuple[Suggestion, Decision]]


class ReviewService:
    """Each call is one transaction: load, move, record, commit."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        now: Callable[[], datetime],
        periods: Periods = STANDARD,
    ) -> None:
        self._units = units
        self._now = now
        self._periods = periods

    def confirm(self, suggestion_id: SuggestionId, *, by: str, seen_version: int) -> Suggestion:
        """Confirm a suggestion; it takes no place.

        Parameters
        ----------
        by
            Name of the person who decides.
        seen_version
            The version that the person was looking at.

        Raises
        ------
        NotFound, InvalidTransition
            There is none, or it cannot be confirmed now.
        Conflict
            Somebody moved it meanwhile.
        """
        return self._move(
            suggestion_id,
            lambda before, signed, _: before.move(Action.CONFIRM, signed),
            by=by,
            seen_version=seen_version,
        )

    def decline(
        self,
        suggestion_id: SuggestionId,
        *,
        by: str,
        seen_version: int,
        reason: DeclineReason | None,
        note: str | None = None,
    ) -> Suggestion:
        """Decline with a reason; the person never saw the suggestion and is told nothing.

        Raises
        ------
        InputError
            No reason was given.
        NotFound, InvalidTransition, Conflict
            As for :meth:`confirm`.
        """
        return self._move(
            suggestion_id,
            lambda before, signed, _: before.move(Action.DECLINE, signed, reason=reason, note=note),
            by=by,
            seen_version=seen_version,
        )

    def undo(self, suggestion_id: SuggestionId, *, by: str, seen_version: int) -> Suggestion:
        """Take a confirm or decline back, within the undo window.

        Raises
        ------
        DecisionError
            The window is over.
        NotFound, InvalidTransition, Conflict
            As for :meth:`confirm`.
        """
        return self._move(
            suggestion_id,
            lambda before, signed, last: before.undo(signed, last, self._periods),
            by=by,
            seen_version=seen_version,
        )

    def can_undo(self, suggestion: Suggestion, last: Decision | None) -> bool:
        """Say whether a LinkWorker can take the last decision on a suggestion back now."""
        return suggestion.can_undo(last, self._now(), self._periods)

    def _move(
        self, suggestion_id: SuggestionId, move: Move, *, by: str, seen_version: int
    ) -> Suggestion:
        with self._units(write=True) as unit:
            before = unit.suggestions.get(suggestion_id)
            if unit.participants.get(before.participant).protected_identity:
                raise NotFound(f"There is no suggestion {suggestion_id}.")
            last = _last_decision(unit, before)
            if before.version != seen_version:
                who = f" by {last.by} at {last.at:%Y-%m-%d %H:%M}" if last else ""
                raise Conflict(
                    f"This suggestion was changed{who} and is now '{before.state}'. "
                    "Nothing was saved; look at it again."
                )
            signed = Signature(Role.LINKWORKER, by, self._now())
            after, decision = move(before, signed, last)
            unit.suggestions.save(after, decision)
            unit.audit.append(decided(decision, after.participant))
            unit.commit()
        return after


def _last_decision(unit: UnitOfWork, suggestion: Suggestion) -> Decision | None:
    return next(
        (
            row.decision
            for row in unit.suggestions.decisions(suggestion.participant)
            if row.decision.suggestion == suggestion.id
        ),
        None,
    )
