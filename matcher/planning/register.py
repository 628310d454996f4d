"""A register of occupations with everything that does not depend on known ways."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.beside import Beside
from matcher.planning.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Occupation
    from matcher.planning.title_likeness import TitleLikeness
    from matcher.planning.way_graph import Sparse


class Register:
    """Occupations, how alike their names are, their SSYK groups, skills and job zones.

    Parameters
    ----------
    occupations
        n of them.
    titles
        Likeness of their names, in the same order.
    beside
        Their skills and job zones, in the same order; nothing is known of them when not given.
    """

    def __init__(
        self,
        occupations: Sequence[Occupation],
        titles: TitleLikeness,
        beside: Beside | None = None,
    ) -> None:
        self.occupations = tuple(occupations)
        self.titles = titles
        self.beside = beside or Beside(self.occupations)

    @cached_property
    def unit(self) -> Groups:
        """SSYK unit groups, four digits."""
        return Groups(self.occupations, 4)

    @cached_property
    def minor(self) -> Groups:
        """SSYK minor groups, three digits."""
        return Groups(self.occupations, 3)

    @cached_property
    def peers(self) -> Sparse:
        """The others of the same unit group, weighted by the likeness of names."""
        return self.unit.peers(self.titles.values)

    @cached_property
    def level(self) -> NDArray[np.float32]:
        """First digit of the SSYK code, which orders work by the skill it asks for."""
        return np.array([int(one.ssyk[0]) for one in self.occupations], dtype=np.float32)

    @cached_property
    def needs_no_education(self) -> NDArray[np.float32]:
        """1 where nothing has to be studied first, 0 where something has, NaN when not known."""
        said = [one.needs_no_education for one in self.occupations]
        return np.array([np.nan if one is None else one for one in said], dtype=np.float32)
