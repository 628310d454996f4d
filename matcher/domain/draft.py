"""A draft over all places of a programme: who could go where; nothing is decided by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.judgement import Band


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One person who has a place in the draft.

    Parameters
    ----------
    opening, title
        Where.
    score
        In (0, 1], as in a list of suggestions.
    greedy
        The opening she would have if the best pair always came first; ``None`` is none.
    """

    participant: ParticipantCode
    opening: OpeningId
    title: str
    score: float
    band: Band
    greedy: OpeningId | None


@dataclass(frozen=True, slots=True)
class DraftSum:
    """How much a way of sharing out places comes to.

    Parameters
    ----------
    objective
        The sum of the scores of all who have a place.
    placed
        How many those are.
    """

    objective: float
    placed: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Who could go where when all places are looked at together.

    Parameters
    ----------
    people
        How many look for a job and may be in a draft.
    openings, places
        Agreed openings that take people on the day, and the places nobody has.
    pairs
        How many pairs may be suggested: no gate in the way, no no, at least the floor.
    optimal
        The draft: no other one has a higher sum of scores.
    greedy
        What comes of always taking the best pair that is still possible.
    bound
        What the sum of scores cannot exceed, by prices that were checked by themselves.
    rows
        By code.
    """

    day: date
    people: int
    openings: int
    places: int
    pairs: int
    optimal: DraftSum
    greedy: DraftSum
    bound: float
    rows: tuple[DraftRow, ...]
