"""Who has whom, and moving people: chosen, looked at once more, saved, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from matcher.domain.ids import ParticipantCode
from matcher.domain.permissions import CASE_ROLES
from matcher.errors import Conflict, DecisionError, NotFound
from web.areas.caseloads.asked import asked_role
from web.context import reviewer, services
from web.error_texts import say_error
from web.errors import status_of
from web.faults import Fault
from web.forms import sent_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from matcher.domain.account import Account
    from matcher.domain.role import Role
    from matcher.services.caseload_moves import Caseloads

    Answer = str | Response | tuple[str, int]
    Seen = list[tuple[ParticipantCode, int]]

NOBODY = ""
"""In an address, whose people those are who have nobody."""
MOST_MOVED = 500
"""How many are moved at once, so that the page to check stays one that can be read."""

caseloads = Blueprint("caseloads", __name__)


@caseloads.get("/caseloads")
def overview() -> Answer:
    """Show who has how many people in a role, and what was moved today."""
    return _overview(asked_role(request.args))


@caseloads.get("/caseloads/people")
def people() -> Answer:
    """Show the people of one user, or those who have nobody, to be chosen."""
    return _people(asked_role(request.args), request.args.get("of", NOBODY))


@caseloads.post("/caseloads/check")
def check() -> Answer:
    """Show what would be moved, once more; nothing is saved."""
    role, of = asked_role(request.form), request.form.get("of", NOBODY)
    seen, to = _ticked(role, of), request.form.get("to", "")
    taker, faults = _taker(services().caseload_moves.overview(role), to), []
    if not seen:
        faults.append(Fault("people", gettext("Tick at least one person.")))
    if len(seen) > MOST_MOVED:
        text = gettext("At most %(most)s at once: tick fewer.", most=MOST_MOVED)
        faults.append(Fault("people", text))
    if taker is None:
        faults.append(Fault("to", gettext("Choose who takes them over.")))
    elif to == of:
        faults.append(Fault("to", gettext("They are hers already: choose somebody else.")))
    if faults or taker is None:
        return _people(role, of, faults), 422
    return render_template(
        "caseloads/check.html",
        role=role,
        of=of,
        before=_named(of),
        taker=taker,
        seen=seen,
        here=_people_of(role, of),
    )


@caseloads.post("/caseloads/save")
def save() -> Answer:
    """Move what was looked at, all or none."""
    role, of = asked_role(request.form), request.form.get("of", NOBODY)
    seen = _seen("person")
    taker = _taker(services().caseload_moves.overview(role), request.form.get("to", ""))
    if not seen or taker is None:
        abort(400)
    try:
        number = services().caseload_moves.move(seen, taker, role, by=reviewer() or "")
    except (Conflict, DecisionError) as error:
        return _people(role, of, error=say_error(error)), status_of(error).value
    flash(
        ngettext(
            "%(num)s person was moved to %(name)s.",
            "%(num)s people were moved to %(name)s.",
            number,
            name=taker.user.name,
        )
    )
    return redirect(url_for("caseloads.overview", role=role, _anchor="moved"), 303)


@caseloads.post("/caseloads/take-back")
def take_back() -> Answer:
    """Give people back to whose they were this morning."""
    role, seen = asked_role(request.form), _seen("moved")
    if not seen:
        return _overview(role, [Fault("moved", gettext("Tick at least one person."))]), 422
    try:
        services().caseload_moves.take_back(seen, role, by=reviewer() or "")
    except (Conflict, DecisionError) as error:
        return _overview(role, error=say_error(error)), status_of(error).value
    flash(gettext("Undone."))
    return redirect(url_for("caseloads.overview", role=role), 303)


def _overview(role: Role, faults: Sequence[Fault] = (), error: str = "") -> str:
    return render_template(
        "caseloads/overview.html",
        role=role,
        shown=services().caseload_moves.overview(role),
        covers=services().covers.lines(role),
        case_roles=CASE_ROLES,
        faults=tuple(faults),
        error=error,
        here=url_for("caseloads.overview", role=role),
    )


def _people(role: Role, of: str, faults: Sequence[Fault] = (), error: str = "") -> str:
    whose, shown = _named(of), services().caseload_moves.overview(role)
    held = services().caseload_moves.held(role, whose.user.id if whose else None)
    return render_template(
        "caseloads/people.html",
        role=role,
        of=of,
        whose=whose,
        held=held[:MOST_MOVED],
        number=len(held),
        takers=[one for one in shown.takers if one.user.login != of],
        ticked=set(request.form.getlist("person")),
        typed=request.form,
        faults=tuple(faults),
        error=error,
        here=_people_of(role, of),
    )


def _people_of(role: Role, of: str) -> str:
    return url_for("caseloads.people", role=role, of=of or None)


def _named(login: str) -> Account | None:
    """Return whose people are asked for, ``None`` for those who have nobody."""
    if login == NOBODY:
        return None
    account = services().accounts.by_login(login)
    if account is None:
        raise NotFound("There is no such user. Choose one from the list of caseloads.")
    return account


def _taker(shown: Caseloads, login: str) -> Account | None:
    return next((one for one in shown.takers if one.user.login == login), None)


def _ticked(role: Role, of: str) -> Seen:
    """Return whom was ticked, or everybody of the caseload as it is now."""
    if request.form.get("everyone") != "yes":
        return _seen("person")
    whose = _named(of)
    held = services().caseload_moves.held(role, whose.user.id if whose else None)
    return [(one.participant, one.turn) for one in held]


def _seen(name: str) -> Seen:
    """Return codes with the turns that were on the page; what is not ours is refused."""
    return [(ParticipantCode(code), turn) for code, turn in sent_pairs(name)]
