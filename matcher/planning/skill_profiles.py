"""Occupations as weighted skills: what two of them share, the rare counting most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.planning.way_graph import Sparse

    Table = NDArray[np.float32]


@dataclass(frozen=True)
class SkillProfiles:
    """The skills of n occupations.

    Parameters
    ----------
    values
        Shape (n, skills): how much a skill belongs to an occupation, times how rare it is; a row
        is of length 1, or empty where nothing is known.
    skills
        Ids of the columns.
    """

    values: Sparse
    skills: tuple[str, ...]

    def shared(self, rows: NDArray[np.int64]) -> Table:
        """Return the cosine of some occupations with all, shape (rows, n), in [0, 1].

        It is 0 where nothing is known of one of them, as for two that have nothing in common.
        """
        found = (self.values[rows] @ self.values.T).toarray()
        found[np.arange(len(rows)), rows] = 0
        return np.asarray(np.clip(found, 0, 1), dtype=np.float32)

    def in_common(self, one: int, other: int) -> tuple[str, ...]:
        """Return the ids of the skills that two occupations share, what joins them most first."""
        both = self.values[one].multiply(self.values[other]).tocsr()
        order = np.lexsort((both.indices, -both.data))
        return tuple(self.skills[int(both.indices[place])] for place in order)


def skill_profiles(weights: Sequence[Mapping[str, float]]) -> SkillProfiles | None:
    """Weigh skills by how rare they are among the occupations that have any.

    Parameters
    ----------
    weights
        For each occupation its skills by id, each with a weight above 0; empty when not known.

    Returns
    -------
    SkillProfiles or None
        ``None`` when no occupation has a skill.

    Examples
    --------
    >>> cook, baker = {"knives": 1.0, "soup": 1.0}, {"dough": 1.0, "knives": 1.0}
    >>> skill_profiles([cook, baker, {"dough": 1.0}]).in_common(0, 1)
    ('knives',)
    """
    skills = sorted({skill for one in weights for skill in one})
    if not skills:
        return None
    column = {skill: number for number, skill in enumerate(skills)}
    ends = [
        (row, column[skill], worth)
        for row, one in enumerate(weights)
        for skill, worth in one.items()
    ]
    rows, columns, values = zip(*ends, strict=True)
    shape = (len(weights), len(skills))
    table = sparse.csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)
    having = sum(1 for one in weights if one)
    among = np.bincount(np.array(columns), minlength=len(skills))
    table = table @ sparse.diags(np.log1p(having / among).astype(np.float32))
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1), dtype=np.float32).ravel())
    return SkillProfiles(
        (sparse.diags(1 / np.where(length > 0, length, 1)) @ table).tocsr().astype(np.float32),
        tuple(skills),
    )
