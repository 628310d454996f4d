"""Guess what the columns of somebody's own list hold: from their headers, then their values.

A guess is shown with values beside it and corrected by a person; what she chose is remembered.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from matcher.domain.column_register import is_forbidden
from matcher.domain.importing import ImportKind
from matcher.domain.personal_number import has_personal_number
from matcher.domain.upload import KEYS, LEAVE_OUT, GuessedBy, Private, SheetColumn
from matcher.interchange.cell_guess import propose
from matcher.interchange.cells import CellError
from matcher.interchange.columns import normal_header, shown
from matcher.interchange.header_words import COLUMNS, private_header, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcher.interchange.columns import Column

SAMPLES = 3
LOOKED_AT = 200
"""So many values of a column are looked at."""
MOSTLY_PERSONAL = 0.5
"""From this share of personal identity numbers on a column is one of them as a whole."""
LEAST_READ = 0.8
"""So many of a column's values must read as a column of the format for them to tell it."""
LEAST_VALUES = 3
LIKE = 0.85

_CODE = re.compile(r"[A-Za-zÅÄÖåäö]{1,5}[-_.]?\d{1,6}")
# Columns whose values give them away; yes and no, numbers and dates could be anything.
_TELLING: Mapping[ImportKind, tuple[str, ...]] = {
    ImportKind.PARTICIPANTS: (
        "sfi_attended", "swedish_overall", "preferred_language", "shifts", "travel_mode",
        "wished_sectors",
    ),
    ImportKind.OPENINGS: ("form", "kind", "shifts", "sector"),
}  # fmt: skip
_SURE = {GuessedBy.REMEMBERED: 3, GuessedBy.HEADER: 2, GuessedBy.SIMILAR: 1, GuessedBy.VALUES: 0}


def guess_columns(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    kind: ImportKind,
    remembered: Mapping[str, str],
) -> tuple[SheetColumn, ...]:
    """Say what each column holds, each column of the format at most once.

    Parameters
    ----------
    header
        Headers as they stand; a column without one is left away.
    rows
        Cells, as many in each row as there are headers.
    kind
        What the file holds.
    remembered
        What was chosen before, by header in the form of :func:`normal_header`.

    Examples
    --------
    >>> found = guess_columns(
    ...     ["Nr", "Tidigare jobb", "Namn"], [["K-01", "städat", "Eva"], ["K-02", "", "Åsa"]],
    ...     ImportKind.PARTICIPANTS, {})
    >>> [(column.name, column.guessed_by.value) for column in found]
    [('code', 'values'), ('experience_1', 'header'), ('', 'nothing')]
    """
    taken: dict[str, int] = {}
    guessed: dict[int, tuple[str, GuessedBy]] = {}
    private: dict[int, Private] = {}
    offers: list[tuple[int, int, str, GuessedBy]] = []
    for place, text in enumerate(header):
        values = [row[place] for row in rows[:LOOKED_AT] if row[place]]
        reason = _private(text, values, kind)
        if reason is not None:
            private[place] = reason
            continue
        offers += [
            (-_SURE[by], place, name, by) for name, by in _offers(text, values, kind, remembered)
        ]
    for _, place, name, by in sorted(offers):
        if place not in guessed and (name == LEAVE_OUT or name not in taken):
            guessed[place] = name, by
            taken.setdefault(name, place)
    return tuple(
        SheetColumn(
            place,
            text,
            () if place in private else _samples(rows, place),
            *guessed.get(place, (LEAVE_OUT, GuessedBy.NOTHING)),
            private.get(place),
        )
        for place, text in enumerate(header)
        if text
    )


def _samples(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    values = dict.fromkeys(row[place] for row in rows[:LOOKED_AT] if row[place])
    return tuple(text for value in values if (text := shown(value)))[:SAMPLES]


def _private(header: str, values: Sequence[str], kind: ImportKind) -> Private | None:
    reason = private_header(header, kind)
    if reason is not None:
        return reason
    if is_forbidden(header):
        return Private.NOT_KEPT
    numbers = sum(has_personal_number(value) for value in values)
    mostly = numbers > 0 and numbers >= MOSTLY_PERSONAL * len(values)
    return Private.PERSONAL_NUMBER if mostly else None


def _offers(
    header: str, values: Sequence[str], kind: ImportKind, remembered: Mapping[str, str]
) -> Iterator[tuple[str, GuessedBy]]:
    key, known = normal_header(header), words_of(kind)
    if not key:
        return
    if key in remembered:
        yield remembered[key], GuessedBy.REMEMBERED
    if key in known:
        yield known[key], GuessedBy.HEADER
        return
    for near in difflib.get_close_matches(key, known, n=3, cutoff=LIKE):
        yield known[near], GuessedBy.SIMILAR
    for name in _told_by(values, kind):
        yield name, GuessedBy.VALUES


def _told_by(values: Sequence[str], kind: ImportKind) -> Iterator[str]:
    of_name = {column.name: column for column in COLUMNS[kind]}
    codes = all(_CODE.fullmatch(value) for value in values) and len(set(values)) == len(values)
    if codes and len(values) > 1:
        yield next(name for name in KEYS if name in of_name)
    if len(values) < LEAST_VALUES or all(value.casefold() in {"ja", "nej"} for value in values):
        return
    for name in _TELLING[kind]:
        read = sum(_is_read(of_name[name], value) for value in values)
        if read >= LEAST_READ * len(values):
            yield name


def _is_read(column: Column, value: str) -> bool:
    try:
        column.parse(value)
    except CellError:
        return bool(propose(column, value))
    return True
