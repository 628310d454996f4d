"""What people are matched against, with its vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.ladder import RequirementType
from matcher.ports import TextKind
from matcher.ranking.verbalise import facets_of, target_text
from matcher.taxonomy.step_text import step_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Requirement, Step, Transition
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Participant
    from matcher.domain.target import Target
    from matcher.ports import TextEncoder, Vectors
    from matcher.ranking.verbalise import Facet

    TradeReader = Callable[[Sequence[str], Vectors], NDArray[np.float64]]


@dataclass(frozen=True)
class WayIn:
    """A transition into a step, and the job it comes from with its vector of shape (d,)."""

    transition: Transition
    before: Step
    work: Vectors


@dataclass(frozen=True)
class Card:
    """A target with vectors.

    Parameters
    ----------
    target
        Opening, step or both.
    work
        Shape (d,): the whole job.
    skills
        The requirements that are skills.
    skill_vectors
        Shape (len(skills), d).
    ways_in
        Ways into the step.
    """

    target: Target
    work: Vectors
    skills: tuple[Requirement, ...]
    skill_vectors: Vectors
    ways_in: tuple[WayIn, ...] = ()


@dataclass(frozen=True)
class Profile:
    """A participant with the vectors of her facets.

    Parameters
    ----------
    vectors
        Shape (len(facets), d).
    trades
        Shape (len(facets), sectors): how much each facet belongs to each sector, in [0, 1].
    granted
        Requirements to count as met: a training that gives them is being tried out.
    """

    person: Participant
    facets: tuple[Facet, ...]
    vectors: Vectors
    trades: NDArray[np.float64]
    granted: frozenset[str] = frozenset()


def make_cards(
    targets: Sequence[Target], ladders: Ladders, encoder: TextEncoder
) -> tuple[Card, ...]:
    """Embed n targets, their skill requirements and the jobs before them; the order is kept."""
    skills = [
        tuple(need for need in target.requirements if need.type is RequirementType.SKILL)
        for target in targets
    ]
    texts = [target_text(target) for target in targets]
    needs = [need.texts.sv for group in skills for need in group]
    vectors = encoder.encode(texts + needs, TextKind.WORK)
    ends = len(texts) + np.cumsum([0, *(len(group) for group in skills)])
    ways = _ways_into({target.step.id for target in targets if target.step}, ladders, encoder)
    return tuple(
        Card(
            target,
            vectors[row],
            group,
            vectors[ends[row] : ends[row + 1]],
            ways.get(target.step.id, ()) if target.step else (),
        )
        for row, (target, group) in enumerate(zip(targets, skills, strict=True))
    )


def _ways_into(
    steps: Collection[StepId], ladders: Ladders, encoder: TextEncoder
) -> dict[StepId, tuple[WayIn, ...]]:
    into = {step: ladders.into(step) for step in sorted(steps)}
    before = sorted({way.from_step for ways in into.values() for way in ways})
    texts = [step_text(ladders.step(step)) for step in before]
    vectors = dict(zip(before, encoder.encode(texts, TextKind.WORK), strict=True))
    return {
        step: tuple(WayIn(way, ladders.step(way.from_step), vectors[way.from_step]) for way in ways)
        for step, ways in into.items()
    }


def make_profiles(
    people: Sequence[Participant], encoder: TextEncoder, trades: TradeReader
) -> tuple[Profile, ...]:
    """Embed the facets of n people in one call; the order is kept."""
    groups = [facets_of(person) for person in people]
    texts = [facet.text for group in groups for facet in group]
    vectors = encoder.encode(texts, TextKind.EXPERIENCE)
    belongs = trades(texts, vectors)
    ends = np.cumsum([0, *(len(group) for group in groups)])
    return tuple(
        Profile(
            person, group, vectors[ends[row] : ends[row + 1]], belongs[ends[row] : ends[row + 1]]
        )
        for row, (person, group) in enumerate(zip(people, groups, strict=True))
    )
