"""What a person told, with the concepts suggested for it, as the page shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.concept_suggestion import ConceptState, words_key

if TYPE_CHECKING:
    from matcher.domain.concept_suggestion import ConceptMoved, ConceptSuggestion
    from matcher.domain.skills import Experience
    from matcher.services.queues import PersonPage


@dataclass(frozen=True, slots=True)
class ShownConcept:
    """One suggested concept: its label in the reader's language, as far as there is one.

    ``moves`` is all that was done with it, the first one first.
    """

    suggestion: ConceptSuggestion
    label: str
    label_lang: str
    percent: int
    moves: tuple[ConceptMoved, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One experience with its concepts: to decide on, confirmed, refused."""

    experience: Experience
    open: tuple[ShownConcept, ...]
    confirmed: tuple[ShownConcept, ...]
    refused: tuple[ShownConcept, ...]


def told_by(page: PersonPage, lang: str) -> tuple[Told, ...]:
    """Return what a person told, in the order of the profile, with concepts in a language."""
    by_experience: dict[str, list[ConceptSuggestion]] = defaultdict(list)
    for one in page.concepts:
        by_experience[one.words].append(one)
    return tuple(
        Told(experience, *(_shown(page, found, state, lang) for state in ConceptState))
        for experience in page.person.experiences
        for found in [by_experience[words_key(experience.text)]]
    )


def _shown(
    page: PersonPage, found: list[ConceptSuggestion], state: ConceptState, lang: str
) -> tuple[ShownConcept, ...]:
    return tuple(
        ShownConcept(
            one,
            *one.label(lang),
            round(100 * one.confidence),
            tuple(moved for moved in page.moves if moved.suggestion == one.id),
        )
        for one in found
        if one.state is state
    )
