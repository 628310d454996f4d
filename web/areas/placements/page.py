"""The page of one placement, its card for the first day, and what every move has in common."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.machines.follow_up import FOLLOW_UP, WaiveReason
from matcher.domain.machines.placement import PLACEMENT, DidNotStartReason, EndedEarlyReason
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, NotFound
from matcher.services.looks import PROFILE
from web import choices
from web.areas.placements.onward import drawn_ladder, ways_on
from web.context import reviewer, services
from web.errors import status_of
from web.faults import Fault
from web.forms import sent, text_of
from web.languages import language
from web.overtaken import overtaken
from web.seen import seen_placement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.wrappers import Response

    from matcher.errors import StegvisError
    from matcher.services.line_pages import PlacementPage

    Answer = str | Response | tuple[str, int]

placements = Blueprint("placements", __name__)


@placements.get("/placements/<placement_id>")
def placement(placement_id: str) -> Answer:
    """Show a placement."""
    page = seen_placement(placement_id)
    services().looks.note(page.placement.participant, by=reviewer(), what=PROFILE)
    return show(page)


@placements.get("/placements/<placement_id>/card")
def card(placement_id: str) -> Answer:
    """Show the card for the first day by itself, to be printed."""
    page = seen_placement(placement_id)
    if page.placement.first_day is None:
        raise NotFound(
            "There is no card for the first day yet. Write one on the page of the placement."
        )
    return render_template("placements/card.html", page=page, card=_lines(page), job=_job(page))


@placements.post("/placements/<placement_id>/card")
def write_card(placement_id: str) -> Answer:
    """Write the card for the first day, which the person gets."""
    page, form = seen_placement(placement_id), sent()
    card = FirstDay(**{name: text_of(name) for name in choices.FIRST_DAY_LINES})
    faults = []
    if not card.time:
        faults.append(Fault("time", gettext("Write at what time the first day begins.")))
    return finish(
        page,
        faults,
        lambda: services().placements.write_first_day(form.about(page.placement.id), card),
        gettext("The card is saved. A message to the person waits in the outbox."),
    )


def finish(
    page: PlacementPage, faults: Sequence[Fault], save: Callable[[], object], said: str
) -> Answer:
    """Save what was sent, or show the page with what has to be mended or who was first."""
    if faults:
        return show(page, faults=faults), 422
    try:
        save()
    except (DecisionError, InputError) as error:
        now = services().line_pages.placement(page.placement.id)
        return show(now, error=error), status_of(error).value
    flash(said)
    return redirect(url_for("placements.placement", placement_id=page.placement.id), 303)


def show(
    page: PlacementPage, *, faults: Sequence[Fault] = (), error: StegvisError | None = None
) -> str:
    """Return the page of a placement."""
    one = page.placement
    return render_template(
        "placements/placement.html",
        page=page,
        placement=one,
        job=_job(page),
        may={action.value for action in PLACEMENT.possible(one.state, Role.LINKWORKER)},
        asks={
            each.point: bool(FOLLOW_UP.possible(each.state, Role.LINKWORKER))
            for each in page.follow_ups
        },
        points=_points(),
        card=_lines(page),
        ways=ways_on(page, services().ladders, language()),
        drawn=drawn_ladder(page, services(), language()),
        end_reasons=choices.reasons(EndedEarlyReason),
        not_start_reasons=choices.reasons(DidNotStartReason),
        waive_reasons=choices.reasons(WaiveReason),
        choices=choices,
        typed=request.form,
        faults=tuple(faults),
        overtaken=overtaken(error) if error else None,
        here=url_for("placements.placement", placement_id=one.id),
    )


def _job(page: PlacementPage) -> tuple[str, str]:
    """Return the title of the job and its language."""
    step = services().ladders.steps.get(page.placement.step) if page.placement.step else None
    return (step.titles.get(language()), language()) if step else (page.opening.title, "sv")


def _lines(page: PlacementPage) -> tuple[tuple[str, str], ...]:
    written = {} if page.placement.first_day is None else asdict(page.placement.first_day)
    return tuple((choices.line_label(name), text) for name, text in written.items() if text)


def _points() -> dict[str, str]:
    return {
        "two_weeks": gettext("After two weeks"),
        "three_months": gettext("After three months"),
        "six_months": gettext("After six months"),
        "twelve_months": gettext("After twelve months"),
    }
