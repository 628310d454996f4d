"""Occupations and ways between them, in the layout of the JobTech tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matcher.errors import InputErrors, RowError
from matcher.interchange.tables import read_table
from matcher.planning.occupations import Occupation, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

OCCUPATION_COLUMNS = ("concept_id", "label_sv", "ssyk4_code")
WAY_COLUMNS = ("from_concept_id", "to_concept_id", "percentage")
SSYK = re.compile(r"[0-9]{4}")
_MOST_FAULTS = 20


def read_occupations(path: Path) -> tuple[Occupation, ...]:
    """Read occupations from a table like ``jobtech_occupations.csv``.

    Parameters
    ----------
    path
        CSV or XLSX with ``concept_id``, ``label_sv``, ``ssyk4_code``; ``ssyk4_label`` and
        ``no_education_required`` are read when they are there.

    Raises
    ------
    InputErrors
        The file cannot be read, is of another layout, or has rows that cannot be used.
    """
    faults: list[RowError] = []
    found: dict[str, Occupation] = {}
    for number, cells in _rows(path, OCCUPATION_COLUMNS):
        concept, label, ssyk = (cells[name] for name in OCCUPATION_COLUMNS)
        if not concept or not label:
            empty = "label_sv" if concept else "concept_id"
            faults.append(_fault(path, number, empty, None, "the cell is empty", "Fill it in."))
        elif not SSYK.fullmatch(ssyk):
            faults.append(
                _fault(path, number, "ssyk4_code", ssyk, "this is no SSYK code", "Use four digits.")
            )
        elif concept in found:
            faults.append(
                _fault(path, number, "concept_id", concept, "the id stands twice", "Keep one row.")
            )
        else:
            free = _free(cells.get("no_education_required"))
            found[concept] = Occupation(concept, label, ssyk, cells.get("ssyk4_label", ""), free)
    _raise(faults)
    if len(found) < 2:
        raise InputErrors(
            [
                _fault(
                    path, None, None, None, "there is one occupation only", "Give the whole table."
                )
            ]
        )
    return tuple(found.values())


def _free(cell: str | None) -> bool | None:
    return None if cell is None else cell in {"1", "true", "True"}


def read_ways(path: Path, occupations: Collection[Occupation]) -> tuple[Way, ...]:
    """Read ways from a table like ``jobtech_substitutability.csv``; repeats count once.

    Parameters
    ----------
    path
        CSV or XLSX with ``from_concept_id``, ``to_concept_id`` and ``percentage``.
    occupations
        Both ends of a way must be among them.

    Raises
    ------
    InputErrors
        The file cannot be read, is of another layout, or has rows that cannot be used.
    """
    ids = {one.id for one in occupations}
    faults: list[RowError] = []
    found: dict[tuple[str, str], Way] = {}
    for number, cells in _rows(path, WAY_COLUMNS):
        problem = _problem_of_way(path, number, cells, ids)
        if problem is not None:
            faults.append(problem)
            continue
        origin, target, percentage = (cells[name] for name in WAY_COLUMNS)
        found[origin, target] = Way(origin, target, int(percentage))
    _raise(faults)
    return tuple(found.values())


def _problem_of_way(
    path: Path, number: int, cells: Mapping[str, str], ids: Collection[str]
) -> RowError | None:
    for name in ("from_concept_id", "to_concept_id"):
        if cells[name] not in ids:
            return _fault(
                path,
                number,
                name,
                cells[name],
                "this is none of the occupations",
                "Use an occupation table of the same version of the taxonomy.",
            )
    if cells["from_concept_id"] == cells["to_concept_id"]:
        return _fault(
            path,
            number,
            "to_concept_id",
            cells["to_concept_id"],
            "the way leads back to where it starts",
            "Take the row out.",
        )
    share = cells["percentage"]
    if not share.isdecimal() or not 1 <= int(share) <= 100:
        return _fault(
            path, number, "percentage", share, "this is no percentage", "Use 1 to 100, as 75."
        )
    return None


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    table = read_table(path)
    _raise(table.faults)
    missing = [name for name in needed if name not in table.header]
    if missing:
        raise InputErrors(
            [
                _fault(
                    path,
                    1,
                    None,
                    None,
                    f"there is no column {', '.join(missing)}",
                    f"Name a table that has {', '.join(needed)}.",
                )
            ]
        )
    for row in table.rows:
        yield row.number, dict(zip(table.header, row.cells, strict=True))


def _fault(  # the places of a fault are its arguments
    path: Path, row: int | None, column: str | None, value: str | None, problem: str, mend: str
) -> RowError:
    return RowError(path.name, row, column, value and value[:60], problem, mend)


def _raise(faults: Sequence[RowError]) -> None:
    if len(faults) > _MOST_FAULTS:
        more = RowError(
            faults[0].file,
            None,
            None,
            None,
            f"{len(faults) - _MOST_FAULTS} more rows have faults",
            "Mend these first.",
        )
        raise InputErrors([*faults[:_MOST_FAULTS], more])
    if faults:
        raise InputErrors(faults)
