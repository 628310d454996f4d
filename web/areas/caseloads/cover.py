"""Cover for a colleague as an administrator gives and ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import format_date, gettext

from matcher.errors import DecisionError, InputError
from web.areas.caseloads.asked import asked_cover, asked_days, asked_role
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.caseload import Cover
    from matcher.domain.role import Role

    Answer = str | Response | tuple[str, int]

cover = Blueprint("cover", __name__)


@cover.get("/caseloads/cover")
def form() -> Answer:
    """Ask who is away, who stands in, and when."""
    return _form(asked_role(request.args))


@cover.post("/caseloads/cover")
def give() -> Answer:
    """Let a colleague stand in."""
    role, faults = asked_role(request.form), list[Fault]()
    shown = services().caseload_moves.overview(role)
    known = {one.user.login: one for one in shown.holders}
    takers = {one.user.login: one for one in shown.takers}
    absent = known.get(request.form.get("absent", ""))
    colleague = takers.get(request.form.get("colleague", ""))
    if absent is None:
        faults.append(Fault("absent", gettext("Choose who is away.")))
    if colleague is None:
        faults.append(Fault("colleague", gettext("Choose who stands in.")))
    elif colleague == absent:
        text = gettext("Nobody stands in for herself: choose a colleague.")
        faults.append(Fault("colleague", text))
    days = asked_days(faults)
    if faults or absent is None or colleague is None or days is None:
        return _form(role, tuple(faults)), 422
    try:
        services().caseloads.cover(absent, colleague, role, days, by=reviewer() or "")
    except (InputError, DecisionError) as error:
        return _form(role, error=say_error(error)), status_of(error).value
    flash(gettext("Saved with your name. You can end it again below."))
    return redirect(url_for("caseloads.overview", role=role, _anchor="cover"), 303)


@cover.post("/caseloads/cover/end")
def end() -> Answer:
    """End a cover now."""
    role = asked_role(request.form)
    flash(ended(services().covers.end(asked_cover(), by=reviewer() or "")))
    return redirect(url_for("caseloads.overview", role=role, _anchor="cover"), 303)


def ended(before: Cover) -> str:
    """Say that a cover has ended, and what it was, so that it can be given again."""
    return str(
        gettext(
            "The cover has ended. It was from %(first)s to %(last)s; if that was a mistake, give "
            "it again.",
            first=format_date(before.first_day),
            last=format_date(before.last_day),
        )
    )


def _form(role: Role, faults: tuple[Fault, ...] = (), error: str = "") -> str:
    return render_template(
        "caseloads/cover.html",
        role=role,
        shown=services().caseload_moves.overview(role),
        typed=request.form,
        faults=faults,
        error=error,
        here=url_for("cover.form", role=role),
    )
