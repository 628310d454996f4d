"""Everything there is on one person, as files to hand over: JSON, and a CSV for each table."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from matcher.errors import InputError
from matcher.interchange.table_writer import safe_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

JSON_FILE = "own-data.json"


def write_own_data(
    folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]], purposes: Mapping[str, str]
) -> tuple[Path, ...]:
    """Write a person's rows to a folder of their own, readable by its owner only.

    Parameters
    ----------
    folder
        Made when missing; must be empty. No file name says whose data it is.
    rows
        By table.
    purposes
        What each ``table.column`` is for; goes into the JSON beside the rows.

    Returns
    -------
    tuple[Path, ...]
        What was written, the JSON first.

    Raises
    ------
    InputError
        The folder has something in it, or cannot be written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{folder} is not empty. Name a new folder.")
        plain = {
            table: [{name: _plain(value) for name, value in row.items()} for row in held]
            for table, held in rows.items()
        }
        document = {
            table: {
                "columns": {name: purposes.get(f"{table}.{name}") for name in held[0]},
                "rows": held,
            }
            for table, held in plain.items()
        }
        written = [folder / JSON_FILE]
        written[0].write_text(
            json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        for table, held in plain.items():
            written.append(folder / f"{table}.csv")
            _write_csv(written[-1], held)
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written to: {error.strerror or error}. Name another folder."
        ) from error
    return tuple(written)


def _write_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return safe_cell(json.dumps(value, ensure_ascii=False))
    return safe_cell(str(value))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
