"""How it goes: answered, or not asked for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.machines.follow_up import WaiveReason
from matcher.domain.periods import FollowUpPoint
from matcher.errors import NotFound
from web.areas.placements.page import finish, placements
from web.context import services
from web.faults import Fault
from web.forms import one_of, sent
from web.seen import seen_placement

if TYPE_CHECKING:
    from web.areas.placements.page import Answer


@placements.post("/placements/<placement_id>/follow-ups/<point>/answered")
def answer(placement_id: str, point: str) -> Answer:
    """Record that a follow-up was answered."""
    page, form = seen_placement(placement_id), sent()
    which = _point(point)
    return finish(
        page,
        (),
        lambda: services().follow_ups.answer(form.about(page.placement.id), which),
        gettext("Saved."),
    )


@placements.post("/placements/<placement_id>/follow-ups/<point>/waived")
def waive(placement_id: str, point: str) -> Answer:
    """Record that nobody asks, and why."""
    page, form = seen_placement(placement_id), sent()
    which = _point(point)
    field = f"waive_reason-{which}"
    reason = one_of(WaiveReason, field)
    faults = [] if reason else [Fault(field, gettext("Choose a reason."))]
    return finish(
        page,
        faults,
        lambda: services().follow_ups.waive(form.about(page.placement.id), which, reason),
        gettext("Saved."),
    )


def _point(point: str) -> FollowUpPoint:
    if point not in tuple(FollowUpPoint):
        raise NotFound(
            "There is no such follow-up. Choose one that the page of the placement shows."
        )
    return FollowUpPoint(point)
