"""What a cell that cannot be read probably should be: proposed, never taken without a person."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from matcher.domain.upload import KEYS
from matcher.interchange.cells import CellError, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.interchange.columns import Column

_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})\b(?![./-])")
_YEAR_FIRST = re.compile(r"(\d{4})[./ -]?(\d{1,2})[./ -]?(\d{1,2})")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LEVEL = re.compile(r"(?<![a-z0-9])[abc][12][+-]?(?:\s*/\s*[abc][12][+-]?)?(?![a-z0-9])", re.I)
_COURSE = re.compile(r"(?:sfi|kurs|course|nivå|niva)\W*([a-d])\b", re.I)
_MEANT = re.compile(r"Did you mean '([^']+)'")
_BETWEEN = re.compile(r"\s*(?:[,;/&]|\boch\b|\band\b)\s*", re.I)
_NOT_IN_CODE = re.compile(r"[^\w.:-]+")
_ALSO = {
    "dari": "prs", "farsi": "fa", "persiska": "fa", "sorani": "ku", "kurmanji": "ku",
    "kurdiska": "ku", "tigrinja": "ti", "tigrinska": "ti", "bosniska": "bs",
}  # fmt: skip


@cache
def _languages() -> dict[str, str]:
    tags: dict[str, str] = {}
    for lang in ("ar", "en", "sv"):
        for tag, name in Locale(lang).languages.items():
            if len(tag) <= 3:
                tags[name.casefold()] = tag
    return tags | _ALSO


def propose(column: Column, value: str, mend: str = "") -> str:
    """Return what a cell probably should be, in a form that the column can read.

    Parameters
    ----------
    column
        The column of the format.
    value
        What stands in the cell.
    mend
        The advice of the fault; a word that it names is tried first.

    Returns
    -------
    str
        Empty when nothing that can be read is near.

    Examples
    --------
    >>> from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS
    >>> of = {column.name: column for column in PARTICIPANT_COLUMNS}
    >>> propose(of["preferred_language"], "Arabiska"), propose(of["hours_max"], "ca 37,5 tim")
    ('ar', '37,5')
    >>> propose(of["available_from"], "15/8 2026"), propose(of["swedish_overall"], "nivå b1")
    ('2026-08-15', 'B1')
    >>> propose(of["available_from"], "1/3 26"), propose(of["hours_max"], "50 %")
    ('2026-03-01', '')
    """
    text = words(value)
    key = column.name in KEYS
    for candidate in [_NOT_IN_CODE.sub("-", text)] if key else _candidates(text, mend):
        if candidate != value and _reads(column, candidate):
            return candidate
    return ""


def _reads(column: Column, text: str) -> bool:
    try:
        return text != "" and column.parse(text) not in ("", (), frozenset())
    except CellError:
        return False


def _candidates(text: str, mend: str) -> Iterator[str]:
    if meant := _MEANT.search(mend):
        yield meant[1]
    plain = text.strip(" .!?*()")
    yield plain
    tags = [_languages().get(part.casefold(), part) for part in _BETWEEN.split(plain)]
    yield "|".join(tags)
    if course := _COURSE.search(text):
        yield course[1].upper()
    if level := _LEVEL.search(text):
        yield level[0].upper().replace(" ", "")
    yield from _dates(text)
    if "%" in text:
        # Half of something that does not stand there, and no 50 hours.
        return
    # A date has several numbers, and so has a range; neither is one.
    if len(numbers := _NUMBER.findall(text)) == 1:
        yield numbers[0]
    yield _BETWEEN.sub("|", plain)
    yield plain.partition(" ")[0].strip(",.;")


def _dates(text: str) -> Iterator[str]:
    if found := _DAY_FIRST.search(text):
        # Work begins in this century, so that 26 is 2026.
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        yield f"{year}-{int(found[2]):02}-{int(found[1]):02}"
    if found := _YEAR_FIRST.search(text):
        yield f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
