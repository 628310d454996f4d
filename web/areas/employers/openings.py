"""Openings of employers as LinkWorkers work with them: look, agree on terms, approve or return."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.command import Request
from matcher.domain.ids import OpeningId
from matcher.domain.machines.own_opening import OWN_OPENING, CloseReason, OwnOpeningAction
from matcher.domain.opening import EmploymentForm, SubsidyState, Terms
from matcher.domain.role import Role
from matcher.errors import DecisionError
from web.areas.employers.preview import preview_of
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.forms import is_version

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Answer = str | Response | tuple[str, int]

openings = Blueprint("openings", __name__)
_A = OwnOpeningAction
_BY_BUTTON = {one.value: one for one in (_A.APPROVE, _A.RETURN, _A.PAUSE, _A.RESUME, _A.CLOSE)}


@openings.get("/openings")
def several() -> Answer:
    """List what employers have posted, what waits for an answer first."""
    return render_template("employers/openings.html", rows=services().employer_desk.openings())


@openings.get("/openings/<opening_id>")
def one(opening_id: str) -> Answer:
    """Show an opening as participants see it, and what can be done with it."""
    return _page(OpeningId(opening_id))


@openings.post("/openings/<opening_id>/terms")
def terms(opening_id: str) -> Answer:
    """Write the form of employment and the pay line."""
    agreed, faults = _terms()
    if agreed is None:
        return _page(OpeningId(opening_id), faults), 422
    services().posting.agree_terms(OpeningId(opening_id), agreed, by=reviewer() or "")
    flash(gettext("Form and pay are saved."))
    return redirect(url_for("openings.one", opening_id=opening_id), 303)


@openings.post("/openings/<opening_id>/move")
def move(opening_id: str) -> Answer:
    """Approve, return, pause, resume or close it."""
    action, seen = _BY_BUTTON.get(request.form.get("action", "")), request.form.get("seen", "")
    wanted = OpeningId(opening_id)
    if action is None or not is_version(seen):
        return _page(wanted, (Fault("action", gettext("Choose one of the buttons.")),)), 422
    if action is _A.APPROVE and not _read(wanted):
        text = gettext("Read what was found in the wording first, and tick that you have.")
        return _page(wanted, (Fault("looked", text),)), 422
    reason = request.form.get("reason", "")
    if action is _A.CLOSE and reason not in set(CloseReason):
        return _page(wanted, (Fault("reason", gettext("Choose a reason.")),)), 422
    try:
        _move(action, Request(wanted, int(seen), reviewer() or "", Role.LINKWORKER), reason)
    except DecisionError as error:
        return _page(wanted, (Fault("action", say_error(error)),)), status_of(error).value
    flash(gettext("Saved with your name."))
    return redirect(url_for("openings.one", opening_id=opening_id), 303)


def _move(action: OwnOpeningAction, asked: Request, reason: str) -> None:
    own = services().own_openings
    if action is _A.CLOSE:
        own.close(asked, CloseReason(reason))
        return
    moves = {
        _A.APPROVE: own.approve,
        _A.RETURN: own.hand_back,
        _A.PAUSE: own.pause,
        _A.RESUME: own.resume,
    }
    moves[action](asked)


def _read(opening_id: OpeningId) -> bool:
    found = preview_of(services().employer_desk.opening(opening_id).opening).findings
    return not found or request.form.get("looked") == "yes"


def _page(opening_id: OpeningId, faults: tuple[Fault, ...] = ()) -> str:
    row = services().employer_desk.opening(opening_id)
    possible = OWN_OPENING.possible(row.opening.state, Role.LINKWORKER)
    return render_template(
        "employers/opening.html",
        row=row,
        preview=preview_of(row.opening),
        buttons=[action for action in _BY_BUTTON.values() if action in possible],
        may_write=row.may_write,
        reasons=tuple(CloseReason),
        forms=tuple(EmploymentForm),
        subsidies=tuple(SubsidyState),
        typed=request.form,
        faults=faults,
    )


def _terms() -> tuple[Terms | None, tuple[Fault, ...]]:
    said = {name: " ".join(request.form.get(name, "").split())[:200] for name in _TERMS}
    if said["form"] not in set(EmploymentForm):
        return None, (Fault("form", gettext("Choose a form of employment.")),)
    if not said["pay_line"]:
        text = gettext("Write what the pay follows, such as the agreement.")
        return None, (Fault("pay_line", text),)
    try:
        end = date.fromisoformat(said["end"]) if said["end"] else None
        agreed = Terms(
            EmploymentForm(said["form"]),
            said["pay_line"],
            said["subsidy_kind"] or None,
            SubsidyState(said["subsidy_state"]) if said["subsidy_state"] else None,
            said["decided_by"] or None,
            said["insured_by"] or None,
            end,
        )
    except ValueError:
        text = gettext(
            "A subsidised job needs the kind of subsidy; praktik needs who decides, who insures "
            "and the last day."
        )
        return None, (Fault("form", text),)
    return agreed, ()


_TERMS = ("form", "pay_line", "subsidy_kind", "subsidy_state", "decided_by", "insured_by", "end")
