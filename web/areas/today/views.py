"""The day's lists, and the queue: one person at a time, the next one at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.suggestion import Action, DeclineReason
from matcher.errors import Conflict, OpeningFull
from web.areas.today.cards import read_card
from web.attempts import LONGEST_NOTE, Attempt, read_attempt
from web.context import reader, services
from web.errors import status_of
from web.languages import language

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.services.day import Turn
    from web.faults import Fault

    Answer = str | Response | tuple[str, int]

day = Blueprint("today", __name__)


@day.get("/today")
def today() -> Answer:
    """Show the day's lists; printed they are a call list."""
    lists = services().day.today(*reader())
    return render_template("today/today.html", today=lists, steps=services().ladders.steps)


@day.get("/queue")
def queue() -> Answer:
    """Show whose turn it is."""
    wanted, decided = request.args.get("code"), request.args.get("undo")
    turn = services().day.turn(
        *reader(),
        ParticipantCode(wanted) if wanted else None,
        SuggestionId(decided) if decided else None,
    )
    return _page(turn, wanted=wanted)


@day.post("/queue/<suggestion_id>/confirm")
def confirm(suggestion_id: str) -> Answer:
    """Confirm a suggestion."""
    return _decide(SuggestionId(suggestion_id), Action.CONFIRM)


@day.post("/queue/<suggestion_id>/decline")
def decline(suggestion_id: str) -> Answer:
    """Decline a suggestion with a reason."""
    return _decide(SuggestionId(suggestion_id), Action.DECLINE)


@day.post("/queue/<suggestion_id>/undo")
def undo(suggestion_id: str) -> Answer:
    """Take the last decision back."""
    return _decide(SuggestionId(suggestion_id), Action.UNDO)


def _decide(suggestion_id: SuggestionId, action: Action) -> Answer:
    viewer, name = reader()
    # Whoever is not the reader's looks like nobody, whatever was sent.
    code = services().day.whose(viewer, name, suggestion_id)
    attempt = read_attempt(suggestion_id, action, request.form, name)
    if attempt is None:
        abort(400)
    before = services().day.turn(viewer, name, code)
    if faults := attempt.faults():
        return _page(before, attempt=attempt, faults=faults), 422
    try:
        attempt.save(services().review)
    except (Conflict, OpeningFull) as late:
        page = _page(services().day.turn(viewer, name, code), attempt=attempt, late=late)
        return page, status_of(late).value
    if attempt.action is Action.UNDO:
        flash(gettext("Undone. You can decide again."))
    return redirect(_next(before, code, attempt), 303)


def _next(before: Turn, code: ParticipantCode, attempt: Attempt) -> str:
    """Say where to go on: to the same person while something is left, else to the next one."""
    done, more = attempt.suggestion, "yes" if _goes_on() else None
    if attempt.action is Action.UNDO:
        return url_for("today.queue", code=code, more=more, _anchor=f"s-{done}")
    hers = before.cards if _whose_turn(before) == code else ()
    left = [one.suggestion.id for one in hers if one.suggestion.id != done]
    if left:
        return url_for("today.queue", code=code, undo=done, more=more, _anchor=f"s-{left[0]}")
    after = before.queue.after(code) if more or before.queue.left > 1 else None
    next_code = after.person.code if after else None
    return url_for("today.queue", code=next_code, undo=done, more=more)


def _goes_on() -> bool:
    """Say whether the reader goes on after the day's people."""
    return request.values.get("more") == "yes"


def _whose_turn(turn: Turn) -> ParticipantCode | None:
    return turn.turn.person.code if turn.turn else None


def _page(
    turn: Turn,
    *,
    wanted: str | None = None,
    attempt: Attempt | None = None,
    faults: tuple[Fault, ...] = (),
    late: Conflict | OpeningFull | None = None,
) -> str:
    code, review, done = _whose_turn(turn), services().review, turn.undo
    asked_for = attempt is not None or _goes_on() or (wanted is not None and wanted == code)
    person = turn.person if asked_for or turn.queue.left else None
    return render_template(
        "today/queue.html",
        queue=turn.queue,
        turn=turn.turn if person else None,
        person=person,
        cards=[read_card(one, person, language()) for one in turn.cards] if person else [],
        after=turn.queue.after(code) if code else None,
        more=_goes_on(),
        done=done if done and review.can_undo(done.suggestion, done.last) else None,
        decline_reasons=tuple(DeclineReason),
        longest_note=LONGEST_NOTE,
        attempt=attempt,
        faults=faults,
        overtaken=late is not None,
        overtaken_by=services().day.last_decision(attempt.suggestion) if attempt and late else None,
        full=late if isinstance(late, OpeningFull) else None,
        still_there={one.suggestion.id for one in turn.cards},
    )
