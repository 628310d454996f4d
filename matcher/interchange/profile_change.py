"""Some columns of one profile, read as a row in which what is not said stays as it is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.language import LanguageArea
from matcher.domain.upload import Reading
from matcher.errors import RowError
from matcher.interchange.cells import kept
from matcher.interchange.columns import resolve, shown
from matcher.interchange.exports import row_of
from matcher.interchange.participant_columns import EXPERIENCES, PARTICIPANT_COLUMNS
from matcher.interchange.participants import parse_participants
from matcher.interchange.sent_rows import rows_of
from matcher.interchange.tables import Table, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcher.domain.participant import Participant
    from matcher.interchange.programme import Programme

_NUMBERS = range(1, EXPERIENCES + 1)
_PARTS = ("", "_lang", "_months", "_kind")
_EXPERIENCES = tuple(f"experience_{number}{part}" for number in _NUMBERS for part in _PARTS)
_SFI = ("sfi_track", "sfi_attended", "sfi_passed", "sfi_passed_on")
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("hours_min", "hours_max", "shifts", "available_from"),
    ("travel_mode", "max_travel_minutes"),
    ("education_level", "education_field", "education_foreign", "education_validated"),
    ("wished_sectors", "wished_steps", "avoid"),
    ("may_work", "may_work_until"),
    _SFI,
    _EXPERIENCES,
)
"""Columns that make one part of a profile, in which a row replaces the whole part."""
_LEVELS = ("swedish_overall", *(f"swedish_{area}" for area in LanguageArea))
_NEVER_EMPTY = frozenset({"preferred_language", "state", "phone_only", *_LEVELS})


def read_change(
    said: Mapping[str, object], file: str, person: Participant, programme: Programme
) -> Reading:
    """Read what a program says of one person, as a file with one row would be read.

    Parameters
    ----------
    said
        Values by column; ``None`` empties one.
    file
        What it is called in faults.
    person
        As stored: what the columns do not speak of stays.
    programme
        What it is read against.

    Raises
    ------
    InputErrors
        A column is unknown or named twice.
    """
    table = rows_of([dict(said)], file)
    if table.faults:
        return _reading((), table.faults)
    sent = _by_name(table)
    faults = tuple(_faults(sent, file, person))
    if faults:
        return _reading((), faults)
    cells = {"code": person.code, **_stored_beside(sent, person), **sent}
    row = TableRow(1, tuple(cells.values()))
    parsed = parse_participants(replace(table, header=tuple(cells), rows=(row,)), programme)
    return Reading(1, parsed.good, (), parsed.rejected, (), (), ())


def _reading(people: tuple[()], rejected: tuple[RowError, ...]) -> Reading:
    return Reading(1, people, (), rejected, (), (), ())


def _by_name(table: Table) -> dict[str, str]:
    """Return the cells by the English names of their columns."""
    optional = [replace(column, required=False) for column in PARTICIPANT_COLUMNS]
    [row] = table.rows
    return {name: row.cells[place] for name, place in resolve(table, optional).items()}


def _faults(sent: Mapping[str, str], file: str, person: Participant) -> Iterator[RowError]:
    """Yield what a row in a file would pass over, and what does not fit into one."""
    row = (file, sent)
    if sent.get("code", person.code) != person.code:
        yield _cannot(
            row, "code", "a code does not change", "Leave it out: the address says who it is."
        )
    for name in sorted(_NEVER_EMPTY & set(sent)):
        if not sent[name]:
            yield _cannot(
                row, name, "this cannot be emptied", "Send the right value, or leave it out."
            )
    if sent.get("swedish_source") and not any(sent.get(name) for name in _LEVELS):
        yield _cannot(
            row,
            "swedish_source",
            "it says of no level who says so",
            "Send the levels with it, such as swedish_reading.",
        )
    stored = person.swedish.sfi is not None
    if stored and set(_SFI) & set(sent) and not any(_sfi_after(sent, person).values()):
        yield _cannot(
            row,
            min(set(_SFI) & set(sent)),
            "what is known of SFI cannot be emptied",
            "Leave at least one of its columns filled.",
        )
    if len(person.experiences) > EXPERIENCES and set(_EXPERIENCES) & set(sent):
        yield _cannot(
            row,
            min(set(_EXPERIENCES) & set(sent)),
            f"the profile has more than {EXPERIENCES} experiences, which a row cannot hold",
            "Leave the experiences out.",
        )


def _cannot(row: tuple[str, Mapping[str, str]], name: str, problem: str, mend: str) -> RowError:
    file, sent = row
    return RowError(file, 1, name, shown(sent.get(name, "")), problem, mend)


def _sfi_after(sent: Mapping[str, str], person: Participant) -> dict[str, str]:
    stored = row_of(person)
    return {name: sent.get(name, stored.get(name, "")) for name in _SFI}


def _stored_beside(sent: Mapping[str, str], person: Participant) -> dict[str, str]:
    """Return stored cells of the parts that are spoken of, but for those that are sent."""
    stored = {name: kept(cell) for name, cell in row_of(person).items()}
    beside = [name for part in _TOGETHER if set(part) & set(sent) for name in part]
    beside += _place_beside(sent)
    if "skills_confirmed_by" in sent:
        beside.append("skills")
    gone = {
        f"experience_{number}{part}"
        for number in _NUMBERS
        if sent.get(f"experience_{number}") == ""
        for part in _PARTS
    }
    return {name: stored[name] for name in beside if name in stored and name not in gone}


def _place_beside(sent: Mapping[str, str]) -> list[str]:
    """Return which columns of the place stay; a new district or municipality has its own point."""
    if {"district", "municipality"} & set(sent):
        return ["district", "municipality"]
    return ["district", "municipality", "lat", "lon"] if {"lat", "lon"} & set(sent) else []
