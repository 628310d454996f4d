"""Profiles and jobs as short texts for the encoder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from matcher.domain.participant import Participant
    from matcher.domain.target import Target

AD_CHARACTERS = 600


class FacetKind(StrEnum):
    """Where a facet comes from."""

    EXPERIENCE = "experience"
    SKILL = "skill"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing a person has told of herself.

    ``months`` is how long an experience lasted; ``None`` when unknown or for a skill.
    """

    kind: FacetKind
    text: str
    months: int | None = None


def facets_of(person: Participant) -> tuple[Facet, ...]:
    """Return a person's facets: experiences in own words, then skills.

    Wishes are no facets: wanting a job is not having done it, and they are a feature of their own.
    """
    told = tuple(
        Facet(FacetKind.EXPERIENCE, experience.text, experience.months)
        for experience in person.experiences
    )
    return told + tuple(Facet(FacetKind.SKILL, claim.text) for claim in person.skills)


def target_text(target: Target) -> str:
    """Return a target as one text: the ad's title and beginning, then the step's tasks."""
    step = step_text(target.step) if target.step else ""
    if target.opening is None:
        return step
    opening = target.opening
    return f"{opening.title}. {opening.text[:AD_CHARACTERS]} {step}".strip()
