"""The one place that composes what an employer sees of a person.

Whatever goes to an employer (a page, a letter, a message, what is said on the phone) is made from
what this returns. It never sees scores, bands, suggestions, self-assessments or other people, so
none of them can slip in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.language import LanguageSource
from matcher.domain.permission import FieldGroup
from matcher.domain.views import EmployerView
from matcher.errors import DecisionError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from matcher.domain.ladders import Ladders
    from matcher.domain.language import LanguageArea
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant


def employer_view(
    person: Participant,
    opening: Opening,
    permitted: Collection[FieldGroup],
    areas: Collection[LanguageArea],
    day: date,
) -> EmployerView:
    """Return what an employer may see of a person.

    Parameters
    ----------
    permitted
        From :func:`matcher.domain.permission.may_be_said`.
    areas
        From :func:`areas_asked`.
    day
        Certificates that do not hold on it are left out.

    Raises
    ------
    DecisionError
        Nothing at all may be said.
    """
    if FieldGroup.CODE not in permitted:
        raise DecisionError(
            f"Nothing may be said about {person.code} for {opening.id}: there is no permission "
            f"now. Ask the person; record a yes with `stegvis permissions grant {person.code}`."
        )
    skilled = FieldGroup.SKILLS in permitted
    asks_to_drive = opening.demands.driving_licence
    return EmployerView(
        opening=opening.id,
        title=opening.title,
        code=person.code,
        skills=_skills(person) if skilled else None,
        certificates=_certificates(person, day) if skilled else None,
        swedish=_swedish(person, areas) if skilled else None,
        languages=_languages(person, opening) if skilled else None,
        driving_licence=person.driving_licence if skilled and asks_to_drive else None,
        name_and_contact=FieldGroup.NAME_AND_CONTACT in permitted,
    )


def areas_asked(opening: Opening, ladders: Ladders) -> frozenset[LanguageArea]:
    """Return the areas of Swedish that a job asks for, itself or as its step of a ladder."""
    step = ladders.steps.get(opening.step) if opening.step else None
    asked = set(opening.demands.swedish)
    if step is not None and step.swedish is not None:
        asked |= set(step.swedish.areas)
    return frozenset(asked)


def _skills(person: Participant) -> tuple[str, ...]:
    return tuple(claim.text for claim in person.skills if claim.confirmed_by)


def _certificates(person: Participant, day: date) -> tuple[str, ...]:
    return tuple(one.id for one in person.certificates or () if one.valid_on(day))


def _swedish(
    person: Participant, areas: Collection[LanguageArea]
) -> tuple[tuple[LanguageArea, str], ...]:
    known = person.swedish.areas
    return tuple(
        (area, known[area].level.label)
        for area in sorted(areas)
        if area in known
        and known[area].source is not LanguageSource.SELF
        and not known[area].to_be_confirmed
    )


def _languages(person: Participant, opening: Opening) -> tuple[str, ...]:
    spoken = {language.tag for language in person.languages}
    return tuple(tag for tag in opening.offers.languages if tag in spoken)
