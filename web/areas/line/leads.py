"""A lead for one person: call, make it ours, or the person applies alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, request, url_for
from flask_babel import gettext

from matcher.domain.machines.lead import LeadAction
from matcher.errors import DecisionError, InputError, NotFound
from web.areas.line.page import Said, finish, line, show
from web.context import services
from web.errors import status_of
from web.faults import Fault
from web.forms import sent
from web.seen import seen_suggestion

if TYPE_CHECKING:
    from matcher.domain.command import Outcome, Request
    from matcher.services.line_pages import LinePage
    from web.areas.line.page import Answer


@line.post("/suggestions/<suggestion_id>/lead")
def move_lead(suggestion_id: str) -> Answer:
    """Record a call, an application of the person, or an answer to it."""
    page, form = seen_suggestion(suggestion_id), sent()
    if page.opening is None or not page.is_lead:
        raise NotFound(
            "This suggestion is not about an advertisement. Go back to the list and decide there."
        )
    asked, about = request.form.get("move", ""), form.about(page.opening.id)
    if asked not in tuple(LeadAction):
        return show(page, faults=[Fault("lead", gettext("Choose what happened."))]), 422
    move = LeadAction(asked)
    if move is LeadAction.BECOME_OWN:
        return _become_own(page, about)
    return finish(page, (), lambda: _move(page, move, about), Said(gettext("Saved.")))


def _move(page: LinePage, move: LeadAction, about: Request) -> Outcome:
    leads, person = services().leads, page.suggestion.participant
    if move is LeadAction.CALL:
        return leads.called(about)
    if move is LeadAction.NOT_REACH:
        return leads.no_answer(about)
    if move is LeadAction.APPLY:
        return leads.apply(about, person)
    return leads.answer(about, person)


def _become_own(page: LinePage, about: Request) -> Answer:
    try:
        outcome = services().leads.become_own(about)
    except (DecisionError, InputError) as error:
        now = services().line_pages.suggestion(page.suggestion.id)
        return show(now, error=error), status_of(error).value
    flash(gettext("A draft is made of it. Write down what was agreed, and open it."))
    return redirect(url_for("calls.new", draft=outcome.made), 303)
