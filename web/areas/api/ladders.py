"""Ladders: the jobs of a trade, what each asks, and the ways between them."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from matcher.domain.ids import StepId
from matcher.domain.sector import Sector
from matcher.errors import NotFound
from web.areas.api.ladders_schema import LadderSchema, LaddersSchema, StepSchema
from web.areas.api.resource import Resource
from web.context import services

if TYPE_CHECKING:
    from matcher.domain.ladder import Step
    from matcher.services.ladder_pages import LadderPage

ladders = Resource("ladders", "Job ladders and their steps")


@ladders.read("/ladders", LaddersSchema)
def several() -> dict[str, object]:
    """List the ladders with their steps, as they stand here."""
    return {"items": [_page(one.sector).ladder for one in services().ladders.all]}


@ladders.read("/ladders/<sector>", LadderSchema)
def one(sector: str) -> dict[str, object]:
    """Show one ladder: steps, what they ask, ways and sources."""
    if sector not in tuple(Sector):
        raise NotFound(f"There is no trade {sector!r}. Give one that /ladders lists.")
    page = _page(Sector(sector))
    ladder = page.ladder
    return {
        "sector": ladder.sector,
        "names": ladder.names,
        "about": ladder.about,
        "steps": [_step(step, page) for step in ladder.steps],
        "transitions": [
            {**_fields(way), "weeks": way.weeks.full_time} for way in ladder.transitions
        ],
        "sources": [{"key": key, **asdict(source)} for key, source in ladder.sources.items()],
    }


@ladders.read("/steps/<step_id>", StepSchema)
def step(step_id: str) -> dict[str, object]:
    """Show one step."""
    page = _page(services().ladders.step(StepId(step_id)).sector)
    [found] = [one for one in page.ladder.steps if one.id == step_id]
    return _step(found, page)


def _page(sector: Sector) -> LadderPage:
    return services().ladder_pages.page(sector)


def _step(step: Step, page: LadderPage) -> dict[str, object]:
    return {
        **_fields(step),
        "tasks": [{**_fields(task), "tags": sorted(task.tags)} for task in step.tasks],
        "swedish": {
            **_fields(step.swedish),
            "areas": [
                {"area": area, "level": level.label} for area, level in step.swedish.areas.items()
            ],
        },
        "open_now": page.open_now.get(step.id, 0),
    }


def _fields(value: object) -> dict[str, object]:
    return {one.name: getattr(value, one.name) for one in fields(value)}  # type: ignore[arg-type]
