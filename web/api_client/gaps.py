"""Gaps as planners are shown them: what is hidden on their page is hidden here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from web.api_client.ladders import Texts


@dataclass(frozen=True, slots=True)
class Shortage:
    """Places that stay empty at least; ``value`` is ``None`` where it would tell too much."""

    value: int | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """A group of jobs or a need; of people only rounded counts, and not all of them."""

    id: str
    texts: Texts | None
    places: int
    short: Shortage
    short_after: Shortage
    people: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class GapTable:
    """One table, the largest shortage first."""

    kind: str
    rows: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The tables of a day."""

    day: date
    area: str | None
    areas: tuple[str, ...]
    weeks: float
    people: int | None
    places: Mapping[str, int]
    tables: tuple[GapTable, ...]
