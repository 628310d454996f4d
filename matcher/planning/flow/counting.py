"""Events as counts by quarter, year and in all, with everything that adds up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from matcher.planning.flow.events import LATER, PARTS
from matcher.planning.flow.quarters import Quarter, quarters
from matcher.planning.release.tables import Release, Sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from matcher.domain.periods import Interval
    from matcher.planning.flow.events import Events
    from matcher.planning.release.tables import Cell

ALL, UNDATED = "all", "undated"


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are counted, both ends among them; ``None`` is from the first, or to today."""

    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether everything is counted."""
        return self.first is None and self.last is None

    def holds(self, day: date) -> bool:
        """Say whether a day is counted."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a report and its columns, quarters first."""

    release: Release
    periods: tuple[str, ...]


def counted(found: Events, window: Window, today: date) -> Counted:
    """Return the counts of what happened in a window until today.

    A cell that can only be 0 by the calendar is left out: nobody is "still employed after six
    months" in a quarter that began four months ago.
    """
    dated = {
        name: [day for day in days if day is not None and window.holds(day)]
        for name, days in found.items()
    }
    days = [day for some in dated.values() for day in some]
    times = list(quarters(min(days, default=today), max([*days, *_ends(window, today, days)])))
    counts, sums = _by_time(dated, times, today)
    sums += _parts(counts, times)
    if window.is_open:
        _undated(counts, sums, found)
    years = list(dict.fromkeys(str(time.year) for time in times))
    return Counted(
        Release(counts, tuple(sums), frozenset(_unlisted(counts)), frozenset(_noughts(counts))),
        (*map(str, times), *years, ALL),
    )


def _ends(window: Window, today: date, days: Sequence[date]) -> list[date]:
    end = today if window.last is None else min(today, window.last)
    return [end] if not days or end >= min(days) else []


def _by_time(
    dated: Mapping[str, Sequence[date]], times: Sequence[Quarter], today: date
) -> tuple[dict[Cell, int], list[Sum]]:
    counts: dict[Cell, int] = {}
    sums: list[Sum] = []
    for name, days in dated.items():
        there = [time for time in times if _can_be(name, time, today)]
        if not there:
            continue
        in_quarters = [Quarter.of(day) for day in days]
        for time in there:
            counts[name, str(time)] = in_quarters.count(time)
        for year, inside in groupby(there, key=lambda time: str(time.year)):
            sums.append(Sum((name, year), tuple((name, str(time)) for time in inside)))
        sums.append(Sum((name, ALL), tuple(one.total for one in sums if one.total[0] == name)))
        for one in sums:
            if one.total[0] == name:
                counts[one.total] = sum(counts[part] for part in one.parts)
    return counts, sums


def _can_be(name: str, time: Quarter, today: date) -> bool:
    """Say whether a figure can be other than 0 for people who began in a quarter."""
    part, _, after = name.rpartition("_")
    if part not in PARTS:
        return True
    interval: Interval = LATER[after]
    if part == "not_yet":
        return interval.after(time.last) > today
    return interval.after(time.first) <= today


def _parts(counts: Mapping[Cell, int], times: Sequence[Quarter]) -> Iterator[Sum]:
    """Yield that everybody who had a first job is in one part of each later look."""
    for time in dict.fromkeys([*map(str, times), *(str(one.year) for one in times), ALL]):
        for after in LATER:
            parts = tuple((f"{part}_{after}", time) for part in PARTS)
            yield Sum(("first_job", time), tuple(part for part in parts if part in counts))


def _undated(counts: dict[Cell, int], sums: list[Sum], found: Events) -> None:
    for name, days in found.items():
        without = sum(day is None for day in days)
        if without:
            counts[name, UNDATED] = without
    # Who has had a first job is one of those who entered, which every reader knows.
    entered = tuple(cell for cell in (("entries", ALL), ("entries", UNDATED)) if cell in counts)
    if not any(counts[cell] for cell in entered):
        return
    counts["people", ALL] = sum(counts[cell] for cell in entered)
    counts["no_job", ALL] = counts["people", ALL] - counts["first_job", ALL]
    sums.append(Sum(("people", ALL), entered))
    sums.append(Sum(("people", ALL), (("first_job", ALL), ("no_job", ALL))))


def _unlisted(counts: Mapping[Cell, int]) -> set[Cell]:
    return {cell for cell in (("people", ALL), ("no_job", ALL)) if cell in counts}


def _noughts(counts: Mapping[Cell, int]) -> set[Cell]:
    """Return where 0 says that nothing happened; of who had a job it would say how it went."""
    return {
        (name, time)
        for name, time in counts
        if name.rpartition("_")[0] not in PARTS or not counts["first_job", time]
    }
