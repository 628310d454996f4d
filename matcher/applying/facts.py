"""What a paper may say of a person: confirmed by somebody, or a plain fact of hers, and no more.

Age, place, way to work, right to work, what she would rather avoid and her own words never enter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKind
from matcher.domain.concept_suggestion import ConceptState, words_key
from matcher.domain.language import LanguageSource
from matcher.domain.personal_number import has_personal_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from matcher.domain.concept_suggestion import ConceptSuggestion
    from matcher.domain.ladders import Ladders
    from matcher.domain.language import AreaLevel, LanguageArea, Sfi, SpokenLanguage
    from matcher.domain.participant import Availability, Education, Participant
    from matcher.domain.sector import Sector
    from matcher.domain.skills import Certificate, Experience, ExperienceKind


@dataclass(frozen=True, slots=True)
class WorkDone:
    """Told work that a person has confirmed to be an occupation.

    Parameters
    ----------
    name
        Of the occupation, in Swedish.
    months
        How long, as it was told; ``None`` when not known.
    """

    name: str
    months: int | None
    kind: ExperienceKind


@dataclass(frozen=True, slots=True)
class Paperwork:
    """A certificate that holds, by its Swedish name."""

    name: str
    valid_to: date | None


class Missing(StrEnum):
    """Why something that is known does not stand in the papers."""

    SKILL_UNCONFIRMED = "skill_unconfirmed"
    WORK_UNCONFIRMED = "work_unconfirmed"
    SWEDISH_UNCONFIRMED = "swedish_unconfirmed"
    EDUCATION_NOT_VALIDATED = "education_not_validated"
    CERTIFICATE_ENDED = "certificate_ended"
    NOT_IN_SWEDISH = "not_in_swedish"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many things stay out for one reason."""

    why: Missing
    number: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that papers are composed of, besides the job."""

    skills: tuple[str, ...]
    work: tuple[WorkDone, ...]
    education: Education | None
    certificates: tuple[Paperwork, ...]
    swedish: tuple[tuple[LanguageArea, AreaLevel], ...]
    sfi: Sfi | None
    languages: tuple[SpokenLanguage, ...]
    drives: bool
    availability: Availability
    sectors: frozenset[Sector]
    left_out: tuple[LeftOut, ...]


def facts_of(
    person: Participant,
    concepts: Sequence[ConceptSuggestion],
    ladders: Ladders,
    day: date,
) -> Facts:
    """Return what may be said of a person on a day.

    Parameters
    ----------
    concepts
        Those suggested for what she told; only confirmed occupations count.
    ladders
        For the names of certificates.
    day
        Certificates that do not hold on it stay out.
    """
    confirmed = [one.text for one in person.skills if (one.confirmed_by or "").strip()]
    skills = tuple(dict.fromkeys(text for text in map(_tidy, confirmed) if _is_sayable(text)))
    work, unconfirmed, unnamed = _work(person.experiences, concepts)
    held = tuple(one for one in person.certificates or () if one.valid_on(day))
    papers = tuple(_papers(held, ladders))
    areas = person.swedish.areas
    swedish = tuple((area, level) for area, level in areas.items() if _is_sure(level))
    schooling = person.education
    sfi = person.swedish.sfi
    return Facts(
        skills=skills,
        work=work,
        education=schooling if schooling.validated and schooling.sun_level is not None else None,
        certificates=papers,
        swedish=swedish,
        sfi=sfi if sfi is not None and sfi.passed else None,
        languages=tuple(one for one in person.languages if one.tag != "sv"),
        drives=person.driving_licence is True,
        availability=person.availability,
        sectors=person.wishes.sectors,
        left_out=_counted(
            (Missing.SKILL_UNCONFIRMED, len(person.skills) - len(confirmed)),
            (Missing.WORK_UNCONFIRMED, unconfirmed),
            (Missing.SWEDISH_UNCONFIRMED, len(areas) - len(swedish)),
            (
                Missing.EDUCATION_NOT_VALIDATED,
                int(schooling.sun_level is not None and not schooling.validated),
            ),
            (Missing.CERTIFICATE_ENDED, len(person.certificates or ()) - len(held)),
            (
                Missing.NOT_IN_SWEDISH,
                sum(not _is_sayable(_tidy(text)) for text in confirmed)
                + unnamed
                + len(held)
                - len(papers),
            ),
        ),
    )


def _work(
    told: Iterable[Experience], concepts: Sequence[ConceptSuggestion]
) -> tuple[tuple[WorkDone, ...], int, int]:
    """Return confirmed work, and how many tellings nobody confirmed or Swedish has no name for."""
    found: list[WorkDone] = []
    unconfirmed = unnamed = 0
    for one in told:
        sure = [
            concept
            for concept in concepts
            if concept.words == words_key(one.text) and concept.state is ConceptState.CONFIRMED
        ]
        jobs = [concept for concept in sure if concept.kind is ConceptKind.OCCUPATION]
        names = [concept.labels["sv"] for concept in jobs if "sv" in concept.labels]
        found += [WorkDone(_tidy(name), one.months, one.kind) for name in names[:1]]
        unconfirmed += not sure
        unnamed += bool(jobs) and not names
    return tuple(dict.fromkeys(found)), unconfirmed, unnamed


def _papers(held: Iterable[Certificate], ladders: Ladders) -> Iterator[Paperwork]:
    names = {
        need.id: need.names.sv for step in ladders.steps.values() for need in step.certificates
    }
    for one in held:
        if one.id in names:
            yield Paperwork(names[one.id], one.valid_to)


def _is_sure(level: AreaLevel) -> bool:
    return level.source is not LanguageSource.SELF and not level.to_be_confirmed


def _is_sayable(text: str) -> bool:
    """Say whether a text is written in the letters of Swedish, without a number of a person."""
    letters = [sign for sign in text if sign.isalpha()]
    latin = all(sign < "\u0250" for sign in letters)
    return bool(letters) and latin and not has_personal_number(text)


def _tidy(text: str) -> str:
    return " ".join(text.split()).rstrip(". ")


def _counted(*found: tuple[Missing, int]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(why, number) for why, number in found if number > 0)
