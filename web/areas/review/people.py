"""The list of people: searched and cut into pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.views import PersonRow

PEOPLE_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One page of the list.

    Parameters
    ----------
    found
        How many people there are on all pages.
    number, last
        This page and the last one, from 1.
    """

    rows: tuple[PersonRow, ...]
    found: int
    number: int
    last: int


def list_people(rows: Sequence[PersonRow], wanted: str, number: int) -> PeopleList:
    """Keep the people whose code or place has the wanted letters, and return one page of them.

    Parameters
    ----------
    rows
        Everyone, in order.
    wanted
        Letters to look for; nothing keeps everyone.
    number
        Which page, from 1; outside the list the nearest one is given.
    """
    letters = wanted.strip().casefold()
    kept = [row for row in rows if any(letters in text.casefold() for text in _texts(row))]
    last = max(1, -(-len(kept) // PEOPLE_A_PAGE))
    shown = min(max(number, 1), last)
    start = (shown - 1) * PEOPLE_A_PAGE
    return PeopleList(tuple(kept[start : start + PEOPLE_A_PAGE]), len(kept), shown, last)


def _texts(row: PersonRow) -> tuple[str, ...]:
    return (row.code, row.district or "", row.municipality or "")
