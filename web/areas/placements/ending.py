"""A placement starts, goes on, ends, or never starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason, Party
from matcher.services.review.ending import End
from web.areas.placements.page import finish, placements
from web.context import services
from web.faults import Fault
from web.forms import day_of, one_of, sent
from web.seen import seen_placement

if TYPE_CHECKING:
    from datetime import date

    from web.areas.placements.page import Answer


@placements.post("/placements/<placement_id>/start")
def start(placement_id: str) -> Answer:
    """Record the first day at work."""
    page, form, faults = seen_placement(placement_id), sent(), list[Fault]()
    day = day_of("started", "started", faults)
    return finish(
        page,
        faults,
        lambda: services().placements.start(form.about(page.placement.id), _day(day)),
        gettext("Started. The follow-ups are counted from that day."),
    )


@placements.post("/placements/<placement_id>/go-on")
def go_on(placement_id: str) -> Answer:
    """Record that the first time is over and the job goes on."""
    page, form = seen_placement(placement_id), sent()
    return finish(
        page,
        (),
        lambda: services().placements.go_on(form.about(page.placement.id)),
        gettext("Saved."),
    )


@placements.post("/placements/<placement_id>/not-started")
def not_start(placement_id: str) -> Answer:
    """Record that it never started; the place is free."""
    page, form, faults = seen_placement(placement_id), sent(), list[Fault]()
    party = _party("not_start_party", faults)
    reason = one_of(DidNotStartReason, "not_start_reason")
    if reason is None:
        faults.append(Fault("not_start_reason", gettext("Choose a reason.")))
    return finish(
        page,
        faults,
        lambda: services().placements.end(form.about(page.placement.id), End(party, reason)),
        gettext("Saved. The place is free, and the person is active again."),
    )


@placements.post("/placements/<placement_id>/ended")
def end_early(placement_id: str) -> Answer:
    """Record that it ended before its time; the place is free."""
    page, form, faults = seen_placement(placement_id), sent(), list[Fault]()
    party = _party("end_party", faults)
    reason = one_of(EndedEarlyReason, "end_reason")
    if reason is None:
        faults.append(Fault("end_reason", gettext("Choose a reason.")))
    day = day_of("end_day", "end_day", faults)
    return finish(
        page,
        faults,
        lambda: services().placements.end(form.about(page.placement.id), End(party, reason, day)),
        gettext("Saved. The place is free, and the person is active again."),
    )


@placements.post("/placements/<placement_id>/done")
def complete(placement_id: str) -> Answer:
    """Record the agreed end."""
    page, form, faults = seen_placement(placement_id), sent(), list[Fault]()
    day = day_of("done_day", "done_day", faults)
    return finish(
        page,
        faults,
        lambda: services().placements.complete(form.about(page.placement.id), _day(day)),
        gettext("Done as agreed. The person is active again."),
    )


def _party(name: str, faults: list[Fault]) -> Party | None:
    party = one_of(Party, name)
    if party is None:
        faults.append(Fault(name, gettext("Say whose decision it was.")))
    return party


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("a day that is missing is a fault, and nothing is saved with one")
    return day
