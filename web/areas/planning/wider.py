"""Where a count is not shown: the same figure of a wider group that is shown, and its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext

from matcher.domain.ids import StepId
from matcher.planning.gaps.needs import GapKind
from web.areas.planning.words import row_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.domain.ladders import Ladders
    from matcher.planning.gaps.parts import Part
    from matcher.planning.gaps.tables import TableRow, Tables

IN_TABLE = 15
"""How many rows a page shows of a table; a file has all of them."""


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider group: what it is called, and where its row stands."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Around:
    """The tables of a page, and those of the whole programme where the page is of a municipality.

    Parameters
    ----------
    here
        The address of the page.
    """

    here: str
    tables: Tables
    whole: Tables | None
    ladders: Ladders

    def of(self, row: TableRow, part: Part | None) -> Wider | None:
        """Return the nearest wider group of which a count is shown, ``None`` when there is none.

        Parameters
        ----------
        part
            Which count; ``None`` is that of the places that stay empty.
        """
        return next(
            (
                Wider(name, href)
                for name, href, other in self._wider(row)
                if (other.short.value is not None if part is None else part in other.people.shown)
            ),
            None,
        )

    def _wider(self, row: TableRow) -> Iterator[tuple[str, str, TableRow]]:
        """Yield each wider group with a row on a page, the nearest first."""
        everywhere = gettext("the whole programme")
        if self.whole is not None:
            for at, other in _rows(self.whole, row.kind, row.id):
                yield everywhere, _whole(row.kind, at), other
        sector = self._sector(row)
        for at, other in _rows(self.tables, GapKind.SECTOR, sector):
            href = f"{self.here}#{anchor(GapKind.SECTOR, at)}"
            yield row_name(other, self.ladders), href, other
        if self.whole is not None:
            for at, other in _rows(self.whole, GapKind.SECTOR, sector):
                name = f"{row_name(other, self.ladders)}, {everywhere}"
                yield name, _whole(GapKind.SECTOR, at), other

    def _sector(self, row: TableRow) -> str | None:
        if row.kind is not GapKind.STEP:
            return None
        step = self.ladders.steps.get(StepId(row.id))
        return step.sector.value if step else None


def _rows(tables: Tables, kind: GapKind, name: str | None) -> Iterator[tuple[int, TableRow]]:
    """Yield the row of a name, with its place, where the page shows it."""
    for at, row in enumerate(tables.rows[kind][:IN_TABLE]):
        if row.id == name:
            yield at, row


def anchor(kind: GapKind, at: int) -> str:
    """Return the id of a row of a table, from 0."""
    return f"{kind}-{at + 1}"


def _whole(kind: GapKind, at: int) -> str:
    return url_for("planning.gaps", _anchor=anchor(kind, at))
