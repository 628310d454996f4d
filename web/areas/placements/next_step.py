"""The step after this job: suggested, and taken in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import flash, redirect, request, url_for
from flask_babel import gettext

from web.areas.placements.page import finish, placements
from web.context import reviewer, services
from web.faults import Fault
from web.forms import day_of, is_version, sent
from web.seen import seen_placement
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from web.areas.placements.page import Answer

TOP = 5


@placements.post("/placements/<placement_id>/next")
def suggest_next(placement_id: str) -> Answer:
    """Suggest jobs on the next steps of the ladder to somebody who is at work."""
    page = seen_placement(placement_id)
    person = page.placement.participant
    with one_at_a_time():
        listed = services().suggest.next_step(page.placement.id, TOP, reviewer() or "")
    found = listed.suggestions
    flash(
        gettext("The next step is suggested. Decide on it as on any other.")
        if found
        else gettext("Nothing fits well enough right now.")
    )
    if not found:
        return redirect(url_for("placements.placement", placement_id=page.placement.id), 303)
    return redirect(url_for("review.person", code=person), 303)


@placements.post("/placements/<placement_id>/move-on")
def move_on(placement_id: str) -> Answer:
    """Complete this job and hire the person on the next step, in one transaction."""
    page, form, faults = seen_placement(placement_id), sent(), list[Fault]()
    day = day_of("move_day", "move_day", faults)
    raw = request.form.get("following", "")
    about, _, version = raw.rpartition(":")
    if not about or not is_version(version):
        faults.append(Fault("following", gettext("Choose the next job.")))

    def save() -> None:
        if day is None:
            raise ValueError("a day that is missing is a fault, and nothing is saved with one")
        request_now = form.about(page.placement.id)
        following = replace(form.about(about), seen_version=int(version), key=None)
        ways = [way for ladder in services().ladders.all for way in ladder.transitions]
        services().placements.move_on(request_now, following, ways, day)

    said = gettext("This job is done, and the place of the next one is taken.")
    return finish(page, faults, save, said)
