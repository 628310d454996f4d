"""Hold out a part of a table of ways, so that the two directions of a pair stay together."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from matcher.errors import InputError
from matcher.interchange.occupation_tables import WAY_COLUMNS
from matcher.interchange.tables import read_table
from training.next_step import part_of_pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

HELD_OUT, KEPT = "held_out.csv", "known.csv"


def split_ways(edges: Path, out: Path, parts: int, part: int) -> tuple[int, int]:
    """Write the held out rows and the others, with the columns of the table they come from.

    Parameters
    ----------
    edges
        Table of ways.
    out
        Folder, made when it is not there.
    parts, part
        How many parts there are, and which of them (from 0) is held out.

    Returns
    -------
    tuple[int, int]
        Rows held out and rows kept.

    Raises
    ------
    InputError
        The table is no table of ways, or there is no such part.
    """
    if part >= parts:
        raise InputError(f"There is no part {part} of {parts}; use 0 to {parts - 1}.")
    table = read_table(edges)
    missing = [name for name in WAY_COLUMNS if name not in table.header]
    if missing:
        raise InputError(
            f"{table.file} has no column {', '.join(missing)}. Name a table that has it with "
            "--edges."
        )
    ends = [table.header.index(name) for name in WAY_COLUMNS[:2]]
    held: list[tuple[str, ...]] = []
    kept: list[tuple[str, ...]] = []
    for row in table.rows:
        a, b = sorted(row.cells[end] for end in ends)
        (held if part_of_pair((a, b), parts) == part else kept).append(row.cells)
    out.mkdir(parents=True, exist_ok=True)
    _write(out / HELD_OUT, table.header, held)
    _write(out / KEPT, table.header, kept)
    return len(held), len(kept)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
