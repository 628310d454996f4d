"""Pages of a call, from the ringing telephone to everybody asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from matcher.domain.ids import OpeningId, SuggestionId
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.suggestion import SuggestionState
from matcher.errors import DecisionError, InputError, NotFound, StegvisError
from matcher.ranking.wire import say_explanation
from matcher.services.review.asking import AT_ONCE
from web import choices
from web.areas.calls.agreed import ON_THE_PHONE, read_agreed
from web.context import queues, reviewer, services
from web.errors import status_of
from web.faults import Fault
from web.forms import is_version, sent, sent_pairs, typed_key
from web.languages import language
from web.overtaken import overtaken
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from werkzeug.wrappers import Response

    from matcher.domain.opening import Opening
    from matcher.domain.suggestion import Suggestion

    Answer = str | Response | tuple[str, int]

TOP = 20

calls = Blueprint("calls", __name__)
log = structlog.get_logger(__name__)


@calls.get("/calls/new")
def new() -> Answer:
    """Show the form for an employer on the phone."""
    return _form()


@calls.post("/calls/new")
def agree() -> Answer:
    """Open what was agreed, and look who can start."""
    key = typed_key(request.form.get("key", ""))
    draft, version = _draft()
    agreed = read_agreed(key, draft)
    if agreed.opening is None:
        return _form(faults=agreed.faults), 422
    by = reviewer() or ""
    try:
        services().calls.agree(
            agreed.opening, by=by, key=key, employer=agreed.employer, seen_version=version
        )
        if not services().line_pages.line_of(agreed.opening.id):
            _look(agreed.opening.id)
    except (DecisionError, InputError) as error:
        return _form(error=error), status_of(error).value
    except StegvisError as error:
        # The opening is there all the same; who can start can be looked for again.
        log.warning("who_can_start_failed", error=str(error))
        flash(gettext("The opening is open. Who can start could not be looked up just now."))
    return redirect(url_for("calls.who", opening_id=agreed.opening.id), 303)


@calls.get("/calls/<opening_id>")
def who(opening_id: str) -> Answer:
    """Show who can start, and where each of them stands."""
    return _line(OpeningId(opening_id))


@calls.post("/calls/<opening_id>/look")
def look_again(opening_id: str) -> Answer:
    """Look once more who can start."""
    opening = _own(OpeningId(opening_id))
    _look(opening.id)
    return redirect(url_for("calls.who", opening_id=opening.id), 303)


@calls.post("/suggestions/<suggestion_id>/can-start")
def confirm(suggestion_id: str) -> Answer:
    """Confirm one person for an opening; there is no confirming of several."""
    page = queues().person_of(SuggestionId(suggestion_id))
    one = next((each for each in page.suggestions if each.id == suggestion_id), None)
    form = sent()
    if one is None or one.opening is None:
        raise NotFound("There is nothing to confirm here. Go back to the list of openings.")
    if request.form.get("looked") != "yes":
        text = gettext("Tick that you have read the reasons, then confirm.")
        return _line(one.opening, faults=[Fault(f"looked-{one.id}", text)]), 422
    try:
        services().review.confirm(form.about(one.id))
    except DecisionError as error:
        return _line(one.opening, error=error, about=one.id), status_of(error).value
    flash(gettext("Confirmed: %(person)s.", person=one.participant))
    return redirect(url_for("calls.who", opening_id=one.opening), 303)


@calls.post("/calls/<opening_id>/ask")
def ask_all(opening_id: str) -> Answer:
    """Ask everybody who is confirmed for an opening, up to six, with one press."""
    opening, key = _own(OpeningId(opening_id)), typed_key(request.form.get("key", ""))
    mine = {one.id for one in _mine(opening.id)}
    seen = [(SuggestionId(about), version) for about, version in sent_pairs("seen")]
    if not {about for about, _ in seen} <= mine:
        abort(400)
    try:
        services().asking.ask_all(opening.id, seen, by=reviewer() or "", key=key)
    except (DecisionError, InputError) as error:
        return _line(opening.id, error=error), status_of(error).value
    flash(ngettext("%(num)s person is asked.", "%(num)s people are asked.", len(seen)))
    return redirect(url_for("calls.who", opening_id=opening.id), 303)


def _look(opening_id: OpeningId) -> None:
    with one_at_a_time():
        services().suggest.to_decide_for_opening(opening_id, TOP, reviewer() or "")


def _form(*, faults: Sequence[Fault] = (), error: StegvisError | None = None) -> str:
    draft, version = _draft()
    employers, _ = services().line_pages.employers()
    lang = language()
    by_id = {one.id: one.name for one in employers}
    return render_template(
        "calls/new.html",
        ladders=[
            (ladder.names.get(lang), [(step.id, step.titles.get(lang)) for step in ladder.steps])
            for ladder in services().ladders.all
        ],
        employers=employers,
        employer_of_draft=by_id.get(draft.employer, "") if draft and draft.employer else "",
        forms=[(one.value, _form_name(one.value)) for one in ON_THE_PHONE],
        draft=draft,
        draft_version=version,
        typed=request.form,
        faults=tuple(faults),
        overtaken=overtaken(error) if error else None,
        here=url_for("calls.new", draft=draft.id if draft else None),
    )


def _draft() -> tuple[Opening | None, int | None]:
    """Return the draft that a form is about, and the version that was seen of it."""
    wanted = request.values.get("draft", "")
    if not wanted:
        return None, None
    opening, _, room = services().line_pages.opening(OpeningId(wanted))
    raw = request.form.get("seen_version", "")
    version = int(raw) if is_version(raw) else room.version
    if opening.kind is not OpeningKind.OWN or (
        opening.state is not OpeningState.DRAFT and request.method == "GET"
    ):
        raise NotFound("There is no such draft. Go back to the list of openings.")
    return _as_draft(opening), version


def _as_draft(opening: Opening) -> Opening:
    return replace(opening, state=OpeningState.DRAFT)


def _own(opening_id: OpeningId) -> Opening:
    opening, _, _ = services().line_pages.opening(opening_id)
    if opening.kind is not OpeningKind.OWN:
        raise NotFound("There is no such opening. Go back to the list of openings.")
    return opening


def _mine(opening_id: OpeningId) -> list[Suggestion]:
    """Return what was suggested for an opening, of the people whom the reader may see."""
    everybody = services().line_pages.line_of(opening_id)
    seen = queues().reviewed(one.participant for one in everybody)
    return [one for one in everybody if one.participant in seen]


def _line(
    opening_id: OpeningId,
    *,
    faults: Sequence[Fault] = (),
    error: StegvisError | None = None,
    about: SuggestionId | None = None,
) -> str:
    opening = _own(opening_id)
    _, employer, room = services().line_pages.opening(opening_id)
    everybody = services().line_pages.line_of(opening_id)
    mine = _mine(opening_id)
    step = services().ladders.steps.get(opening.step) if opening.step else None
    history = services().line_pages.suggestion(about).history if about else ()
    return render_template(
        "calls/who.html",
        opening=opening,
        employer=employer,
        room=room,
        job=step.titles.get(language()) if step else opening.title,
        job_lang=language() if step else "sv",
        to_decide=[(one, _said(one)) for one in mine if one.state is SuggestionState.PROPOSED],
        to_ask=[one for one in mine if one.state is SuggestionState.CONFIRMED][:AT_ONCE],
        others=[one for one in mine if one.state is not SuggestionState.PROPOSED],
        of_colleagues=len(everybody) - len(mine),
        choices=choices,
        faults=tuple(faults),
        overtaken=overtaken(error, history) if error else None,
        here=url_for("calls.who", opening_id=opening_id),
    )


def _said(one: Suggestion) -> Mapping[str, Any]:
    return say_explanation(one.explanation, language())


def _form_name(form: str) -> str:
    names = {
        "permanent": gettext("permanent"),
        "probation": gettext("probation"),
        "fixed_term": gettext("fixed term"),
        "hourly": gettext("called in by the hour"),
    }
    return str(names[form])
