"""The page of one suggestion on its way to the job, and what every move on it has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from matcher.domain.machines.lead import LEAD
from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason, PlacementState
from matcher.domain.role import Role
from matcher.domain.suggestion import SUGGESTION, NotHiredReason
from matcher.errors import DecisionError, InputError
from matcher.services.looks import PROFILE
from web import choices
from web.areas.line.told import said_of
from web.context import reviewer, services
from web.errors import status_of
from web.overtaken import overtaken
from web.seen import seen_suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.wrappers import Response

    from matcher.domain.command import Outcome
    from matcher.errors import StegvisError
    from matcher.services.line_pages import LinePage
    from web.choices import Choices
    from web.faults import Fault

    Answer = str | Response | tuple[str, int]

line = Blueprint("line", __name__)


@line.get("/suggestions/<suggestion_id>")
def suggestion(suggestion_id: str) -> Answer:
    """Show where a suggestion stands, and what can be done next."""
    page = seen_suggestion(suggestion_id)
    services().looks.note(page.suggestion.participant, by=reviewer(), what=PROFILE)
    return show(page)


@dataclass(frozen=True, slots=True)
class Said:
    """What is shown when a move was saved, and the page it leads to."""

    text: str
    to: str | None = None


def finish(
    page: LinePage, faults: Sequence[Fault], save: Callable[[], Outcome | object], said: Said
) -> Answer:
    """Save what was sent, or show the page with what has to be mended or who was first."""
    if faults:
        return show(page, faults=faults), 422
    try:
        save()
    except (DecisionError, InputError) as error:
        now = services().line_pages.suggestion(page.suggestion.id)
        return show(now, error=error), status_of(error).value
    flash(said.text)
    to = said.to or url_for("line.suggestion", suggestion_id=page.suggestion.id)
    return redirect(to, 303)


def show(page: LinePage, *, faults: Sequence[Fault] = (), error: StegvisError | None = None) -> str:
    """Return the page of a suggestion."""
    one, room = page.suggestion, page.room
    filled = room is not None and room.places_left == 0
    return render_template(
        "line/suggestion.html",
        page=page,
        suggestion=one,
        may={action.value for action in SUGGESTION.possible(one.state, Role.LINKWORKER)},
        lead={action.value for action in LEAD.possible(room.state, Role.LINKWORKER)}
        if page.is_lead and room is not None
        else set(),
        said=said_of(page.view, services().ladders) if page.view else (),
        colleagues=colleagues(),
        end_reasons=_end_reasons(page),
        not_hired_reasons=choices.reasons(NotHiredReason),
        choices=choices,
        typed=request.form,
        faults=tuple(faults),
        overtaken=overtaken(error, page.history, filled=filled) if error else None,
        here=url_for("line.suggestion", suggestion_id=one.id),
    )


def colleagues() -> Choices:
    """Return the other LinkWorkers, to whom a suggestion can be handed over."""
    return tuple(
        (account.user.name, account.user.name)
        for account in services().accounts.all()
        if Role.LINKWORKER in account.roles
        and account.user.active
        and account.user.name != reviewer()
    )


def _end_reasons(page: LinePage) -> Choices:
    placement = page.placement
    if placement is None or not placement.holds_place:
        return ()
    planned = placement.state is PlacementState.PLANNED
    return choices.reasons(DidNotStartReason if planned else EndedEarlyReason)
