"""Room of openings, placements, follow-ups, and commands that were done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.domain.command import Done
    from matcher.domain.follow_up import FollowUp
    from matcher.domain.ids import OpeningId, ParticipantCode, PlacementId, SuggestionId
    from matcher.domain.machines.follow_up import FollowUpState
    from matcher.domain.opening import OpeningState
    from matcher.domain.participant import ParticipantState
    from matcher.domain.periods import FollowUpPoint
    from matcher.domain.placement import Placement
    from matcher.domain.room import Room, Taker
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion


class Rooms(Protocol):
    """Places and slots of openings: each is taken by one conditional update, or not at all."""

    def get(self, opening: OpeningId) -> Room:
        """Return how things stand; raises :class:`matcher.errors.NotFound`."""
        ...

    def take_slot(self, opening: OpeningId) -> bool:
        """Take a presentation slot of an own opening that is open; say whether there was one."""
        ...

    def free_slot(self, opening: OpeningId) -> None:
        """Give a slot back; a lead has none."""
        ...

    def take_place(self, opening: OpeningId) -> bool:
        """Take a place of an own opening that is open or paused; say whether there was one.

        With the last one an open opening is full, in the same statement.
        """
        ...

    def free_place(self, opening: OpeningId) -> None:
        """Give a place back; a full opening is open again, in the same statement."""
        ...

    def move(self, opening: OpeningId, before: Room, after: OpeningState) -> bool:
        """Put an opening into another state unless it has been changed; say whether it was."""
        ...

    def last_taker(self, opening: OpeningId) -> Taker | None:
        """Return who filled a place last."""
        ...

    def last_in_line(self, opening: OpeningId) -> Taker | None:
        """Return who confirmed somebody for the opening last."""
        ...

    def in_line(self, opening: OpeningId) -> tuple[Suggestion, ...]:
        """Return the suggestions of an opening that are decided on and not placed, by id."""
        ...

    def drop_undecided(self, opening: OpeningId) -> None:
        """Make suggestions of an opening that nobody has decided on obsolete."""
        ...


class Placements(Protocol):
    """Who is, was, or will be at which job."""

    def get(self, placement_id: PlacementId) -> Placement:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def of(self, code: ParticipantCode) -> tuple[Placement, ...]:
        """Return those of a person, the newest first."""
        ...

    def of_suggestion(self, suggestion: SuggestionId) -> Placement | None:
        """Return the one that a suggestion led to."""
        ...

    def started(self) -> tuple[Placement, ...]:
        """Return those that have started and are not said to be ongoing, by id."""
        ...

    def taken(self, placement_id: PlacementId) -> Taker:
        """Return who placed the person, and when."""
        ...

    def add(self, placement: Placement, signed: Signature) -> None:
        """Store a new one.

        Raises
        ------
        Conflict
            The person has another place; the message says who recorded it, and when.
        DecisionError
            There is no confirm or no yes on record.
        """
        ...

    def save(self, placement: Placement) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``placement.version - 1``.
        """
        ...

    def place(
        self, code: ParticipantCode, before: ParticipantState, after: ParticipantState
    ) -> None:
        """Move a person between "active" and "placed".

        Raises
        ------
        Conflict
            The person is in another state by now.
        """
        ...


class FollowUps(Protocol):
    """When one asks how a placement goes."""

    def of(self, placement: PlacementId) -> tuple[FollowUp, ...]:
        """Return those of a placement, by day."""
        ...

    def get(self, placement: PlacementId, point: FollowUpPoint) -> FollowUp:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def put(self, follow_ups: Sequence[FollowUp]) -> None:
        """Store new ones in place of those of the same placement that are only scheduled."""
        ...

    def save(self, follow_up: FollowUp) -> None:
        """Store a move; raises :class:`matcher.errors.Conflict` as for placements."""
        ...

    def waiting(self, state: FollowUpState, until: date) -> tuple[FollowUp, ...]:
        """Return those in a state whose day has come, by day."""
        ...

    def drop_scheduled(self, placement: PlacementId) -> int:
        """Take out those that nobody has to ask any more; return how many."""
        ...


class Commands(Protocol):
    """What commands with a key led to."""

    def find(self, key: str) -> Done | None:
        """Return what was done under a key."""
        ...

    def keep(self, key: str, done: Done) -> None:
        """Keep what was done; raises :class:`matcher.errors.Conflict` when the key is taken."""
        ...
