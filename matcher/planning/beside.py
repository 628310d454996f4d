"""What public sources say of occupations beside the known ways: skills and job zones.

Every source may be missing. Then nothing is known of any occupation, all candidates take the same
value, and no evidence is given.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.concept import Match, RelationKind
from matcher.planning.skill_profiles import skill_profiles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Occupation
    from matcher.planning.skill_profiles import SkillProfiles

    Table = NDArray[np.float32]

MATCH_WORTH = {Match.EXACT: 1.0, Match.CLOSE: 1.0, Match.NARROW: 0.7, Match.BROAD: 0.7}
"""How well an occupation corresponds to an ESCO occupation."""
SKILL_WORTH = {RelationKind.ESSENTIAL: 1.0, RelationKind.OPTIONAL: 0.5}
"""How much a skill belongs to an ESCO occupation."""
UNKNOWN_ZONE = 0.5
"""Nearness to an occupation whose job zone is not known."""
ZONES_APART = 4
"""Job zones run from 1 (little preparation) to 5 (years of it)."""


@dataclass(frozen=True)
class BesideFacts:
    """What was read, by the ids of the sources.

    Parameters
    ----------
    esco_of
        For each occupation the ESCO occupations it corresponds to, with how well (0 to 1).
    skills_of
        For each ESCO occupation its skills: 1 an essential one, less an optional one.
    zone_of
        For each ESCO occupation its job zone, 1 to 5.
    group_skills
        For each SSYK unit group its skills.
    names
        Names of skills by id, where there are any.
    """

    esco_of: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    skills_of: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    zone_of: Mapping[str, float] = field(default_factory=dict)
    group_skills: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class Beside:
    """The same by number of the occupation.

    Parameters
    ----------
    occupations
        n of them.
    facts
        What was read; nothing when not given.
    """

    def __init__(self, occupations: Sequence[Occupation], facts: BesideFacts | None = None) -> None:
        self._occupations = occupations
        self._facts = facts or BesideFacts()

    @cached_property
    def esco(self) -> tuple[Mapping[str, float], ...]:
        """For each occupation its ESCO occupations.

        One that corresponds to none of which anything is known takes those of the others in its
        SSYK unit group.
        """
        groups: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        own = [self._own(one.id) for one in self._occupations]
        for one, matches in zip(self._occupations, own, strict=True):
            for uri, worth in matches.items():
                groups[one.ssyk][uri] += worth
        return tuple(
            matches or dict(groups.get(one.ssyk, {}))
            for one, matches in zip(self._occupations, own, strict=True)
        )

    def _own(self, concept: str) -> dict[str, float]:
        facts = self._facts
        found = facts.esco_of.get(concept, {})
        return {
            uri: worth
            for uri, worth in found.items()
            if uri in facts.skills_of or uri in facts.zone_of
        }

    @cached_property
    def skills(self) -> SkillProfiles | None:
        """ESCO skills: the mean of the ESCO occupations."""
        found = []
        for matches in self.esco:
            mixed: dict[str, float] = defaultdict(float)
            for uri, worth in matches.items():
                for skill, share in self._facts.skills_of.get(uri, {}).items():
                    mixed[skill] += worth * share / sum(matches.values())
            found.append(mixed)
        return skill_profiles(found)

    @cached_property
    def group_skills(self) -> SkillProfiles | None:
        """Skills that the register names for the SSYK unit group."""
        of_group = self._facts.group_skills
        return skill_profiles(
            [dict.fromkeys(of_group.get(one.ssyk, ()), 1.0) for one in self._occupations]
        )

    @cached_property
    def zones(self) -> Table:
        """Job zone of each occupation, the mean of its ESCO occupations; NaN when not known."""
        known = self._facts.zone_of
        return np.array([_mean_zone(matches, known) for matches in self.esco], dtype=np.float32)

    def near_zone(self, rows: NDArray[np.int64]) -> Table:
        """Return 1 for the same job zone and 0 for the other end, shape (rows, n).

        Nothing is near where no job zone is known at all.
        """
        if np.isnan(self.zones).all():
            return np.zeros((len(rows), len(self.zones)), dtype=np.float32)
        apart = np.abs(self.zones[rows][:, None] - self.zones) / ZONES_APART
        return np.where(np.isnan(apart), UNKNOWN_ZONE, 1 - apart).astype(np.float32)

    def named(self, skills: Sequence[str]) -> str:
        """Return the names of some skills, as they are read."""
        return ", ".join(self._facts.names.get(skill, skill) for skill in skills)


def _mean_zone(matches: Mapping[str, float], known: Mapping[str, float]) -> float:
    with_zone = {uri: worth for uri, worth in matches.items() if uri in known}
    if not with_zone:
        return float("nan")
    total = sum(worth * known[uri] for uri, worth in with_zone.items())
    return total / sum(with_zone.values())
