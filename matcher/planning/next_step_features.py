"""What speaks for a way from one occupation to another, each in [0, 1].

Nothing is read but the graph handed in and what the register says of occupations without ways. A
way that is to be found again must be out of the graph first; nothing here remembers another graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.planning import other_way_features, own_way_features

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from matcher.planning.register import Register
    from matcher.planning.way_graph import WayGraph

    Rows = NDArray[np.int64]
    Table = NDArray[np.float32]

FROM_OWN_WAYS = own_way_features.NAMES
"""Zero for an occupation that no known way touches."""
FROM_OTHERS = other_way_features.NAMES
FEATURES = (*FROM_OWN_WAYS, *FROM_OTHERS)


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
        **own_way_features.values(register, graph, rows),
        **other_way_features.values(register, graph, rows),
    }
    return {name: np.clip(found[name], 0, 1, dtype=np.float32) for name in FEATURES}
