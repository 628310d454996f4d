"""Everything that is asked about the ways of one person, answered by one computation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.planning.gaps.person import person_gaps
from matcher.planning.pathway.costs import in_ease, in_weeks
from matcher.planning.pathway.moves import Moves
from matcher.planning.pathway.search import best_ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.domain.ids import StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.language import Swedish
    from matcher.planning.gaps.person import StepGap
    from matcher.planning.gaps.standing import Judging
    from matcher.planning.pathway.legs import Leg, Way
    from matcher.planning.pathway.moves import RegisterWay
    from matcher.ranking.catalogue import Card, Profile


@dataclass(frozen=True)
class Ground:
    """What the ways of a person are found on.

    Parameters
    ----------
    profile
        The person.
    steps
        Cards of all steps that are not retired.
    openings
        Cards of open jobs, each with its places.
    register
        Ways between steps by JobTech; none when it is not imported.
    """

    profile: Profile
    steps: Sequence[Card]
    openings: Sequence[tuple[Card, int]]
    ladders: Ladders
    register: tuple[RegisterWay, ...]
    judging: Judging

    def with_swedish(self, swedish: Swedish) -> Ground:
        """Return the same with other Swedish."""
        person = replace(self.profile.person, swedish=swedish)
        return replace(self, profile=replace(self.profile, person=person))

    def answer(self) -> Answer:
        """Find what lies before every step, and all moves."""
        found = person_gaps(self.profile, self.steps, self.openings, self.judging)
        gaps = {gap.step.id: gap for gap in found}
        moves = Moves(self.profile.person, gaps, self.judging)
        return Answer(gaps, moves.all(self.ladders, self.register))


@dataclass(frozen=True)
class Answer:
    """All moves of a person.

    Parameters
    ----------
    gaps
        What lies between her and each step, by step.
    """

    gaps: Mapping[StepId, StepGap]
    legs: tuple[Leg, ...]

    def quickest(self, goal: StepId, most: int) -> tuple[Way, ...]:
        """Return the ways that take the least weeks; the longer end of a range counts."""
        return best_ways(self.legs, goal, in_weeks, most)

    def likeliest(self, goal: StepId, most: int) -> tuple[Way, ...]:
        """Return the ways that are made most easily, see :class:`~.legs.Ease`."""
        return best_ways(self.legs, goal, in_ease, most)
