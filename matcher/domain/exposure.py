"""How openings stand in everybody's lists, in groups and as planners may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class ExposureBy(StrEnum):
    """What openings are put together by."""

    SECTOR = "sector"
    STEP = "step"
    AREA = "area"
    EMPLOYER = "employer"
    OPENING = "opening"


class EmployerSize(StrEnum):
    """How many places an employer has left, over all its openings."""

    ONE = "one"
    FEW = "few"
    MANY = "many"


class WhyFew(StrEnum):
    """Why somebody has fewer openings in her list than the minimum; the first that holds.

    ``OPENINGS``: there are not so many. ``NO``: with what was answered with no, or is unwanted,
    there would be as many. ``GATE``: all but too few ask for what cannot be gained in time.
    ``FAR``: too few are near enough to what is known of her.
    """

    OPENINGS = "openings"
    NO = "no"
    GATE = "gate"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Exposed:
    """How often the openings of a group stand in lists.

    Parameters
    ----------
    times
        Entries in lists, rounded; ``None`` where they are not shown.
    share
        Their part of all entries, from rounded counts.
    ratio
        That share over the group's share of places: 1 is as much as its places, 2 twice as much.
    wider
        Where it is not shown: the group around it that is, ``None`` when there is none; no name is
        all openings.
    """

    times: int | None
    share: float | None = None
    ratio: float | None = None
    wider: tuple[ExposureBy | None, str] | None = None


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """A group of openings; how many openings and places it has are no counts of people.

    Parameters
    ----------
    id
        Of the sector, step or opening, the municipality, or the size; empty where none is stated.
    title
        Of an opening, as its employer wrote it; else empty.
    share_of_places
        Its part of all places that are left.
    """

    by: ExposureBy
    id: str
    title: str
    openings: int
    places: int
    share_of_places: float
    by_score: Exposed
    spread: Exposed


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What lists are like at one strength.

    Parameters
    ----------
    gini, gini_openings
        Of exposure for each place and for each opening, to a hundredth.
    loss
        Of nDCG, the mean over people, to a thousandth.
    seen
        How many openings stand in some list.
    """

    strength: float
    gini: float
    gini_openings: float
    loss: float
    seen: int


@dataclass(frozen=True, slots=True)
class FewPeople:
    """How many people look for a job, and who of them has a short list; rounded, or ``None``.

    Parameters
    ----------
    none, some
        Of those with fewer than the minimum: no opening at all, and one at least.
    why
        Of those with fewer than the minimum, by reason.
    nobody
        Nobody has fewer.
    """

    people: int | None
    enough: int | None
    few: int | None
    none: int | None
    some: int | None
    why: Mapping[WhyFew, int | None]
    nobody: bool


@dataclass(frozen=True, slots=True)
class ExposureReport:
    """The shares of exposure on a day, by score alone and spread.

    Parameters
    ----------
    openings, reachable, places
        Agreed openings with a place left, those that suit somebody, and places.
    chosen
        Where the spread lists stand on the curve.
    halves
        Whether that is half the Gini; else it is the strongest there is.
    by_score, spread
        All entries in lists, rounded.
    rows
        By group, the largest share by score first.
    """

    day: date
    length: int
    minimum: int
    openings: int
    reachable: int
    places: int
    usual: CurvePoint
    chosen: CurvePoint
    halves: bool
    curve: tuple[CurvePoint, ...]
    by_score: int | None
    spread: int | None
    rows: Mapping[ExposureBy, tuple[ExposureRow, ...]]
    few: FewPeople
