"""A fake of suggested concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.concept_suggestion import ConceptState, moved, renewal
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from matcher.domain.concept_suggestion import ConceptMove, ConceptMoved, ConceptSuggestion


class MemoryConcepts:
    """:class:`matcher.ports.ConceptSuggestions`."""

    def __init__(
        self, held: dict[tuple[str, str], ConceptSuggestion], moves: list[ConceptMoved]
    ) -> None:
        self._held, self._moves = held, moves

    def of(self, whose: str) -> tuple[ConceptSuggestion, ...]:
        return self._those(lambda one: one.whose == whose)

    def undecided(self) -> tuple[ConceptSuggestion, ...]:
        return self._those(lambda one: one.state is ConceptState.SUGGESTED)

    def get(self, whose: str, suggestion_id: str) -> ConceptSuggestion:
        if (whose, suggestion_id) not in self._held:
            raise NotFound(f"There is no suggested concept {suggestion_id} for {whose}.")
        return self._held[whose, suggestion_id]

    def moves(self, whose: str) -> tuple[ConceptMoved, ...]:
        return tuple(one for one in self._moves if one.whose == whose)

    def renew(
        self,
        suggestions: Mapping[str, Sequence[ConceptSuggestion]],
        *,
        by: str | None,
        at: datetime,
    ) -> None:
        before = [one for whose in suggestions for one in self.of(whose)]
        found = [one for listed in suggestions.values() for one in listed]
        for one in before:
            if one.version == 0:
                del self._held[one.whose, one.id]
        for one in found:
            self._held.setdefault((one.whose, one.id), one)
        self._moves += renewal(before, found, by, at)

    def save(self, suggestion: ConceptSuggestion, move: ConceptMove) -> None:
        stored = self.get(suggestion.whose, suggestion.id)
        if stored.version != suggestion.version - 1:
            raise Conflict("Somebody else changed this first.")
        self._held[suggestion.whose, suggestion.id] = suggestion
        self._moves.append(moved(suggestion, move, suggestion.by, suggestion.at))

    def _those(self, wanted: Callable[[ConceptSuggestion], bool]) -> tuple[ConceptSuggestion, ...]:
        mine = [one for one in self._held.values() if wanted(one)]
        return tuple(sorted(mine, key=lambda one: (one.whose, one.words, -one.confidence, one.id)))
