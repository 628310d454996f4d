"""The list of people: what is asked of it, and the page that answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.judgement import Band
    from matcher.domain.participant import ParticipantState
    from matcher.domain.sector import Sector
    from matcher.domain.views import PersonRow

PEOPLE_A_PAGE = 50
MOST_PAGES = 1_000_000


class PeopleSort(StrEnum):
    """In which order people stand; what is equal stands by code."""

    TO_DECIDE = "to_decide"
    CODE = "code"
    PLACE = "place"
    LONGEST_AGO = "longest_ago"


@dataclass(frozen=True, slots=True)
class PeopleWanted:
    """Whom somebody wants to see; nothing named keeps everyone who is mapped or active.

    Parameters
    ----------
    letters
        Stand in the code, the district or the municipality; large and small are the same.
    state
        Where the person stands in the programme; ``None``: mapped or active.
    sector
        A trade that the person has wished for, or a step of it.
    band
        Of the first suggestion that can be decided on.
    page
        From 1; outside the list the nearest one is given.
    """

    letters: str = ""
    state: ParticipantState | None = None
    sector: Sector | None = None
    band: Band | None = None
    sort: PeopleSort = PeopleSort.TO_DECIDE
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether somebody may be left out."""
        return bool(self.letters or self.state or self.sector or self.band)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list.

    Parameters
    ----------
    found
        How many people there are on all pages.
    number, last
        This page and the last one, from 1.

    Examples
    --------
    >>> page = PeoplePage.of((), found=101, wanted=9)
    >>> page.number, page.last
    (3, 3)
    """

    rows: tuple[PersonRow, ...]
    found: int
    number: int
    last: int

    @classmethod
    def of(cls, rows: tuple[PersonRow, ...], found: int, wanted: int) -> PeoplePage:
        """Return a page with its number, the nearest there is to the wanted one."""
        last = max(1, -(-found // PEOPLE_A_PAGE))
        return cls(rows, found, min(max(wanted, 1), last), last)
