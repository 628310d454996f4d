"""About a person beside the profile: her way, who looked, and codes she had before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.look import Look
    from matcher.domain.merged import MergedCode
    from matcher.domain.participant_move import ParticipantMove


class ParticipantMoves(Protocol):
    """Moves of people's places in the programme."""

    def add(self, move: ParticipantMove) -> None:
        """Record a move."""
        ...

    def of(self, code: ParticipantCode) -> tuple[ParticipantMove, ...]:
        """Return the moves of a person, the first one first."""
        ...


class PersonViews(Protocol):
    """Who looked at whom, once an hour for each who and what."""

    def is_noted(self, code: ParticipantCode, by: str, what: str, at: datetime) -> bool:
        """Say whether that somebody looked is on record for this hour."""
        ...

    def note(self, code: ParticipantCode, by: str, what: str, at: datetime) -> None:
        """Record that somebody looked; in the same hour once more changes nothing."""
        ...

    def of(self, code: ParticipantCode) -> tuple[Look, ...]:
        """Return who looked at a person, the newest first."""
        ...


class MergedCodes(Protocol):
    """Two rows about one person made one, and the codes that went."""

    def counts(self, code: ParticipantCode) -> Mapping[str, int]:
        """Return how many rows of each history would be moved from a person."""
        ...

    def merge(self, merged: MergedCode) -> None:
        """Move every history to the code that stays, and take the other person out."""
        ...

    def into(self, codes: Collection[str]) -> Mapping[str, ParticipantCode]:
        """Return which of some codes were merged, and into which."""
        ...

    def of(self, code: ParticipantCode) -> tuple[MergedCode, ...]:
        """Return the codes that were merged into one."""
        ...
