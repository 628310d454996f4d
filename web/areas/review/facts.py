"""What is known of a person, fact by fact; what is not known is named, never left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.lists import format_list
from flask_babel import format_date, format_decimal, get_locale, gettext

from matcher.domain.participant import MayWorkStatus
from web.languages import isolated, language_name, named, number_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Availability, MayWork, Participant, Shift, Travel
    from matcher.domain.place import Place


@dataclass(frozen=True, slots=True)
class FactLine:
    """A label and the values known for it; with none, the page says that it is not known.

    ``written`` are values in Swedish, as an employer wrote them.
    """

    label: str
    values: tuple[str, ...]
    written: tuple[str, ...] = ()


def facts_of(person: Participant, ladders: Ladders, lang: str) -> tuple[FactLine, ...]:
    """Return what the page shows of a profile besides the person's own words.

    Parameters
    ----------
    person
        The profile.
    ladders
        For the names of steps and certificates.
    lang
        Language of those names.
    """
    return (
        FactLine(gettext("Speaks with us in"), (language_name(person.preferred_language),)),
        FactLine(gettext("Lives in"), _lives_in(person)),
        FactLine(gettext("Swedish"), _swedish(person)),
        FactLine(gettext("SFI"), _sfi(person)),
        FactLine(
            gettext("Other languages"),
            tuple(
                language_name(spoken.tag)
                + (f" ({isolated(spoken.level.label)})" if spoken.level else "")
                for spoken in person.languages
            ),
        ),
        FactLine(gettext("Can do"), tuple(claim.text for claim in person.skills)),
        FactLine(gettext("Certificates"), _certificates(person, ladders, lang)),
        FactLine(gettext("Driving licence"), yes_no(known=person.driving_licence)),
        FactLine(gettext("Hours and shifts"), _availability(person.availability)),
        FactLine(gettext("Way to work"), _travel(person.travel)),
        FactLine(gettext("Wants"), _wants(person, ladders, lang)),
        FactLine(
            gettext("Would rather not"),
            tuple(named(tag, "tag") for tag in sorted(person.wishes.avoid))
            or (gettext("nothing named"),),
        ),
        FactLine(gettext("May work"), (_may_work(person.may_work),)),
    )


def _lives_in(person: Participant) -> tuple[str, ...]:
    if person.protected_identity:
        return (gettext("masked"),)
    return (place_line(person.place),) if person.place else ()


def place_line(place: Place) -> str:
    """Say a place: the district, when known, and the municipality."""
    return ", ".join(part for part in (place.district, place.municipality) if part)


def times_of(least: float | None, most: float | None, shifts: Iterable[Shift]) -> tuple[str, ...]:
    """Say hours a week and shifts, as far as they are known."""
    said = _hours(least, most)
    if shifts := sorted(shifts):
        said.append(_listed(named(shift, "shift") for shift in shifts))
    return tuple(said)


def yes_no(*, known: bool | None) -> tuple[str, ...]:
    """Say yes or no, or nothing when it is not known."""
    if known is None:
        return ()
    return (gettext("yes") if known else gettext("no"),)


def _swedish(person: Participant) -> tuple[str, ...]:
    sources = {
        "self": gettext("own estimate"),
        "teacher": gettext("teacher's estimate"),
        "test": gettext("test"),
    }
    return tuple(
        f"{named(area, 'area')}: {isolated(known.level.label)} ("
        + (gettext("to be confirmed") if known.to_be_confirmed else sources[known.source])
        + ")"
        for area, known in person.swedish.areas.items()
    )


def _sfi(person: Participant) -> tuple[str, ...]:
    sfi = person.swedish.sfi
    if sfi is None:
        return ()
    said = []
    if sfi.track:
        said.append(gettext("study path %(track)s", track=sfi.track))
    if sfi.attended:
        said.append(gettext("goes to course %(course)s", course=sfi.attended.value))
    if sfi.passed:
        said.append(gettext("has passed course %(course)s", course=sfi.passed.value))
    return tuple(said)


def _certificates(person: Participant, ladders: Ladders, lang: str) -> tuple[str, ...]:
    if person.certificates is None:
        return ()
    names = {
        need.id: need.names.get(lang)
        for step in ladders.steps.values()
        for need in step.certificates
    }
    held = []
    for certificate in person.certificates:
        name = names.get(certificate.id, certificate.id)
        if certificate.valid_to:
            name += " " + gettext("(until %(day)s)", day=format_date(certificate.valid_to))
        held.append(name)
    return tuple(held) or (gettext("none"),)


def _availability(known: Availability) -> tuple[str, ...]:
    said = times_of(known.hours_per_week_min, known.hours_per_week_max, known.shifts)
    if known.start:
        said = (*said, gettext("from %(day)s", day=format_date(known.start)))
    return said


def _hours(least: float | None, most: float | None) -> list[str]:
    if least is not None and most is not None:
        return [gettext("%(number)s hours a week", number=number_range(least, most))]
    if least is not None:
        return [gettext("at least %(number)s hours a week", number=format_decimal(least))]
    if most is not None:
        return [gettext("at most %(number)s hours a week", number=format_decimal(most))]
    return []


def _travel(known: Travel) -> tuple[str, ...]:
    modes = {
        "walk": gettext("on foot"),
        "bicycle": gettext("by bicycle"),
        "public_transport": gettext("by public transport"),
        "car": gettext("by car"),
    }
    said = [modes[known.mode]] if known.mode else []
    if known.max_minutes is not None:
        said.append(gettext("at most %(minutes)s minutes", minutes=known.max_minutes))
    return tuple(said)


def _wants(person: Participant, ladders: Ladders, lang: str) -> tuple[str, ...]:
    wishes = person.wishes
    steps = (ladders.steps.get(step) for step in sorted(wishes.steps))
    return (
        *(named(sector, "sector") for sector in sorted(wishes.sectors)),
        *(step.titles.get(lang) for step in steps if step),
    )


def _may_work(known: MayWork) -> str:
    says = {
        MayWorkStatus.YES: gettext("yes"),
        MayWorkStatus.RESTRICTED: gettext("restricted: ask before an offer"),
        MayWorkStatus.TO_CHECK: gettext("to be checked"),
    }
    until = gettext("(until %(day)s)", day=format_date(known.until)) if known.until else ""
    return f"{says[known.status]} {until}".strip()


def _listed(parts: Iterable[str]) -> str:
    return str(format_list(list(parts), style="standard", locale=get_locale()))
