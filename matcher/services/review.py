"""A LinkWorker decides on a suggestion: confirm, decline with a reason, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.suggestion import Action, Actor
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.ids import SuggestionId
    from matcher.domain.suggestion import DeclineReason, Suggestion
    from matcher.ports import UnitOfWorkFactory


class ReviewService:
    """Each call is one transaction: load, move, record, commit."""

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

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
        return self._move(suggestion_id, Action.CONFIRM, by=by, seen_version=seen_version)

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
            Action.DECLINE,
            by=by,
            seen_version=seen_version,
            reason=reason,
            note=note,
        )

    def undo(self, suggestion_id: SuggestionId, *, by: str, seen_version: int) -> Suggestion:
        """Take a confirm or decline back; errors as for :meth:`confirm`."""
        return self._move(suggestion_id, Action.UNDO, by=by, seen_version=seen_version)

    def _move(
        self,
        suggestion_id: SuggestionId,
        action: Action,
        *,
        by: str,
        seen_version: int,
        reason: DeclineReason | None = None,
        note: str | None = None,
    ) -> Suggestion:
        with self._units(write=True) as unit:
            before = unit.suggestions.get(suggestion_id)
            if unit.participants.get(before.participant).protected_identity:
                raise NotFound(f"There is no suggestion {suggestion_id}.")
            if before.version != seen_version:
                last = next(
                    (
                        row.decision
                        for row in unit.suggestions.decisions(before.participant)
                        if row.decision.suggestion == suggestion_id
                    ),
                    None,
                )
                who = f" by {last.by} at {last.at:%Y-%m-%d %H:%M}" if last else ""
                raise Conflict(
                    f"This suggestion was changed{who} and is now '{before.state}'. "
                    "Nothing was saved; look at it again."
                )
            after, decision = before.move(
                action, actor=Actor.LINKWORKER, by=by, at=self._now(), reason=reason, note=note
            )
            unit.suggestions.save(after, decision)
            unit.commit()
        return after
