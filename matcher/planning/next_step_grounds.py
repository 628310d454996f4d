"""Why an occupation is proposed: what adds to its score, in words and with concept ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from matcher.planning.register import Register
    from matcher.planning.skill_profiles import SkillProfiles
    from matcher.planning.way_graph import WayGraph

MOST_NAMED = 3

KINDS: Mapping[str, tuple[str, ...]] = {
    "shared_links": ("shared_links",),
    "alike_jobs": ("alike_jobs_lead_there",),
    "known_next": (
        "leads_to_alike_jobs",
        "named_like_known_next",
        "named_like_linked",
        "nearest_linked",
        "peers_of_known_next",
        "group_of_known_next",
    ),
    "like_names": (
        "like_names_share_links",
        "like_names_lead_there",
        "named_like_who_leads_there",
        "nearest_who_leads_there",
    ),
    "peers": ("peers_lead_there",),
    "groups": ("groups_linked", "group_share", "groups_two_ways", "minor_groups"),
    "same_group": ("same_group",),
    "level": ("same_level", "same_education"),
    "many_lead_there": ("many_lead_there",),
    "name": ("name", "name_meaning"),
    "shared_skills": ("shared_skills",),
    "group_skills": ("group_skills",),
    "zone": ("near_zone",),
}
"""Features that are said together."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a proposal.

    Parameters
    ----------
    code
        Which reason, one of :data:`KINDS`.
    text
        The reason in words.
    worth
        What it adds to the score; the grounds of a proposal sum to its score.
    concepts
        Ids of the occupations, or codes of the SSYK groups, that it rests on.
    """

    code: str
    text: str
    worth: float
    concepts: tuple[str, ...] = ()


class Grounds:
    """Says what speaks for the ways from one occupation.

    Parameters
    ----------
    register
        Occupations.
    graph
        Known ways.
    origin
        Number of the occupation that is moved on from.
    """

    def __init__(self, register: Register, graph: WayGraph, origin: int) -> None:
        self._register, self._graph, self._origin = register, graph, origin
        self._flows = {4: register.unit.flows(graph), 3: register.minor.flows(graph)}
        self._alike = graph.alike_rows(np.array([origin])).toarray()[0]
        self._say: Mapping[str, Callable[[int], tuple[str, tuple[str, ...]]]] = {
            "shared_links": self._shared_links,
            "alike_jobs": self._alike_jobs,
            "known_next": self._known_next,
            "like_names": self._like_names,
            "peers": self._peers,
            "groups": self._groups,
            "same_group": self._same_group,
            "level": self._level,
            "many_lead_there": self._many_lead_there,
            "name": self._name,
            "shared_skills": self._shared_skills,
            "group_skills": self._group_skills,
            "zone": self._zone,
        }

    def of(self, target: int, contributions: Mapping[str, float]) -> tuple[Ground, ...]:
        """Return the grounds for one target, what adds most first.

        Parameters
        ----------
        target
            Number of the occupation that is moved on to.
        contributions
            What each feature adds to the score.
        """
        found = []
        for code, names in KINDS.items():
            worth = sum(contributions[name] for name in names)
            if worth > 0:
                text, concepts = self._say[code](target)
                found.append(Ground(code, text, worth, concepts))
        return tuple(sorted(found, key=lambda ground: -ground.worth))

    def _shared_links(self, target: int) -> tuple[str, tuple[str, ...]]:
        mine, theirs = self._graph.linked(self._origin), self._graph.linked(target)
        both = np.intersect1d(mine, theirs)
        rare = sorted(both, key=lambda number: self._graph.degree[number])
        said, ids = self._named(rare)
        return f"{len(both)} of {len(mine)} linked jobs are linked with it too: {said}", ids

    def _alike_jobs(self, target: int) -> tuple[str, tuple[str, ...]]:
        found = self._best(self._graph.before(target), self._alike)
        said, ids = self._named(found, to=target)
        return f"jobs with the same links lead there: {said}", ids

    def _known_next(self, target: int) -> tuple[str, tuple[str, ...]]:
        alike = self._graph.alike_rows(np.array([target])).toarray()[0]
        likeness = alike + self._register.titles.values[target]
        likeness = likeness + self._register.unit.same(np.array([target]))[0]
        said, ids = self._named(self._best(self._graph.linked(self._origin), likeness))
        return f"it is like jobs that this one is known to be linked with: {said}", ids

    def _like_names(self, target: int) -> tuple[str, tuple[str, ...]]:
        likeness = self._register.titles.values[self._origin]
        leading = self._best(self._graph.before(target), likeness)
        if leading:
            said, ids = self._named(leading, to=target)
            return f"jobs with a name like this one's lead there: {said}", ids
        sharing = self._graph.alike_rows(np.array([target])).toarray()[0]
        said, ids = self._named(self._best(np.flatnonzero(sharing), likeness))
        return f"jobs with a name like this one's share links with it: {said}", ids

    def _peers(self, target: int) -> tuple[str, tuple[str, ...]]:
        same = self._register.unit.same(np.array([self._origin]))[0]
        same[self._origin] = 0
        likeness = same * (1 + self._register.titles.values[self._origin])
        said, ids = self._named(self._best(self._graph.before(target), likeness), to=target)
        return f"others of {self._group(self._origin)} lead there: {said}", ids

    def _groups(self, target: int) -> tuple[str, tuple[str, ...]]:
        for digits, groups in ((4, self._register.unit), (3, self._register.minor)):
            here, there = groups.of[self._origin], groups.of[target]
            count = int(self._flows[digits][here, there])
            if count:
                codes = str(groups.codes[here]), str(groups.codes[there])
                return f"{_ways(count)} from SSYK {codes[0]} to SSYK {codes[1]}", codes
        unit, flows = self._register.unit, self._flows[4]
        here, there = unit.of[self._origin], unit.of[target]
        over = int((flows[here] * flows[:, there]).argmax())
        first, middle, last = (str(unit.codes[group]) for group in (here, over, there))
        return f"known ways lead from SSYK {first} over {middle} to {last}", (first, middle, last)

    def _same_group(self, target: int) -> tuple[str, tuple[str, ...]]:
        return f"both are {self._group(target)}", (self._register.occupations[target].ssyk,)

    def _level(self, target: int) -> tuple[str, tuple[str, ...]]:
        here, there = (self._register.occupations[one] for one in (self._origin, target))
        said = f"SSYK major group {here.ssyk[0]} and {there.ssyk[0]}"
        known = here.needs_no_education is not None
        if known and here.needs_no_education == there.needs_no_education:
            asked = "neither" if here.needs_no_education else "each"
            said += f", {asked} asks for education"
        return said, (here.ssyk, there.ssyk)

    def _many_lead_there(self, target: int) -> tuple[str, tuple[str, ...]]:
        return f"{_ways(int(self._graph.arriving[target]))} there", ()

    def _name(self, target: int) -> tuple[str, tuple[str, ...]]:
        titles = self._register.titles
        likeness = max(table[self._origin, target] for table in (titles.values, titles.meaning))
        return f"the names are alike ({likeness:.2f} of 1)", ()

    def _shared_skills(self, target: int) -> tuple[str, tuple[str, ...]]:
        return self._skills("ESCO skills in common", self._register.beside.skills, target)

    def _group_skills(self, target: int) -> tuple[str, tuple[str, ...]]:
        said = "skills that JobTech names for both groups"
        return self._skills(said, self._register.beside.group_skills, target)

    def _skills(
        self, said: str, profiles: SkillProfiles | None, target: int
    ) -> tuple[str, tuple[str, ...]]:
        shared = () if profiles is None else profiles.in_common(self._origin, target)
        named = shared[:MOST_NAMED]
        return f"{len(shared)} {said}: {self._register.beside.named(named)}", named

    def _zone(self, target: int) -> tuple[str, tuple[str, ...]]:
        zones = self._register.beside.zones
        unknown = [one for one in (self._origin, target) if np.isnan(zones[one])]
        if unknown:
            names, ids = self._named(unknown)
            return f"the job zone is not known and counts half: {names}", ids
        here, there = zones[self._origin], zones[target]
        return f"job zones {here:.1f} and {there:.1f}, of 1 to 5 (from the United States)", ()

    def _group(self, number: int) -> str:
        one = self._register.occupations[number]
        return f"SSYK {one.ssyk} {one.ssyk_label}".rstrip()

    def _named(self, numbers: Iterable[int], to: int | None = None) -> tuple[str, tuple[str, ...]]:
        ids, names = [], []
        for number in list(numbers)[:MOST_NAMED]:
            one = self._register.occupations[number]
            share = None if to is None else self._graph.percentages.get((int(number), to))
            ids.append(one.id)
            names.append(one.label if share is None else f"{one.label} ({share} %)")
        return ", ".join(names), tuple(ids)

    @staticmethod
    def _best(numbers: np.ndarray[tuple[int], np.dtype[np.int64]], likeness: object) -> list[int]:
        values = np.asarray(likeness)
        found = [int(number) for number in numbers if values[number] > 0]
        return sorted(found, key=lambda number: (-values[number], number))


def _ways(count: int) -> str:
    return "1 known way leads" if count == 1 else f"{count} known ways lead"
