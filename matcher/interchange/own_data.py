"""Everything there is on one person, as files to hand over: JSON, and a CSV for each table."""

from __future__ import annotations

import csv
import io
import json
import zipfile
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
        written = [folder / JSON_FILE]
        written[0].write_text(own_data_json(rows, purposes), encoding="utf-8")
        for name, text in own_data_tables(rows).items():
            written.append(folder / name)
            written[-1].write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written to: {error.strerror or error}. Name another folder."
        ) from error
    return tuple(written)


def own_data_json(
    rows: Mapping[str, Sequence[Mapping[str, Any]]], purposes: Mapping[str, str]
) -> str:
    """Return a person's rows by table, with what each column is for; see :func:`write_own_data`."""
    document = {
        table: {
            "columns": {name: purposes.get(f"{table}.{name}") for name in held[0]},
            "rows": [{name: _plain(value) for name, value in row.items()} for row in held],
        }
        for table, held in rows.items()
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def own_data_tables(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """Return a person's rows as the text of a CSV file for each table, by file name."""
    return {f"{table}.csv": _csv(held) for table, held in rows.items()}


def own_data_archive(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """Return a person's rows as a ZIP archive with a CSV file for each table."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in own_data_tables(rows).items():
            archive.writestr(name, text.encode("utf-8-sig"))
    return packed.getvalue()


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(_plain(value)) for value in row.values()] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return safe_cell(json.dumps(value, ensure_ascii=False))
    return safe_cell(str(value))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
