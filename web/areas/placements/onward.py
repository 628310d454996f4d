"""The next steps from a job: where the ladder leads, by which training, and who is ready to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import NotFound
from web.languages import direction
from web.pathway import Standing, pathway_of
from web.pathway_drawing import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.bootstrap import Services
    from matcher.domain.ladders import Ladders
    from matcher.services.line_pages import PlacementPage
    from web.pathway import Pathway
    from web.pathway_drawing import Drawing


@dataclass(frozen=True, slots=True)
class NextWay:
    """A way from the job: the next one, the training between, and its weeks."""

    title: str
    training: str
    weeks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DrawnLadder:
    """The ladder of the job with the person on it: what it says, and where its parts lie."""

    pathway: Pathway
    drawing: Drawing


def drawn_ladder(page: PlacementPage, services: Services, lang: str) -> DrawnLadder | None:
    """Return the ladder of a placement; ``None`` for a job on no ladder."""
    step = page.placement.step
    if step is None:
        return None
    try:
        ladder = services.ladders.ladder(services.ladders.step(step).sector)
    except NotFound:
        # The ladders were changed since; the placement stands.
        return None
    pathway = pathway_of(ladder, lang, Standing(now=step), services.ladder_pages.open_now())
    return DrawnLadder(pathway, draw(pathway, mirrored=direction(lang) == "rtl"))


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
