"""Follow-ups: asking how a placement goes, two weeks to twelve months after its start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.domain.periods import FollowUpPoint
from matcher.errors import NotFound
from web.areas.api.etags import has_version
from web.areas.api.paging import onward, page
from web.areas.api.parts import OutcomeSchema
from web.areas.api.placements_schema import (
    FollowUpBody,
    FollowUpSchema,
    FollowUpsPageSchema,
    FollowUpsQuery,
)
from web.areas.api.resource import Resource
from web.areas.api.seeing import asked_about
from web.context import services, viewer
from web.seen import seen_placement

if TYPE_CHECKING:
    from matcher.domain.follow_up import FollowUp

follow_ups = Resource("follow_ups", "How placements go")
_ONE = "/placements/<placement_id>/follow-ups/<point>"


@follow_ups.read("/follow-ups", FollowUpsPageSchema, query=FollowUpsQuery)
def several(asked: dict[str, Any]) -> dict[str, object]:
    """List follow-ups of people whom the account may see, by placement and point."""
    found = services().listings.follow_ups(viewer(), onward(asked, parts=2), asked.get("state"))
    return page(found)


@follow_ups.read(_ONE, FollowUpSchema)
def one(placement_id: str, point: str) -> FollowUp:
    """Show one follow-up."""
    which = _point(point)
    found = next(
        (each for each in seen_placement(placement_id).follow_ups if each.point is which), None
    )
    if found is None:
        raise NotFound("There is no such follow-up. Take one that /follow-ups lists.")
    has_version(found.version)
    return found


@follow_ups.write(f"{_ONE}/moves", OutcomeSchema, body=FollowUpBody, moves=True)
def move(said: dict[str, Any], placement_id: str, point: str) -> dict[str, object]:
    """Record that it was answered, or that nobody asks, and why."""
    which, asked = _point(point), asked_about(placement_id)
    if not asked.again:
        seen_placement(placement_id)
    if said["action"] == "answer":
        return services().follow_ups.answer(asked.request, which).plain
    return services().follow_ups.waive(asked.request, which, said["reason"]).plain


def _point(point: str) -> FollowUpPoint:
    if point not in tuple(FollowUpPoint):
        raise NotFound("There is no such follow-up. Take one that /follow-ups lists.")
    return FollowUpPoint(point)
