"""Swedish on the CEFR scale per area, with SFI beside it; other languages as assets.

The scale is A1- to C2 with - and + (17 levels). A slash in a source is a range. SFI says which
course somebody attends or has passed; it never overwrites a level and no level overwrites it.
The guide from SFI to CEFR is rough and to be replaced by the city's own table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_MAIN = ("A1", "A2", "B1", "B2", "C1", "C2")


class Cefr(IntEnum):
    """A level; a higher number is more Swedish, three steps to a main level."""

    A1_MINUS = 0
    A1 = 1
    A1_PLUS = 2
    A2_MINUS = 3
    A2 = 4
    A2_PLUS = 5
    B1_MINUS = 6
    B1 = 7
    B1_PLUS = 8
    B2_MINUS = 9
    B2 = 10
    B2_PLUS = 11
    C1_MINUS = 12
    C1 = 13
    C1_PLUS = 14
    C2_MINUS = 15
    C2 = 16

    @property
    def label(self) -> str:
        """The level as it is written.

        >>> Cefr.B1_PLUS.label
        'B1+'
        """
        return _MAIN[self // 3] + ("-", "", "+")[self % 3]


_BY_LABEL = {level.label: level for level in Cefr}
STEPS_PER_MAIN_LEVEL = 3


def parse_cefr(text: str) -> Cefr:
    """Read one level.

    >>> parse_cefr("a2+").label
    'A2+'

    Raises
    ------
    ValueError
        Not a level of the scale; the message lists the scale.
    """
    level = _BY_LABEL.get(text.strip().upper().replace("−", "-").replace("–", "-"))
    if level is None:
        raise ValueError(f"unknown level {text!r}; use one of {', '.join(_BY_LABEL)}")
    return level


@dataclass(frozen=True, slots=True)
class CefrRange:
    """A level that a source gives as a range; both ends belong to it."""

    low: Cefr
    high: Cefr

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low.label} is above {self.high.label}; write the lower first")

    @property
    def label(self) -> str:
        """As it is written: ``B1`` or ``B1+/B2``."""
        return self.low.label if self.low == self.high else f"{self.low.label}/{self.high.label}"


def parse_cefr_range(text: str) -> CefrRange:
    """Read a level or a range with a slash.

    >>> parse_cefr_range("B1+/B2").label
    'B1+/B2'

    Raises
    ------
    ValueError
        An end is not a level of the scale, or the higher one stands first.
    """
    low, slash, high = text.partition("/")
    return CefrRange(parse_cefr(low), parse_cefr(high if slash else low))


class LanguageArea(StrEnum):
    """The five areas in which a level is known or needed."""

    LISTENING = "listening"
    READING = "reading"
    SPOKEN_INTERACTION = "spoken_interaction"
    SPOKEN_PRODUCTION = "spoken_production"
    WRITING = "writing"


class LanguageSource(StrEnum):
    """Who says that somebody has a level."""

    SELF = "self"
    TEACHER = "teacher"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class AreaLevel:
    """A person's level in one area.

    ``to_be_confirmed`` is true when the area was copied from one overall level.
    """

    level: CefrRange
    source: LanguageSource
    to_be_confirmed: bool = False


class SfiCourse(StrEnum):
    """SFI courses."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


_SFI_GUIDE: Mapping[SfiCourse, CefrRange] = {
    SfiCourse.A: CefrRange(Cefr.A1_MINUS, Cefr.A1_MINUS),
    SfiCourse.B: CefrRange(Cefr.A1, Cefr.A2),
    SfiCourse.C: CefrRange(Cefr.A2, Cefr.A2_PLUS),
    SfiCourse.D: CefrRange(Cefr.B1, Cefr.B1_PLUS),
}


def sfi_guide(course: SfiCourse) -> CefrRange:
    """Return the rough CEFR range of somebody who has passed the course.

    >>> sfi_guide(SfiCourse.D).label
    'B1/B1+'
    """
    return _SFI_GUIDE[course]


_COURSES_OF_TRACK: Mapping[int, str] = {1: "ABCD", 2: "BCD", 3: "CD"}


@dataclass(frozen=True, slots=True)
class Sfi:
    """Swedish for immigrants: the study path is a pace (1 to 3), not a level.

    Raises
    ------
    ValueError
        A course that the study path does not have, or a date without a passed course.
    """

    track: int | None = None
    attended: SfiCourse | None = None
    passed: SfiCourse | None = None
    passed_on: date | None = None

    def __post_init__(self) -> None:
        if self.track is not None and self.track not in _COURSES_OF_TRACK:
            raise ValueError(f"SFI study path {self.track} does not exist; use 1, 2 or 3")
        for course in (self.attended, self.passed):
            if self.track and course and course not in _COURSES_OF_TRACK[self.track]:
                raise ValueError(
                    f"SFI study path {self.track} has no course {course}; "
                    f"it has {', '.join(_COURSES_OF_TRACK[self.track])}"
                )
        if self.passed_on and not self.passed:
            raise ValueError("a date of passing needs the course that was passed")


@dataclass(frozen=True, slots=True)
class KnownLevel:
    """What can be said of one area: the cautious (lower) end, and whether it is certain."""

    level: Cefr
    certain: bool


@dataclass(frozen=True, slots=True)
class Swedish:
    """All that is known of a person's Swedish."""

    areas: Mapping[LanguageArea, AreaLevel] = field(default_factory=dict)
    sfi: Sfi | None = None

    def level_in(self, area: LanguageArea) -> KnownLevel | None:
        """Return the level in an area; from a passed SFI course, uncertain, when no level is known.

        ``None`` means that nothing is known: it must be named, never read as zero.
        """
        known = self.areas.get(area)
        if known:
            certain = not known.to_be_confirmed and known.source is not LanguageSource.SELF
            return KnownLevel(known.level.low, certain)
        if self.sfi and self.sfi.passed:
            return KnownLevel(sfi_guide(self.sfi.passed).low, certain=False)
        return None


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language other than Swedish, an asset an opening can ask for.

    ``tag`` is a BCP 47 tag such as ``ar`` or ``prs``; ``level`` ``None`` is a mother tongue or
    simply not stated.
    """

    tag: str
    level: Cefr | None = None
