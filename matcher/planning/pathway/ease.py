"""How easily a move is made, from what is known: an order of moves, no chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance
from matcher.planning.pathway.legs import Ease

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.domain.ladder import Step
    from matcher.planning.gaps.person import Lack, StepGap


def ease_of(
    gap: StepGap,
    from_job: frozenset[str],
    swedish: Mapping[str, Lack | None],
    share_pct: int | None,
    *,
    follows: bool,
) -> Ease:
    """Return how easily a job is reached.

    Parameters
    ----------
    gap
        What lies between the person and the job today.
    from_job
        Ids of what the job before has given.
    swedish
        By area, what is still to learn when she stands before the job.
    share_pct
        How much of the work one can do who comes from the job before.
    follows
        Whether there is a job before.
    """
    asked = _asked(gap.step)
    unknown = {
        lack.judgement.id for lack in gap.lacks if lack.judgement.outcome is Outcome.UNKNOWN
    } - from_job
    lacking = {
        lack.judgement.id for lack in gap.lacks if lack.judgement.outcome is not Outcome.UNKNOWN
    } - from_job
    lacking -= {about for about, lack in swedish.items() if lack is None}
    known = asked - unknown
    # One met and one lacking are added, so that few requirements say neither all nor nothing.
    met = (len(known - lacking) + 1) / (len(known) + 2)
    places = gap.open_places / (gap.open_places + 1)
    return Ease(met, places, None if share_pct is None else share_pct / 100, follows)


def _asked(step: Step) -> set[str]:
    """Return the ids of everything essential that a step asks; how far up it is left out."""
    needs: Sequence[tuple[str, Importance]] = [
        *((need.id, need.importance) for need in step.requirements),
        *((paper.id, paper.importance) for paper in step.certificates),
    ]
    essential = {about for about, weight in needs if weight is Importance.ESSENTIAL}
    return essential | {area.value for area in step.swedish.areas} | {Topic.MAY_WORK.value}
