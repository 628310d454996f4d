"""Tables with both margins, of which tests take releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.planning.release.tables import Release, Sum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.planning.release.tables import Cell

ALL = "all"


def two_way(name: str, counts: Mapping[tuple[str, str], int]) -> Release:
    """Return a table of rows and columns with both margins; a pair that is not named is 0."""
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    cells: dict[Cell, int] = {
        (name, row, column): counts.get((row, column), 0) for row in rows for column in columns
    }
    sums = [Sum((name, row, ALL), tuple((name, row, one) for one in columns)) for row in rows]
    sums += [Sum((name, ALL, one), tuple((name, row, one) for row in rows)) for one in columns]
    sums.append(Sum((name, ALL, ALL), tuple((name, row, ALL) for row in rows)))
    sums.append(Sum((name, ALL, ALL), tuple((name, ALL, one) for one in columns)))
    for one in sums:
        cells[one.total] = sum(cells[part] for part in one.parts)
    return Release(cells, tuple(sums))
