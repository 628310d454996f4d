"""What a register of occupations says of steps, by the JobTech concepts that steps stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.planning.pathway.moves import RegisterWay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ids import StepId
    from matcher.domain.ladders import Ladders


def between_steps(
    ladders: Ladders, said: Iterable[tuple[str, str, int]]
) -> tuple[RegisterWay, ...]:
    """Return the ways of a register that lead from one step to another.

    A step stands for its main concept and those named beside it. Where several lead from one step
    to the other, the highest percentage counts.

    Parameters
    ----------
    said
        Concept id, concept id and percentage: who works as the first can do so much of the work
        of the second.
    """
    steps_of: dict[str, set[StepId]] = {}
    for step in ladders.steps.values():
        for concept in (step.codes.jobtech, *step.codes.also_jobtech):
            if concept is not None:
                steps_of.setdefault(concept, set()).add(step.id)
    best: dict[tuple[StepId, StepId], int] = {}
    for source, target, percentage in said:
        for origin in steps_of.get(source, ()):
            for goal in steps_of.get(target, ()):
                if origin != goal:
                    best[origin, goal] = max(percentage, best.get((origin, goal), 0))
    return tuple(RegisterWay(*ends, best[ends]) for ends in sorted(best))
