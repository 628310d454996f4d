"""Gaps in the demo on purpose: in life, about a third of the profiles miss something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.language import LanguageArea, Swedish
from matcher.domain.participant import Availability, Education, MayWork, MayWorkStatus, Travel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.participant import Participant
    from training.demo_draw import Draw

_MOST_GAPS = 4


def unknowns(person: Participant) -> tuple[str, ...]:
    """Name the facts that are not known of a person, in a fixed order."""
    can = person.availability
    known = {
        "home": person.place is not None,
        "hours": can.hours_per_week_max is not None,
        "shifts": bool(can.shifts),
        "start": can.start is not None,
        "travel": person.travel.max_minutes is not None,
        "driving_licence": person.driving_licence is not None,
        "education": person.education.sun_level is not None,
        "swedish": all(area in person.swedish.areas for area in LanguageArea),
        "experiences": bool(person.experiences),
        "months": all(told.months is not None for told in person.experiences),
        "certificates": person.certificates is not None,
        "may_work": person.may_work.status is not MayWorkStatus.TO_CHECK,
        "is_adult": person.is_adult is not None,
    }
    return tuple(name for name, is_known in known.items() if not is_known)


def with_gaps(person: Participant, draw: Draw) -> Participant:
    """Return the person with one to four facts taken out."""
    names = draw.some(tuple(_BLANKS), 1, _MOST_GAPS)
    # Nobody loses both home and experiences: too little would be left to show anything.
    if {"home", "experiences"} <= set(names):
        names.remove("experiences")
    for name in names:
        person = _BLANKS[name](person, draw)
    return person


def _no_hours(person: Participant, _: Draw) -> Participant:
    can = person.availability
    return replace(person, availability=Availability(shifts=can.shifts, start=can.start))


def _no_shifts(person: Participant, _: Draw) -> Participant:
    return replace(person, availability=replace(person.availability, shifts=frozenset()))


def _no_start(person: Participant, _: Draw) -> Participant:
    return replace(person, availability=replace(person.availability, start=None))


def _less_swedish(person: Participant, draw: Draw) -> Participant:
    swedish = person.swedish
    # A level copied from one overall level leaves no single area out: it is there or it is not.
    copied = all(level.to_be_confirmed for level in swedish.areas.values())
    if copied or draw.chance(0.5):
        return replace(person, swedish=Swedish(sfi=swedish.sfi if draw.chance(0.7) else None))
    lost = draw.pick([LanguageArea.WRITING, LanguageArea.READING, LanguageArea.SPOKEN_PRODUCTION])
    kept = {area: level for area, level in swedish.areas.items() if area is not lost}
    return replace(person, swedish=Swedish(kept, swedish.sfi))


def _no_months(person: Participant, _: Draw) -> Participant:
    return replace(person, experiences=tuple(replace(e, months=None) for e in person.experiences))


_BLANKS: Mapping[str, Callable[[Participant, Draw], Participant]] = {
    "home": lambda person, _: replace(person, place=None),
    "hours": _no_hours,
    "shifts": _no_shifts,
    "start": _no_start,
    "travel": lambda person, _: replace(person, travel=Travel()),
    "driving_licence": lambda person, _: replace(person, driving_licence=None),
    "education": lambda person, _: replace(person, education=Education()),
    "swedish": _less_swedish,
    "experiences": lambda person, _: replace(person, experiences=()),
    "months": _no_months,
    "certificates": lambda person, _: replace(person, certificates=None),
    "may_work": lambda person, _: replace(person, may_work=MayWork(MayWorkStatus.TO_CHECK)),
    "is_adult": lambda person, _: replace(person, is_adult=None),
}
