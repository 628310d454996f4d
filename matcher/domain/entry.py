"""Entry rules of a course, and whether somebody meets them: yes, to be checked, or no.

What is not known is never read as no. Who admits decides; this says only what to ask first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.language import STEPS_PER_MAIN_LEVEL, LanguageArea, SfiCourse
from matcher.domain.participant import MayWorkStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.domain.language import Cefr, Swedish
    from matcher.domain.participant import Education, MayWork, Participant
    from matcher.domain.skills import Certificate


class Entry(StrEnum):
    """Whether a rule is met; what is to be checked is no *no*, and no *yes*."""

    MEETS = "meets"
    TO_CHECK = "to_check"
    MISSES = "misses"


class EntryTopic(StrEnum):
    """What a rule is about."""

    ADULT = "adult"
    SWEDISH = "swedish"
    SFI = "sfi"
    SCHOOLING = "schooling"
    CERTIFICATE = "certificate"
    MAY_WORK = "may_work"
    ENROLLED = "enrolled"


@dataclass(frozen=True, slots=True)
class EntryRules:
    """Who may come; what is not set is not asked.

    Parameters
    ----------
    adult
        Eighteen years; nothing else is known of anybody's age.
    swedish
        The lowest level by area.
    sfi_passed, sfi_attended
        The lowest SFI course that must be passed, or attended now; with both, one is enough.
    schooling
        The lowest SUN 2020 level, 0 to 6.
    certificates
        Papers that must be held when it begins, by id.
    may_work
        The right to work must last until the course ends.
    enrolled
        Registered with the public employment service. Nobody's registration is kept, so it is
        to be checked for everybody.
    text
        More in words; it is shown, and not judged.
    """

    adult: bool = False
    swedish: Mapping[LanguageArea, Cefr] = field(default_factory=dict)
    sfi_passed: SfiCourse | None = None
    sfi_attended: SfiCourse | None = None
    schooling: int | None = None
    certificates: tuple[str, ...] = ()
    may_work: bool = False
    enrolled: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """One rule judged for one person.

    Parameters
    ----------
    id
        The language area or the certificate; for SFI ``passed``, ``attended`` or ``either``; empty
        for the others.
    asked
        The level, course or day that is asked for, as it is written.
    """

    topic: EntryTopic
    entry: Entry
    id: str = ""
    asked: str = ""


def judge_entry(
    person: Participant, rules: EntryRules, begins: date, ends: date
) -> tuple[EntryPoint, ...]:
    """Judge each rule of a course.

    Parameters
    ----------
    begins, ends
        The first and the last day of the course.
    """
    points = [
        EntryPoint(EntryTopic.SWEDISH, _swedish(person.swedish, area, level), area, level.label)
        for area, level in rules.swedish.items()
    ]
    if rules.sfi_passed is not None or rules.sfi_attended is not None:
        points.append(_sfi_point(person.swedish, rules))
    points += [
        EntryPoint(EntryTopic.CERTIFICATE, _certificate(person.certificates, one, begins), one)
        for one in rules.certificates
    ]
    if rules.schooling is not None:
        entry = _schooling(person.education, rules.schooling)
        points.append(EntryPoint(EntryTopic.SCHOOLING, entry, asked=str(rules.schooling)))
    if rules.adult:
        points.append(EntryPoint(EntryTopic.ADULT, _yes_no(person.is_adult)))
    if rules.may_work:
        entry = _may_work(person.may_work, ends)
        points.append(EntryPoint(EntryTopic.MAY_WORK, entry, asked=ends.isoformat()))
    if rules.enrolled:
        points.append(EntryPoint(EntryTopic.ENROLLED, Entry.TO_CHECK))
    return tuple(points)


def entry_of(points: Iterable[EntryPoint]) -> Entry:
    """Return how rules stand together: a missed one counts first, then one to be checked."""
    entries = {point.entry for point in points}
    return next((one for one in (Entry.MISSES, Entry.TO_CHECK) if one in entries), Entry.MEETS)


def _yes_no(known: bool | None) -> Entry:  # noqa: FBT001 - a fact, not a switch
    if known is None:
        return Entry.TO_CHECK
    return Entry.MEETS if known else Entry.MISSES


def _swedish(swedish: Swedish, area: LanguageArea, asked: Cefr) -> Entry:
    """Judge a level: what a teacher or a test says decides, the rest only where it is far below.

    A level that SFI alone suggests says nothing of a higher one: she may have gone on.
    """
    stated, known = swedish.areas.get(area), swedish.level_in(area)
    if stated is None or known is None:
        return Entry.TO_CHECK
    if stated.level.low >= asked:
        return Entry.MEETS if known.certain else Entry.TO_CHECK
    short = asked - stated.level.high
    if known.certain:
        return Entry.MISSES if short > 0 else Entry.TO_CHECK
    return Entry.MISSES if short > STEPS_PER_MAIN_LEVEL else Entry.TO_CHECK


def _sfi_point(swedish: Swedish, rules: EntryRules) -> EntryPoint:
    courses = {"passed": rules.sfi_passed, "attended": rules.sfi_attended}
    asked = {how: course.value for how, course in courses.items() if course}
    how = "either" if len(asked) > 1 else next(iter(asked))
    return EntryPoint(EntryTopic.SFI, _sfi(swedish, rules), how, "/".join(asked.values()))


def _sfi(swedish: Swedish, rules: EntryRules) -> Entry:
    sfi = swedish.sfi
    if sfi is None:
        return Entry.TO_CHECK
    passed, attended = sfi.passed, sfi.attended
    if rules.sfi_passed and passed and passed >= rules.sfi_passed:
        return Entry.MEETS
    if rules.sfi_attended and attended and attended >= rules.sfi_attended:
        return Entry.MEETS
    if rules.sfi_passed and attended and attended > rules.sfi_passed:
        # She attends the course above: whether the one below was passed elsewhere is to be asked.
        return Entry.TO_CHECK
    return Entry.MISSES if passed or attended else Entry.TO_CHECK


def _certificate(held: tuple[Certificate, ...] | None, asked: str, day: date) -> Entry:
    if held is None:
        return Entry.TO_CHECK
    has = any(one.id == asked and one.valid_on(day) for one in held)
    return Entry.MEETS if has else Entry.MISSES


def _schooling(education: Education, asked: int) -> Entry:
    """Judge schooling; what comes from another country counts for sure once it is validated."""
    if education.sun_level is None:
        return Entry.TO_CHECK
    if education.sun_level < asked:
        return Entry.MISSES
    unsure = education.foreign is True and education.validated is not True
    return Entry.TO_CHECK if unsure else Entry.MEETS


def _may_work(may_work: MayWork, ends: date) -> Entry:
    if may_work.status is not MayWorkStatus.YES:
        return Entry.TO_CHECK
    lasts = may_work.until is None or may_work.until >= ends
    return Entry.MEETS if lasts else Entry.MISSES
