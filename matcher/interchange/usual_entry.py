"""Usual entry rules of the ladders' trainings from a table (CSV or XLSX): one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.course import UsualEntry
from matcher.domain.entry import EntryRules
from matcher.errors import InputErrors
from matcher.interchange import cells
from matcher.interchange.columns import Column, row_readers, settle
from matcher.interchange.entry_columns import ENTRY_COLUMNS, entry_rules
from matcher.interchange.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
    table = read_table(path)
    found = []
    for row in row_readers(table, USUAL_COLUMNS):
        training = row.get("training")
        rules = entry_rules(row, ()) or EntryRules()
        made = UsualEntry(rules, row.get("admits", ""), row.get("source", ""))
        found.append((row, training, None if row.faults else (training, made)))
    parsed = settle(table, found, "training")
    if parsed.rejected:
        raise InputErrors(parsed.rejected)
    return dict(parsed.good)
