"""Hired with a card for the first day, after a look at what was written; or not hired, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_date, gettext

from matcher.domain.machines.placement import DidNotStartReason, EndedEarlyReason, Party
from matcher.domain.placement import FirstDay
from matcher.domain.suggestion import NotHiredReason
from matcher.errors import DecisionError, InputError
from matcher.services.review.ending import End
from web.areas.line.page import Said, finish, line, show
from web.choices import FIRST_DAY_LINES, line_label
from web.context import services
from web.errors import status_of
from web.faults import Fault
from web.forms import day_of, one_of, sent, text_of
from web.seen import seen_suggestion

if TYPE_CHECKING:
    from datetime import date

    from web.areas.line.page import Answer


@line.post("/suggestions/<suggestion_id>/hired/check")
def check_hiring(suggestion_id: str) -> Answer:
    """Show what was written before the place is taken."""
    page, form = seen_suggestion(suggestion_id), sent()
    day, card, faults = _read()
    if faults:
        return show(page, faults=faults), 422
    written = [(line_label("day"), format_date(day))] if day else []
    lines = {} if card is None else asdict(card)
    written += [(line_label(name), text) for name, text in lines.items() if text]
    kept = lines | {"first_day": day.isoformat() if day else "", "trial": _after_trial()}
    return render_template(
        "line/check_hiring.html",
        page=page,
        suggestion=page.suggestion,
        version=form.seen_version,
        written=written,
        kept=kept,
    )


@line.post("/suggestions/<suggestion_id>/hired")
def hire(suggestion_id: str) -> Answer:
    """Record that the person was hired, with the card for the first day."""
    page, form = seen_suggestion(suggestion_id), sent()
    day, card, faults = _read()
    if request.form.get("change") == "yes":
        return show(page)
    if faults:
        return show(page, faults=faults), 422
    try:
        outcome = services().placing.hire(form.about(page.suggestion.id), day, card)
    except (DecisionError, InputError) as error:
        now = services().line_pages.suggestion(page.suggestion.id)
        return show(now, error=error), status_of(error).value
    flash(gettext("Hired. The place is taken, and whoever waited for it is told."))
    return redirect(url_for("placements.placement", placement_id=outcome.made), 303)


@line.post("/suggestions/<suggestion_id>/not-hired")
def not_hire(suggestion_id: str) -> Answer:
    """Record that the employer did not hire this time, and after a trial how it ended."""
    page, form, faults = seen_suggestion(suggestion_id), sent(), list[Fault]()
    reason = one_of(NotHiredReason, "not_hired_reason")
    if reason is None:
        faults.append(Fault("not_hired_reason", gettext("Choose a reason.")))
    trial = _trial_end(faults)
    return finish(
        page,
        faults,
        lambda: services().placing.not_hire(form.about(page.suggestion.id), reason, trial),
        Said(gettext("Saved. You tell the person first; a message reminds you.")),
    )


def _after_trial() -> str:
    """Return what a form says that was made while a trial ran: it goes on as the same job."""
    return request.form.get("trial", "")


def _read() -> tuple[date | None, FirstDay | None, list[Fault]]:
    faults: list[Fault] = []
    if _after_trial():
        return None, None, faults
    day = day_of("first_day", "first_day", faults)
    card = FirstDay(**{name: text_of(name) for name in FIRST_DAY_LINES})
    if not card.time:
        faults.append(Fault("time", gettext("Write at what time the first day begins.")))
    return day, card, faults


def _trial_end(faults: list[Fault]) -> End | None:
    if not _after_trial():
        return None
    party = one_of(Party, "end_party")
    reason = one_of(EndedEarlyReason, "end_reason") or one_of(DidNotStartReason, "end_reason")
    day = day_of("end_day", "end_day", faults)
    if party is None:
        faults.append(Fault("end_party", gettext("Say whose decision it was.")))
    if reason is None:
        faults.append(Fault("end_reason", gettext("Choose a reason.")))
    return End(party, reason, day)
