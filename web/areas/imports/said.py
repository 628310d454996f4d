"""Faults of files in the language of the page: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.upload import CellFault
    from matcher.errors import InputErrors

_CELLS = (
    ("this is no code", _("Use letters, digits, - and _ (at most 60 signs), such as P001.")),
    ("this is no id", _("Write it as the ladders have it, or empty it.")),
    ("stands in no ladder", _("No ladder has this. Write it as the ladders have it, or empty it.")),
    ("this is no number", _("This is no number. Write a number such as 37,5.")),
    (
        r"outside (?P<low>-?\d+) to (?P<high>-?\d+)",
        _("Write a number from %(low)s to %(high)s."),
    ),
    ("this is no whole number", _("Write a whole number, without decimals.")),
    ("this is neither yes nor no", _("Write ja or nej (yes or no), or empty it.")),
    ("this is no date", _("Write the date with year, month and day, such as 2026-08-15.")),
    ("unknown level| is above [ABC]", _("Write a level such as A2, or a range such as A2/B1.")),
    (
        r"not known here.*Use one of: (?P<words>[^.]+)",
        _("This word is not known here. Use one of: %(words)s."),
    ),
    (
        "no language tag|no such language",
        _("Write the language as a short tag: sv, en, ar, uk, so, fa, prs, ti."),
    ),
    (
        "a personal identity number",
        _("A personal identity number stood here; it is not shown. Stegvis keeps none."),
    ),
    ("the cell is empty", _("This is empty, and every row needs it.")),
    (r"row (?P<rows>[\d, ]+) has the same", _("Row %(rows)s has the same. Keep one of them.")),
    ("holds a formula", _("There is a formula here. Write the value itself.")),
    ("error of the spreadsheet", _("There is an error of the spreadsheet in this row.")),
    ("without a column header", _("There is a value without a header above it.")),
    ("characters; at most", _("The text is too long to be read.")),
    ("has no municipality", _("Write the municipality.")),
    ("least hours", _("The least hours are above the most.")),
    (
        "the experience has no text",
        _("There is no text to this experience. Write it in own words."),
    ),
    ("needs form|needs pay|form and pay", _("An agreed job needs a form and a line on the pay.")),
    ("this code cannot be used", _("This code cannot be used here. Write another one, or ask.")),
    ("was merged into|stays deleted", _("This code may not be used again. Write another one.")),
    ("quotation mark", _("A quotation mark is in the wrong place, so the row cannot be read.")),
)
_OTHERWISE = _("This does not fit with the other cells of the row.")
_FILES = (
    ("NUL|bytes that", _("The letters cannot be read. Save the file again as CSV (UTF-8).")),
    (
        "file is empty|no row below|row is blank",
        _("There are no rows in the file. Let the first row hold the headers."),
    ),
    (
        "larger than|unpacks to|more than|columns|characters",
        _("The file is too large: at most 5 MB and 20,000 rows. Keep only what is needed."),
    ),
)
_NO_TABLE = _(
    "This is no table that can be read. Save it as .xlsx or as CSV (UTF-8) in a spreadsheet "
    "program, without a password."
)


def say_fault(fault: CellFault) -> str:
    """Say what is wrong with a cell and what to write."""
    text = f"{fault.problem}. {fault.mend}"
    for pattern, said in _CELLS:
        if found := re.search(pattern, text):
            return str(said) % found.groupdict() if found.groupdict() else str(said)
    return str(_OTHERWISE)


def say_file_faults(errors: InputErrors) -> str:
    """Say why a file cannot be used at all."""
    problems = _problems(errors)
    return str(next((said for pattern, said in _FILES if re.search(pattern, problems)), _NO_TABLE))


def _problems(errors: InputErrors) -> str:
    told: Iterable[str] = (getattr(one, "problem", str(one)) for one in errors.errors)
    return " ".join(told)
