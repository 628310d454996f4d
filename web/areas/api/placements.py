"""Placements: people at their jobs, from the agreed plan to the end."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from matcher.domain.machines.placement import PLACEMENT
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.services.looks import PROFILE
from web.areas.api.decisions import end_of
from web.areas.api.etags import has_version
from web.areas.api.paging import onward, page
from web.areas.api.parts import OutcomeSchema
from web.areas.api.placements_schema import (
    OnePlacementSchema,
    PlacementBody,
    PlacementsPageSchema,
    PlacementsQuery,
)
from web.areas.api.resource import Resource
from web.areas.api.seeing import asked_about
from web.context import reviewer, services, viewer
from web.seen import seen_placement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.command import Outcome, Request

    Said = dict[str, Any]
    Move = Callable[[Request, Said], Outcome]

placements = Resource("placements", "People at their jobs")


@placements.read("/placements", PlacementsPageSchema, query=PlacementsQuery)
def several(asked: Said) -> dict[str, object]:
    """List placements of people whom the account may see, by id."""
    return page(services().listings.placements(viewer(), onward(asked), asked.get("state")))


@placements.read("/placements/<placement_id>", OnePlacementSchema)
def one(placement_id: str) -> dict[str, object]:
    """Show a placement with its follow-ups; that the account looked is recorded."""
    found = seen_placement(placement_id)
    placement = found.placement
    services().looks.note(placement.participant, by=reviewer(), what=PROFILE)
    has_version(placement.version)
    said = {each.name: getattr(placement, each.name) for each in fields(placement)}
    return said | {
        "follow_ups": found.follow_ups,
        "possible": sorted(PLACEMENT.possible(placement.state, Role.LINKWORKER)),
    }


@placements.write("/placements/<placement_id>/moves", OutcomeSchema, body=PlacementBody, moves=True)
def move(said: Said, placement_id: str) -> dict[str, object]:
    """Record the first day, that it goes on, the agreed end, or an early one."""
    asked = asked_about(placement_id)
    if not asked.again:
        seen_placement(placement_id)
    return _MOVES[said["action"]](asked.request, said).plain


def _end(asked: Request, said: Said) -> Outcome:
    return services().placements.end(asked, end_of(said))


_MOVES: Mapping[str, Move] = {
    "start": lambda asked, said: services().placements.start(asked, said["day"]),
    "go_on": lambda asked, _: services().placements.go_on(asked),
    "complete": lambda asked, said: services().placements.complete(asked, said["day"]),
    "end_early": _end,
    "not_start": _end,
    "write_card": lambda asked, said: services().placements.write_first_day(
        asked, FirstDay(**said["card"])
    ),
}
