"""What the known ways of an occupation itself say of where else it may lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.way_graph import dense, shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.planning.register import Register
    from matcher.planning.way_graph import Sparse, WayGraph

    Rows = NDArray[np.int64]
    Table = NDArray[np.float32]

NAMES = (
    "shared_links",
    "alike_jobs_lead_there",
    "leads_to_alike_jobs",
    "named_like_known_next",
    "named_like_linked",
    "nearest_linked",
    "peers_of_known_next",
    "group_of_known_next",
)


def values(register: Register, graph: WayGraph, rows: Rows) -> dict[str, Table]:
    """Return the features of :data:`NAMES`; all are 0 where no way touches an occupation."""
    links, ways = graph.links[rows], graph.ways[rows]
    if not links.nnz:
        return dict.fromkeys(NAMES, np.zeros((len(rows), len(graph)), dtype=np.float32))
    alike, known = graph.alike_rows(rows), shares(ways)
    by_alike = shares(graph.alike.multiply(graph.alike))
    return {
        "shared_links": dense(alike),
        "alike_jobs_lead_there": dense(shares(alike) @ graph.ways),
        "leads_to_alike_jobs": dense(ways @ by_alike.T),
        "named_like_known_next": dense(known @ register.titles.nearest),
        "named_like_linked": np.asarray(shares(links) @ register.titles.values),
        "nearest_linked": _nearest_linked(register, links),
        "peers_of_known_next": dense(known @ register.peers),
        "group_of_known_next": register.unit.share(known),
    }


def _nearest_linked(register: Register, links: Sparse) -> Table:
    """Return the likeness of names to that linked occupation which is named most like it."""
    likeness = register.titles.values
    found = np.zeros(links.shape, dtype=np.float32)
    for row in range(links.shape[0]):
        linked = links[row].indices
        if len(linked):
            found[row] = likeness[linked].max(axis=0)
    return found
