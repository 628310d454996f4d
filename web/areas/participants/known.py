"""What is kept of a person, who looked at it, and what an employer was told: said to herself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date, gettext

from matcher.domain.permission import FieldGroup
from matcher.domain.personal_link import BY_PERSON
from matcher.services.looks import EXPORT
from web.areas.participants.words import hours_of, listed, place_of
from web.languages import isolated, language, language_name, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.disclosure import Disclosure
    from matcher.domain.ids import EmployerId
    from matcher.domain.ladders import Ladders
    from matcher.domain.look import Look
    from matcher.domain.participant import Participant


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was told in own words or written by an office, with its language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Part:
    """One fold of "what is known about me": lines in the language of the page, and own words."""

    name: str
    lines: tuple[str, ...]
    told: tuple[Told, ...] = ()


def known_of(person: Participant, ladders: Ladders) -> tuple[Part, ...]:
    """Return what is kept of a person, part by part; the download has every field."""
    lang, nothing = language(), (gettext("Nothing yet."),)
    steps = ladders.steps
    wanted = [steps[one].titles.get(lang) for one in sorted(person.wishes.steps) if one in steps]
    unwanted = [
        steps[one].titles.get(lang) for one in sorted(person.wishes.unwanted) if one in steps
    ]
    times = person.availability
    parts = (
        Part(gettext("My language and place"), tuple(_place(person))),
        Part(gettext("My Swedish"), tuple(_swedish(person))),
        Part(
            gettext("What I have done"),
            (),
            tuple(Told(one.text, one.lang) for one in person.experiences),
        ),
        Part(gettext("What I can do"), (), tuple(Told(one.text, "sv") for one in person.skills)),
        Part(
            gettext("My wishes"),
            (
                *(named(one, "sector") for one in sorted(person.wishes.sectors)),
                *wanted,
                *(gettext("not: %(what)s", what=one) for one in unwanted),
                *(
                    gettext("not: %(what)s", what=named(tag, "tag"))
                    for tag in sorted(person.wishes.avoid)
                ),
            ),
        ),
        Part(
            gettext("My working hours"),
            tuple(
                filter(
                    None,
                    (
                        hours_of(times.hours_per_week_min, times.hours_per_week_max),
                        listed(named(one, "shift") for one in sorted(times.shifts)),
                    ),
                )
            ),
        ),
    )
    return tuple(part if part.lines or part.told else Part(part.name, nothing) for part in parts)


def looks_of(looks: Iterable[Look]) -> tuple[tuple[str, str, str], ...]:
    """Return who looked, at what and on which day."""
    return tuple(
        (
            gettext("you") if look.by == BY_PERSON else look.by,
            gettext("all data") if look.what == EXPORT else gettext("your page"),
            format_date(look.at),
        )
        for look in looks
    )


def groups() -> Mapping[FieldGroup, str]:
    """Return what an employer may be told, in words."""
    return {
        FieldGroup.CODE: gettext("your code"),
        FieldGroup.SKILLS: gettext("what you can do"),
        FieldGroup.NAME_AND_CONTACT: gettext("name and contact"),
    }


def told_of(
    told: Iterable[Disclosure], employers: Mapping[EmployerId, str]
) -> tuple[tuple[str, str, str], ...]:
    """Return which employer was told what and on which day, the newest first."""
    names = groups()
    newest = sorted(told, key=lambda one: one.at, reverse=True)
    return tuple(
        (employers.get(one.employer, one.employer), names[one.field_group], format_date(one.at))
        for one in newest
    )


def _place(person: Participant) -> Iterable[str]:
    yield language_name(person.preferred_language)
    if person.place is not None:
        yield place_of(person.place)


def _swedish(person: Participant) -> Iterable[str]:
    for area, level in person.swedish.areas.items():
        unsure = f" ({gettext('to be confirmed')})" if level.to_be_confirmed else ""
        yield f"{named(area, 'area')}: {isolated(level.level.label)}{unsure}"
