"""What speaks for a way without the known ways of the occupation that it starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matcher.planning.way_graph import dense

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.register import Register
    from matcher.planning.skill_profiles import SkillProfiles
    from matcher.planning.way_graph import Sparse, WayGraph

    Rows = NDArray[np.int64]
    Table = NDArray[np.float32]

NAMES = (
    "like_names_share_links",
    "groups_linked",
    "group_share",
    "groups_two_ways",
    "minor_groups",
    "same_group",
    "peers_lead_there",
    "like_names_lead_there",
    "named_like_who_leads_there",
    "nearest_who_leads_there",
    "same_level",
    "same_education",
    "many_lead_there",
    "name",
    "name_meaning",
    "shared_skills",
    "group_skills",
    "near_zone",
)
MANY_SCALE = 4.0  # about 54 ways that lead to an occupation count as many
DENSITY_SCALE = 4.0  # a quarter of all possible ways between two minor groups counts as all
LEVELS = 9


def values(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    """Return the features of :data:`NAMES`."""
    return {
        **_groups(register, graph, rows),
        **_through_others(register, graph, rows),
        **_by_themselves(register, graph, rows),
    }


def _groups(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    unit, minor = register.unit, register.minor
    flows = unit.flows(graph)
    here = flows[unit.of[rows]]
    leaving = flows / np.maximum(flows.sum(axis=1, keepdims=True), 1)
    arriving = here / np.maximum(flows.sum(axis=0), 1)
    minor_here = minor.flows(graph)[minor.of[rows]]
    possible = minor.sizes[minor.of[rows]][:, None] * minor.sizes[None]
    return {
        "groups_linked": unit.spread((here > 0).astype(np.float32)),
        "group_share": unit.spread(arriving),
        "groups_two_ways": unit.spread(leaving[unit.of[rows]] @ leaving),
        "minor_groups": minor.spread(DENSITY_SCALE * minor_here / possible),
        "same_group": unit.same(rows),
    }


def _through_others(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    titles, ways = register.titles, graph.ways
    nearest = titles.nearest[rows]
    arriving = np.maximum(graph.arriving, 1)
    return {
        "like_names_share_links": _through_alike(nearest, graph),
        "peers_lead_there": dense(register.peers[rows] @ ways),
        "like_names_lead_there": dense(nearest @ ways),
        "named_like_who_leads_there": _table(
            np.asarray(graph.back @ titles.values[:, rows]).T / arriving
        ),
        "nearest_who_leads_there": np.stack([_largest(titles.values[row], ways) for row in rows]),
    }


def _by_themselves(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    level, free = register.level, register.needs_no_education
    titles, beside = register.titles, register.beside
    everyone = np.ones((len(rows), 1), dtype=np.float32)
    return {
        "same_level": 1 - np.abs(level[rows][:, None] - level) / np.float32(LEVELS),
        "same_education": _same(free[rows][:, None], free),
        "many_lead_there": everyone * np.log1p(graph.arriving) / np.float32(MANY_SCALE),
        "name": titles.values[rows],
        "name_meaning": titles.meaning[rows],
        "shared_skills": _shared(beside.skills, rows, len(graph)),
        "group_skills": _shared(beside.group_skills, rows, len(graph)),
        "near_zone": beside.near_zone(rows),
    }


def _same(here: Table, there: Table) -> Table:
    """Return 1 where two values are equal, 0 where not, and a half where one is not known."""
    apart = np.abs(here - there)
    return np.where(np.isnan(apart), 0.5, apart == 0).astype(np.float32)


def _shared(profiles: SkillProfiles | None, rows: Rows, n: int) -> Table:
    """Return shared skills, and nothing shared by anybody where there is no source."""
    return np.zeros((len(rows), n), dtype=np.float32) if profiles is None else profiles.shared(rows)


def _through_alike(nearest: Sparse, graph: WayGraph) -> Table:
    """Return ``nearest @ alike`` without making the whole of ``alike``."""
    scale = sparse.diags(1 / np.sqrt(np.maximum(graph.degree, 1)))
    scaled = nearest @ scale
    through = dense(scaled @ graph.links @ graph.links @ scale)
    # An occupation is not alike itself: take out the way there and back.
    return through - dense(scaled.multiply(graph.degree) @ scale)


def _largest(values: Table, ways: Sparse) -> Table:
    """Return for each occupation the largest value among those that lead to it."""
    found = sparse.diags(values) @ ways
    return np.asarray(found.max(axis=0).todense(), dtype=np.float32).ravel()


def _table(values: object) -> Table:
    return np.asarray(values, dtype=np.float32)
