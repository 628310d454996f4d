"""Our ladders as concepts: titles of steps and the skills they ask for, without any import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.concept import (
    Concept,
    ConceptKey,
    ConceptKind,
    Crosswalk,
    Label,
    Match,
    Scheme,
)
from matcher.domain.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.domain.ladder import Requirement, Step
    from matcher.domain.ladders import Ladders


def ladder_concepts(ladders: Ladders) -> tuple[Concept, ...]:
    """Return an occupation for each step and a skill for each text that some step asks for.

    The id of an occupation is its step's, that of a skill the step's and the requirement's, joined
    by a slash; a skill that several steps ask for in the same words comes once.
    """
    steps = tuple(ladders.steps.values())
    skills: dict[str, Concept] = {}
    for step in steps:
        for need in step.skills:
            skills.setdefault(need.texts.sv, _skill(step, need))
    return (*map(_occupation, steps), *skills.values())


def ladder_crosswalks(ladders: Ladders) -> tuple[Crosswalk, ...]:
    """Return the JobTech occupation that each step names as its own; others lie near it."""
    return tuple(
        Crosswalk(ConceptKey(Scheme.LADDER, step.id), match, ConceptKey(Scheme.JOBTECH, concept))
        for step in ladders.steps.values()
        for match, concepts in (
            (Match.EXACT, (step.codes.jobtech,)),
            (Match.CLOSE, step.codes.also_jobtech),
        )
        for concept in concepts
        if concept
    )


def labels_of(concept: Concept) -> Iterator[Label]:
    """Yield every label of a concept, the preferred ones first."""
    for lang, text in concept.labels.items():
        yield Label(concept.key, concept.kind, lang, text)
    for lang, names in concept.alternatives.items():
        for text in names:
            yield Label(concept.key, concept.kind, lang, text, preferred=False)


def _occupation(step: Step) -> Concept:
    titles = {lang: step.titles.get(lang) for lang in LANGUAGES}
    # A title with a slash names two jobs.
    parts = tuple(part.strip() for part in titles["sv"].split("/") if "/" in titles["sv"])
    also = {lang: tuple(names) for lang, names in step.also_called.items()}
    also["sv"] = (*parts, *also.get("sv", ()))
    return Concept(
        Scheme.LADDER,
        step.id,
        ConceptKind.OCCUPATION,
        step.codes.ssyk,
        titles,
        {lang: names for lang, names in also.items() if names},
    )


def _skill(step: Step, need: Requirement) -> Concept:
    texts = {lang: need.texts.get(lang) for lang in LANGUAGES}
    return Concept(Scheme.LADDER, f"{step.id}/{need.id}", ConceptKind.SKILL, None, texts)
