"""Usual entry rules of the ladders' trainings from a table (CSV or XLSX): one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.course import UsualEntry
from matcher.domain.entry import EntryRules
from matcher.interchange import cells
from matcher.interchange.columns import Column
from matcher.interchange.entry_columns import ENTRY_COLUMNS, entry_rules
from matcher.interchange.whole_table import read_whole_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.interchange.columns import RowReader

USUAL_COLUMNS = (
    Column(
        "training",
        ("utbildning",),
        cells.name_id,
        "Id för en utbildning på stegarna.",
        "Id of a training of the ladders.",
        required=True,
    ),
    *ENTRY_COLUMNS,
    Column(
        "source",
        ("källa",),
        cells.words,
        "Vad regeln vilar på.",
        "What the rule rests on.",
        required=True,
    ),
)


def read_usual_entry(path: Path) -> Mapping[str, UsualEntry]:
    """Read the usual rules, by training; one that no ladder has is kept and never asked for.

    Raises
    ------
    InputErrors
        Every fault of every row: file, row, column, value, and what to do.
    """
    return dict(read_whole_table(path, USUAL_COLUMNS, _usual, "training"))


def _usual(row: RowReader) -> tuple[str | None, tuple[str, UsualEntry] | None]:
    training = row.get("training")
    rules = entry_rules(row, ()) or EntryRules()
    made = UsualEntry(rules, row.get("admits", ""), row.get("source", ""))
    return training, None if row.faults else (training, made)
