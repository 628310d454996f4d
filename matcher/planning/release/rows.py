"""Rows that all divide the same people: which counts are shown, and what the others can be.

Each row, such as one job or one need, says of everybody where she stands; so every row adds up to
the same total, and nothing else joins two rows. What an attack with an integer programme would
find (:mod:`matcher.planning.release.attack`) can therefore be said in closed form, for tables of a
thousand counts at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.planning.release.attack import WIDTH
from matcher.planning.release.published import FEWEST, behind, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from matcher.planning.release.tables import Cell


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as planners see it; no exact count is in it.

    Parameters
    ----------
    shown
        Rounded counts by part.
    hidden
        Parts without a count. Small ones and those that are hidden for their sake are not told
        apart.
    most
        What a hidden part can be at most, by what is shown; at least it can be 0.
    """

    shown: Mapping[str, int]
    hidden: frozenset[str]
    most: int

    def bounds(self, *parts: str) -> tuple[int, int]:
        """Return what some parts together can be, by what is shown and the rule behind it.

        >>> ShownRow({"able": 10}, frozenset({"later", "not"}), 6).bounds("able", "later")
        (8, 18)
        """
        low = sum(behind(self.shown[part])[0] for part in parts if part in self.shown)
        high = sum(behind(self.shown[part])[1] for part in parts if part in self.shown)
        return low, high + (self.most if self.hidden.intersection(parts) else 0)

    def count(self, *parts: str) -> int | None:
        """Return some parts together; ``None`` when one of them is hidden."""
        if self.hidden.intersection(parts):
            return None
        return sum(self.shown[part] for part in parts)


@dataclass(frozen=True, slots=True)
class ShownRows:
    """Rows as planners see them.

    Parameters
    ----------
    people
        How many are counted, rounded; ``None`` when they are too few: then nothing is shown.
    """

    people: int | None
    rows: Mapping[Cell, ShownRow]


def publish_rows(people: int, rows: Mapping[Cell, Mapping[str, int]]) -> ShownRows:
    """Return rows as planners may see them, all of them one release.

    Every count under five is hidden, 0 too: it tells of everybody that she does not stand there. A
    row never has just one hidden count; its smallest other one is hidden with it. Then the total is
    narrowed by what the whole rows show, and where what is hidden in a row can be no more than two
    by that, its smallest shown count is hidden as well.

    Parameters
    ----------
    people
        How many are counted; what every row adds up to.
    rows
        Counts by part.

    Raises
    ------
    ValueError
        A count is negative, or a row does not add up.

    Examples
    --------
    >>> found = publish_rows(30, {("step",): {"able": 12, "later": 3, "not": 15}})
    >>> found.people, dict(found.rows["step",].shown), sorted(found.rows["step",].hidden)
    (30, {'not': 15}, ['able', 'later'])
    """
    for cell, parts in rows.items():
        if min(parts.values(), default=0) < 0 or sum(parts.values()) != people:
            raise ValueError(f"{cell} does not divide {people} people: {dict(parts)}")
    if people < FEWEST:
        nothing = {cell: ShownRow({}, frozenset(parts), FEWEST - 1) for cell, parts in rows.items()}
        return ShownRows(None, nothing)
    hidden = {cell: _small(parts) for cell, parts in rows.items()}
    while True:
        most = _most_people(people, rows, hidden)
        found = [
            cell for cell, out in hidden.items() if out and _rest(rows[cell], out, most) < WIDTH
        ]
        if not found:
            break
        for cell in found:
            hidden[cell] |= {_smallest(rows[cell], hidden[cell])}
    shown = {
        cell: ShownRow(
            {part: rounded(count) for part, count in parts.items() if part not in hidden[cell]},
            frozenset(hidden[cell]),
            _rest(parts, hidden[cell], most),
        )
        for cell, parts in rows.items()
    }
    return ShownRows(rounded(people), shown)


def _small(parts: Mapping[str, int]) -> set[str]:
    hidden = {part for part, count in parts.items() if count < FEWEST}
    return hidden | {_smallest(parts, hidden)} if len(hidden) == 1 else hidden


def _smallest(parts: Mapping[str, int], hidden: Set[str]) -> str:
    return min((part for part in parts if part not in hidden), key=lambda part: (parts[part], part))


def _most_people(
    people: int, rows: Mapping[Cell, Mapping[str, int]], hidden: Mapping[Cell, Set[str]]
) -> int:
    """Return how many people there can be at most by what is shown of them."""
    most = behind(rounded(people))[1]
    for cell, parts in rows.items():
        if not hidden[cell]:
            most = min(most, sum(behind(rounded(count))[1] for count in parts.values()))
    return most


def _rest(parts: Mapping[str, int], hidden: Iterable[str], most: int) -> int:
    """Return what the hidden parts of a row can be at most."""
    out = set(hidden)
    seen = (count for part, count in parts.items() if part not in out)
    return most - sum(behind(rounded(count))[0] for count in seen)
