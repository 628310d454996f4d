"""Read models of an employer's own pages; never scores, nor how many were not presented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.machines.suggestion import SuggestionState

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import OpeningId, StepId, SuggestionId
    from matcher.domain.opening import OpeningState
    from matcher.domain.relation import Promise

WITH_EMPLOYER = frozenset(
    {
        SuggestionState.PRESENTED,
        SuggestionState.MEETING,
        SuggestionState.TRIAL,
        SuggestionState.HIRED,
    }
)
"""States in which an employer is shown something: the person was presented by somebody."""


@dataclass(frozen=True, slots=True)
class EmployerOpening:
    """An own opening in the list of its employer."""

    id: OpeningId
    title: str
    step: StepId | None
    state: OpeningState
    places: int
    places_taken: int


@dataclass(frozen=True, slots=True)
class Presented:
    """Somebody who was presented to an employer and may be told of today.

    Who it is stands on the person's own page, where what is told is recorded.

    Parameters
    ----------
    since
        When she came to where she stands now.
    asked
        Whether the employer is asked now how it goes.
    """

    suggestion: SuggestionId
    opening: OpeningId
    title: str
    step: StepId | None
    state: SuggestionState
    since: datetime
    asked: bool


@dataclass(frozen=True, slots=True)
class EmployerHome:
    """What somebody of an employer begins with."""

    name: str
    openings: tuple[EmployerOpening, ...]
    presented: tuple[Presented, ...]
    promises: tuple[Promise, ...]

    def of(self, opening: OpeningId) -> tuple[Presented, ...]:
        """Return who was presented for one opening."""
        return tuple(one for one in self.presented if one.opening == opening)
