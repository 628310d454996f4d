"""Fakes of suggestions, and of the room that openings have for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.machines.suggestion import IN_LINE
from matcher.domain.opening import OpeningState
from matcher.domain.room import Room, Taker
from matcher.domain.run import RunKind
from matcher.domain.suggestion import UNDECIDED, Action, SuggestionState
from matcher.domain.views import DecisionRow
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fakes_rows import Rows

    from matcher.domain.run import Run
    from matcher.domain.suggestion import Decision, Suggestion


STANDING = frozenset(
    {
        SuggestionState.CONFIRMED,
        SuggestionState.ASKED,
        SuggestionState.ACCEPTED,
        SuggestionState.PRESENTED,
        SuggestionState.MEETING,
        SuggestionState.TRIAL,
        SuggestionState.HIRED,
    }
)


class MemorySuggestions:
    """:class:`matcher.ports.Suggestions`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, run: Run, suggestions: Sequence[Suggestion]) -> None:
        people = {suggestion.participant for suggestion in suggestions}
        people |= {run.participant} if run.participant is not None else set()
        standing = {_pair(one) for one in self._rows.suggestions.values() if one.state in STANDING}
        self._rows.runs[run.id] = run
        for one in list(self._rows.suggestions.values()):
            asked = run.kind is not RunKind.OPENING or one.opening == run.opening
            if one.participant in people and one.state in UNDECIDED and asked:
                self._rows.suggestions[one.id] = _obsolete(one)
        for one in suggestions:
            overtaken = _pair(one) in standing and one.state in UNDECIDED
            self._rows.suggestions[one.id] = _obsolete(one) if overtaken else one

    def get(self, suggestion_id: str) -> Suggestion:
        if suggestion_id not in self._rows.suggestions:
            raise NotFound(f"There is no suggestion {suggestion_id}. Go back to the list.")
        return self._rows.suggestions[suggestion_id]

    def run(self, run_id: str) -> Run:
        if run_id not in self._rows.runs:
            raise NotFound(f"There is no run {run_id}.")
        return self._rows.runs[run_id]

    def current(self, code: str) -> tuple[Suggestion, ...]:
        mine = [
            one
            for one in self._rows.suggestions.values()
            if one.participant == code and one.state is not SuggestionState.OBSOLETE
        ]
        return tuple(sorted(mine, key=lambda one: (one.state in UNDECIDED, one.rank, one.id)))

    def save(self, suggestion: Suggestion, decision: Decision) -> None:
        if (decision.suggestion, decision.after) != (suggestion.id, suggestion.state):
            raise ValueError(f"the decision does not fit suggestion {suggestion.id}")
        stored = self.get(suggestion.id)
        if (stored.version, stored.state) != (suggestion.version - 1, decision.before):
            last = next(
                (one for one in reversed(self._rows.decisions) if one.suggestion == stored.id), None
            )
            who = f"{last.by} at {last.at:%H:%M}" if last else "a newer run"
            raise Conflict(f"{who} was first; it is {stored.state} now.")
        self._rows.suggestions[suggestion.id] = suggestion
        self._rows.decisions.append(decision)

    def history(self, suggestion_id: str) -> tuple[Decision, ...]:
        return tuple(one for one in self._rows.decisions if one.suggestion == suggestion_id)

    def hand_over(self, suggestion: Suggestion) -> None:
        if self.get(suggestion.id).version != suggestion.version - 1:
            raise Conflict("Somebody was first.")
        self._rows.suggestions[suggestion.id] = suggestion

    def decisions(self, code: str) -> tuple[DecisionRow, ...]:
        about = [
            (decision, self._rows.suggestions[decision.suggestion])
            for decision in reversed(self._rows.decisions)
        ]
        mine = [DecisionRow(one, of.title) for one, of in about if of.participant == code]
        return tuple(sorted(mine, key=lambda row: row.decision.at, reverse=True))


class MemoryRooms:
    """The part of :class:`matcher.ports.Rooms` that the review needs, counted from the rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, opening_id: str) -> Room:
        if opening_id not in self._rows.openings:
            raise NotFound(f"There is no opening {opening_id}. Check its id.")
        one = self._rows.openings[opening_id]
        in_line = sum(
            s.opening == opening_id and s.state in IN_LINE for s in self._rows.suggestions.values()
        )
        return Room(one.kind, one.state, one.places, 0, one.presentation_slots, in_line, 1)

    def take_slot(self, opening_id: str) -> bool:
        room = self.get(opening_id)
        return room.state is OpeningState.OPEN and room.slots_taken < room.slots

    def free_slot(self, opening_id: str) -> None:
        self.get(opening_id)

    def last_in_line(self, opening_id: str) -> Taker | None:
        confirms = [
            one
            for one in self._rows.decisions
            if one.action is Action.CONFIRM
            and self._rows.suggestions[one.suggestion].opening == opening_id
        ]
        return Taker(confirms[-1].by, confirms[-1].at) if confirms else None


def _pair(one: Suggestion) -> tuple[str, str | None, str | None]:
    return one.participant, one.opening, one.step if one.opening is None else None


def _obsolete(one: Suggestion) -> Suggestion:
    return replace(one, state=SuggestionState.OBSOLETE, version=one.version + 1)
