"""The list of people as an address asks for it: who, in which order, which page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from flask_babel import gettext

from matcher.domain.judgement import Band
from matcher.domain.participant import ParticipantState
from matcher.domain.people_list import MOST_PAGES, PeopleSort, PeopleWanted
from matcher.domain.sector import Sector
from web.languages import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    Choices = tuple[tuple[str, str], ...]

Value = TypeVar("Value", bound=StrEnum)
LONGEST = 80
STATES = tuple(
    state
    for state in ParticipantState
    if state not in {ParticipantState.ARCHIVED, ParticipantState.ANONYMISED}
)


def read_wanted(asked: Mapping[str, str]) -> PeopleWanted:
    """Read a query string; what is not known there is as if it was not said."""
    number = asked.get("page", "")
    return PeopleWanted(
        letters=" ".join(asked.get("q", "").split())[:LONGEST],
        state=_one_of(ParticipantState, asked.get("state")),
        sector=_one_of(Sector, asked.get("trade")),
        band=_one_of(Band, asked.get("band")),
        sort=_one_of(PeopleSort, asked.get("sort")) or PeopleSort.TO_DECIDE,
        page=max(1, min(int(number[:9]), MOST_PAGES)) if number.isdecimal() else 1,
    )


def said(wanted: PeopleWanted) -> dict[str, str]:
    """Return the query string that asks for the same, on the first page."""
    values = {
        "q": wanted.letters,
        "state": wanted.state,
        "trade": wanted.sector,
        "band": wanted.band,
        "sort": wanted.sort if wanted.sort is not PeopleSort.TO_DECIDE else None,
    }
    return {name: str(value) for name, value in values.items() if value}


def choices() -> dict[str, Choices]:
    """Return what can be chosen, by name in the query string, in the language of the page."""
    return {
        "state": (
            ("", gettext("Mapped or active")),
            *((one.value, named(one.value, "state")) for one in STATES),
        ),
        "trade": (
            ("", gettext("All")),
            *((one.value, named(one.value, "sector")) for one in Sector),
        ),
        "band": (("", gettext("All")), *((one.value, named(one.value, "band")) for one in Band)),
        "sort": (
            (PeopleSort.TO_DECIDE.value, gettext("Most to decide first")),
            (PeopleSort.LONGEST_AGO.value, gettext("Longest without a new list first")),
            (PeopleSort.PLACE.value, gettext("By place")),
            (PeopleSort.CODE.value, gettext("By code")),
        ),
    }


def _one_of(kind: type[Value], raw: str | None) -> Value | None:
    return kind(raw) if raw in set(kind) else None
