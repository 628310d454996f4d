"""What was suggested and decided: jobs, and concepts for what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from matcher.domain.concept_suggestion import ConceptMove, ConceptMoved, ConceptSuggestion
    from matcher.domain.ids import ParticipantCode, RunId, SuggestionId
    from matcher.domain.run import Run
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.domain.views import DecisionRow


class Suggestions(Protocol):
    """Runs, what they suggested, and what people decided."""

    def add(self, run: Run, suggestions: Sequence[Suggestion]) -> None:
        """Store a run; earlier undecided suggestions for the same person become obsolete."""
        ...

    def get(self, suggestion_id: SuggestionId) -> Suggestion:
        """Return one as it is now; raises :class:`matcher.errors.NotFound`."""
        ...

    def run(self, run_id: RunId) -> Run:
        """Return a run; raises :class:`matcher.errors.NotFound`."""
        ...

    def current(self, code: ParticipantCode) -> tuple[Suggestion, ...]:
        """Return a person's suggestions that are not obsolete, decided ones first, then by rank."""
        ...

    def save(self, suggestion: Suggestion, decision: Decision) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first; the message
            says who and when.
        """
        ...

    def decisions(self, code: ParticipantCode) -> tuple[DecisionRow, ...]:
        """Return the decisions about a person, newest first."""
        ...

    def history(self, suggestion_id: SuggestionId) -> tuple[Decision, ...]:
        """Return the decisions on one suggestion, oldest first."""
        ...

    def hand_over(self, suggestion: Suggestion) -> None:
        """Store to whom a suggestion was handed over; raises as :meth:`save`."""
        ...


class ConceptSuggestions(Protocol):
    """Concepts suggested for words of one organisation: those of its people, or its openings."""

    def of(self, whose: str) -> tuple[ConceptSuggestion, ...]:
        """Return those of a person or an opening, by words, the surest first."""
        ...

    def undecided(self) -> tuple[ConceptSuggestion, ...]:
        """Return all that are to be decided on, by whose they are, the surest first."""
        ...

    def get(self, whose: str, suggestion_id: str) -> ConceptSuggestion:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def moves(self, whose: str) -> tuple[ConceptMoved, ...]:
        """Return every move of those of a person or an opening, the first one first."""
        ...

    def renew(
        self,
        suggestions: Mapping[str, Sequence[ConceptSuggestion]],
        *,
        by: str | None,
        at: datetime,
    ) -> None:
        """Replace, by whose they are, what nobody has touched; what a person moved stays.

        What is new and what goes is kept among the moves, with who asked and when.
        """
        ...

    def save(self, suggestion: ConceptSuggestion, move: ConceptMove) -> None:
        """Store a suggestion after a move, and the move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first.
        """
        ...
