"""The page of the stop switch (L6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.errors import InvalidTransition
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.forms import text_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Answer = str | Response | tuple[str, int]

switch = Blueprint("switch", __name__)


@switch.get("/stop-switch")
def look() -> Answer:
    """Show whether suggestions go on, and the button that changes it."""
    return _page()


@switch.post("/stop-switch/stop")
def stop() -> Answer:
    """Stop suggestions on all workers."""
    reason = text_of("reason")
    if not reason:
        return _page((Fault("reason", gettext("Write why: it is shown on every page.")),)), 422
    try:
        services().stop_switch.stop(by=reviewer() or "", reason=reason)
    except InvalidTransition as error:
        return _page(error=say_error(error)), status_of(error).value
    return redirect(url_for("switch.look"), 303)


@switch.post("/stop-switch/start")
def start() -> Answer:
    """Let suggestions go on."""
    try:
        services().stop_switch.start(by=reviewer() or "")
    except InvalidTransition as error:
        return _page(error=say_error(error)), status_of(error).value
    flash(gettext("Suggestions go on."))
    return redirect(url_for("switch.look"), 303)


def _page(faults: tuple[Fault, ...] = (), error: str = "") -> str:
    return render_template(
        "switch/switch.html",
        stopped=services().stop_switch.status(),
        typed=request.form,
        faults=faults,
        error=error,
        here=url_for("switch.look"),
    )
