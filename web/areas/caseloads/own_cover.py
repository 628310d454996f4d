"""Whoever has a caseload sees who stands in for whom, and names a colleague for days away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.errors import DecisionError, InputError, NotFound
from web.areas.caseloads.asked import asked_cover, asked_days
from web.areas.caseloads.cover import ended
from web.context import reviewer, services, signed_in, viewer
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.account import Account

    Answer = str | Response | tuple[str, int]

own_cover = Blueprint("own_cover", __name__)


@own_cover.get("/cover")
def mine() -> Answer:
    """Show the own cover, given and taken."""
    return _page()


@own_cover.post("/cover")
def give() -> Answer:
    """Let a colleague stand in for oneself."""
    faults = list[Fault]()
    wanted = request.form.get("colleague", "")
    colleague = next((one for one in _colleagues() if one.user.login == wanted), None)
    if colleague is None:
        faults.append(Fault("colleague", gettext("Choose who stands in.")))
    days = asked_days(faults)
    if faults or colleague is None or days is None:
        return _page(tuple(faults)), 422
    try:
        services().caseloads.cover(_me(), colleague, viewer().role, days, by=reviewer() or "")
    except (InputError, DecisionError) as error:
        return _page(error=say_error(error)), status_of(error).value
    flash(gettext("Saved with your name. You can end it again below."))
    return redirect(url_for("own_cover.mine"), 303)


@own_cover.post("/cover/end")
def end() -> Answer:
    """End a cover of one's own."""
    by = reviewer() or ""
    flash(ended(services().covers.end(asked_cover(), by=by, of=viewer().user)))
    return redirect(url_for("own_cover.mine"), 303)


def _me() -> Account:
    account = signed_in()
    if account is None:
        raise NotFound("Nobody is signed in. Go to the page for signing in.")
    return account


def _colleagues() -> list[Account]:
    me = viewer()
    shown = services().caseload_moves.overview(me.role)
    return [one for one in shown.takers if one.user.id != me.user]


def _page(faults: tuple[Fault, ...] = (), error: str = "") -> str:
    me = viewer()
    lines = services().covers.lines(me.role, of=me.user)
    return render_template(
        "caseloads/own_cover.html",
        given=[line for line in lines if line.cover.absent == me.user],
        taken=[line for line in lines if line.cover.colleague == me.user],
        colleagues=_colleagues(),
        typed=request.form,
        faults=faults,
        error=error,
        here=url_for("own_cover.mine"),
    )
