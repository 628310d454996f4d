"""Swedish words for facts, and sentences that say what each of them rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from matcher.domain.skills import ExperienceKind
from matcher.ranking.vocabulary import NAMES, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.applying.facts import Facts, WorkDone
    from matcher.domain.language import SpokenLanguage
    from matcher.domain.participant import Availability

SWEDISH = Locale("sv")
MONTHS_A_YEAR = 12


class Ground(StrEnum):
    """What a sentence rests on; ``FORM`` is a greeting or an end, and says nothing of anybody."""

    SKILL = "skill"
    WORK = "work"
    EDUCATION = "education"
    CERTIFICATE = "certificate"
    SWEDISH = "swedish"
    LANGUAGE = "language"
    DRIVING = "driving"
    TIMES = "times"
    WISH = "wish"
    JOB = "job"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line, what it rests on, and the facts that it says, word for word."""

    text: str
    ground: Ground
    facts: tuple[str, ...] = ()


def listed(parts: Iterable[str]) -> str:
    """Join parts as Swedish does.

    >>> listed(["disk", "städning", "servering"])
    'disk, städning och servering'
    """
    return str(format_list(list(parts), locale=SWEDISH))


def in_sentence(name: str) -> str:
    """Begin a name with a small letter, unless it is a word in capitals such as SFI.

    >>> in_sentence("Diskare"), in_sentence("VVS-montör")
    ('diskare', 'VVS-montör')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def as_line(text: str) -> str:
    """Begin a line with a capital.

    >>> as_line("laga mat")
    'Laga mat'
    """
    return text[:1].upper() + text[1:]


def day_said(day: date) -> str:
    """Say a day, such as ``1 december 2026``."""
    return format_date(day, "d MMMM y", locale=SWEDISH)


def time_said(months: int) -> str:
    """Say how long something was.

    >>> time_said(1), time_said(18), time_said(24)
    ('1 månad', '18 månader', '2 år')
    """
    years, rest = divmod(months, MONTHS_A_YEAR)
    if years and not rest:
        return f"{years} år"
    return "1 månad" if months == 1 else f"{months} månader"


def work_said(done: WorkDone) -> str:
    """Say confirmed work as a line; unpaid work is never called an employment."""
    name = as_line(done.name)
    how = {
        ExperienceKind.FORMAL: "",
        ExperienceKind.INFORMAL: ", utan anställning",
        ExperienceKind.CARE_AT_HOME: ", omsorg hemma",
    }[done.kind]
    return f"{name}{how}" + (f", {time_said(done.months)}" if done.months else "")


def language_said(spoken: SpokenLanguage) -> str:
    """Say a language with its level, when one is known."""
    key = f"language.{spoken.tag}"
    name = name_of(key, "sv") if key in NAMES else SWEDISH.languages.get(spoken.tag, spoken.tag)
    return name + (f" ({spoken.level.label})" if spoken.level else "")


def swedish_said(facts: Facts) -> str:
    """Say the confirmed levels of Swedish, area by area; empty when there is none."""
    return listed(
        f"{level.level.label} i att {name_of(f'area.{area}', 'sv')}"
        for area, level in facts.swedish
    )


def sfi_said(facts: Facts) -> str:
    """Say the passed SFI course with its day; empty when none is passed."""
    sfi = facts.sfi
    if sfi is None or sfi.passed is None:
        return ""
    on = f" ({day_said(sfi.passed_on)})" if sfi.passed_on else ""
    return f"SFI kurs {sfi.passed.value}{on}"


def hours_said(known: Availability) -> str:
    """Say hours a week, times and first day, as far as they are known."""
    low, high = known.hours_per_week_min, known.hours_per_week_max
    numbers = [format_decimal(one, locale=SWEDISH) for one in (low, high) if one is not None]
    said = []
    if low is not None and high is not None:
        said.append(f"{numbers[0] if low == high else '–'.join(numbers)} timmar i veckan")
    elif numbers:
        said.append(f"{'minst' if low is not None else 'högst'} {numbers[0]} timmar i veckan")
    if known.shifts:
        said.append(listed(name_of(f"shift.{one}", "sv") for one in sorted(known.shifts)))
    if known.start:
        said.append(f"från {day_said(known.start)}")
    return ", ".join(said)


EDUCATION = (
    "kortare grundskola",
    "kortare grundskola",
    "grundskola",
    "gymnasienivå",
    "eftergymnasial nivå, kortare än två år",
    "eftergymnasial nivå, två år eller längre",
    "forskarnivå",
)
"""SUN levels 0 to 6 in words, for a schooling that was validated."""
