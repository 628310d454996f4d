"""The next steps from a job: where the ladder leads, by which training, and who is ready to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ladders import Ladders
    from matcher.services.line_pages import PlacementPage


@dataclass(frozen=True, slots=True)
class NextWay:
    """A way from the job: the next one, the training between, and its weeks."""

    title: str
    training: str
    weeks: Mapping[str, float]


def ways_on(page: PlacementPage, ladders: Ladders, lang: str) -> tuple[NextWay, ...]:
    """Return the ways from the step of a placement, in the order of the ladder."""
    step = page.placement.step
    if step is None or step not in ladders.steps:
        return ()
    return tuple(
        NextWay(
            ladders.step(way.to_step).titles.get(lang),
            way.training.titles.get(lang),
            {"min": way.weeks.full_time.low, "max": way.weeks.full_time.high},
        )
        for way in ladders.onward(step)
    )
