"""What speaks for a way from one occupation to another, each in [0, 1].

Nothing is read but the graph handed in, the names and the codes of the register. A way that is to
be found again must be out of the graph first; nothing here remembers another graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matcher.planning.way_graph import shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from matcher.planning.register import Register
    from matcher.planning.way_graph import Sparse, WayGraph

    Rows = NDArray[np.int64]
    Table = NDArray[np.float32]

FROM_OWN_WAYS = (
    "shared_links",
    "alike_jobs_lead_there",
    "leads_to_alike_jobs",
    "named_like_known_next",
    "named_like_linked",
    "peers_of_known_next",
)
"""Zero for an occupation that no known way touches."""

FROM_OTHERS = (
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
)
FEATURES = (*FROM_OWN_WAYS, *FROM_OTHERS)

MANY_SCALE = 4.0  # about 54 ways that lead to an occupation count as many
DENSITY_SCALE = 4.0  # a quarter of all possible ways between two minor groups counts as all
LEVELS = 9


def next_step_features(register: Register, graph: WayGraph, rows: Rows) -> Mapping[str, Table]:
    """Return every feature of the ways from some occupations to all others.

    Parameters
    ----------
    register
        n occupations.
    graph
        Known ways between them; what they say of the asked ways must be taken out.
    rows
        Numbers of the occupations that are asked about.

    Returns
    -------
    Mapping[str, Table]
        For each name of :data:`FEATURES` a table of shape (rows, n), float32, in [0, 1].
    """
    found = {
        **_own_ways(register, graph, rows),
        **_groups(register, graph, rows),
        **_others(register, graph, rows),
    }
    return {name: np.clip(found[name], 0, 1, dtype=np.float32) for name in FEATURES}


def _own_ways(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    links, ways = graph.links[rows], graph.ways[rows]
    if not links.nnz:
        return dict.fromkeys(FROM_OWN_WAYS, np.zeros((len(rows), len(graph)), dtype=np.float32))
    alike, known = graph.alike_rows(rows), shares(ways)
    by_alike = shares(graph.alike.multiply(graph.alike))
    return {
        "shared_links": _dense(alike),
        "alike_jobs_lead_there": _dense(shares(alike) @ graph.ways),
        "leads_to_alike_jobs": _dense(ways @ by_alike.T),
        "named_like_known_next": _dense(known @ register.titles.nearest),
        "named_like_linked": np.asarray(shares(links) @ register.titles.values),
        "peers_of_known_next": _dense(known @ register.peers),
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


def _others(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    titles, ways = register.titles, graph.ways
    nearest = titles.nearest[rows]
    arriving = np.maximum(graph.arriving, 1)
    level, free = register.level, register.needs_no_education
    everyone = np.ones((len(rows), 1), dtype=np.float32)
    return {
        "like_names_share_links": _through_alike(nearest, graph),
        "peers_lead_there": _dense(register.peers[rows] @ ways),
        "like_names_lead_there": _dense(nearest @ ways),
        "named_like_who_leads_there": np.asarray(graph.back @ titles.values[:, rows]).T / arriving,
        "nearest_who_leads_there": np.stack([_largest(titles.values[row], ways) for row in rows]),
        "same_level": 1 - np.abs(level[rows][:, None] - level) / LEVELS,
        "same_education": (free[rows][:, None] == free).astype(np.float32),
        "many_lead_there": everyone * (np.log1p(graph.arriving) / MANY_SCALE),
        "name": titles.values[rows],
    }


def _through_alike(nearest: Sparse, graph: WayGraph) -> Table:
    """Return ``nearest @ alike`` without making the whole of ``alike``."""
    scale = sparse.diags(1 / np.sqrt(np.maximum(graph.degree, 1)))
    scaled = nearest @ scale
    through = _dense(scaled @ graph.links @ graph.links @ scale)
    # An occupation is not alike itself: take out the way there and back.
    return through - _dense(scaled.multiply(graph.degree) @ scale)


def _largest(values: Table, ways: Sparse) -> Table:
    """Return for each occupation the largest value among those that lead to it."""
    found = sparse.diags(values) @ ways
    return np.asarray(found.max(axis=0).todense(), dtype=np.float32).ravel()


def _dense(matrix: Sparse) -> Table:
    return np.asarray(matrix.todense(), dtype=np.float32)
