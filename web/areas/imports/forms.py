"""What was sent from the pages of an import: columns, corrections, rows to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.upload import LEAVE_OUT
from web.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COLUMN = re.compile(r"column-(\d{1,3})")
_FAULT = re.compile(r"rows-(\d{1,3})")
_ROWS = re.compile(r"\d{1,6}(,\d{1,6})*")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Cells by row and column with what they should be, and rows to leave out."""

    mends: Mapping[tuple[int, str], str]
    left_out: frozenset[int]

    @property
    def some(self) -> bool:
        """Whether there is any."""
        return bool(self.mends or self.left_out)


def read_columns(form: Mapping[str, str]) -> dict[int, str]:
    """Return what was chosen for each column by its place."""
    return {int(found[1]): text for key, text in form.items() if (found := _COLUMN.fullmatch(key))}


def column_faults(columns: Mapping[int, str], required: Sequence[str]) -> tuple[Fault, ...]:
    """Say which columns were chosen twice, and which are missing without which nothing comes in."""
    found: list[Fault] = []
    places: dict[str, int] = {}
    for place, name in sorted(columns.items()):
        if name != LEAVE_OUT and name in places:
            text = gettext("This was chosen for another column already. Choose one of the two.")
            found.append(Fault(f"column-{place}", text))
        places.setdefault(name, place)
    if any(name not in places for name in required):
        first = min(columns, default=0)
        text = gettext("Choose which columns hold what is marked with a star: every row needs it.")
        found.append(Fault(f"column-{first}", text))
    return tuple(found)


def read_corrections(form: Mapping[str, str]) -> Corrections:
    """Return what was corrected; a cell that was left as it stood is none."""
    mends: dict[tuple[int, str], str] = {}
    left_out: set[int] = set()
    for key, listed in form.items():
        found = _FAULT.fullmatch(key)
        if not found or not _ROWS.fullmatch(listed):
            continue
        number, rows = found[1], [int(row) for row in listed.split(",")]
        text, column = form.get(f"value-{number}"), form.get(f"of-{number}", "")
        if form.get(f"out-{number}") == "yes":
            left_out.update(rows)
        elif text is not None and text.strip() != form.get(f"was-{number}", "").strip():
            mends |= {(row, column): text for row in rows}
    return Corrections(mends, frozenset(left_out))
