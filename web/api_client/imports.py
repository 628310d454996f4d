"""Imports as the API reports them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one row, and how to mend it."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class SuggestedOccupation:
    """An occupation that an advertisement may mean."""

    scheme: str
    id: str
    label: str
    confidence: float
    found_by: str


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What became of one advertisement."""

    id: str
    title: str
    change: str
    sector: str | None
    step: str | None
    by: str | None
    confidence: float | None
    why: str
    occupations: tuple[SuggestedOccupation, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import does, or would do; ``batch`` is what it is taken back by."""

    kind: str
    dry_run: bool
    created: int
    updated: int
    unchanged: int
    rejected_rows: int
    rejected: tuple[RowFault, ...]
    rows: tuple[MappedRow, ...]
    batch: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that was done."""

    id: str
    kind: str
    file: str
    at: datetime
    by: str
    created: int
    updated: int
    unchanged: int
    rejected: int
    undone_at: datetime | None
    undo_until: date


@dataclass(frozen=True, slots=True)
class Written:
    """What was done with one profile, or would be; ``batch`` is what it is taken back by."""

    code: str
    change: str
    dry_run: bool
    batch: str | None
