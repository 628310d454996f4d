"""Views of the administrator: each asks one service and shows what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.ids import EmployerId
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.domain.role import Role
from matcher.errors import Conflict, InputError, NotFound
from web.context import reviewer, services
from web.faults import Fault

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.account import Account, User

    Answer = str | Response | tuple[str, int]

accounts = Blueprint("accounts", __name__)


@accounts.get("/accounts")
def users() -> Answer:
    """Show everybody who may sign in."""
    return _page(())


@accounts.post("/accounts")
def invite() -> Answer:
    """Make an account and show its link once."""
    form = request.form
    wanted = form.get("role", "")
    if wanted not in ACCOUNT_ROLES:
        return _page((Fault("role", gettext("Choose a role.")),)), 422
    employer = form.get("employer", "").strip()
    if (wanted == Role.EMPLOYER) != bool(employer):
        text = gettext("Fill this in for an employer's people, and for nobody else.")
        return _page((Fault("employer", text),)), 422
    try:
        user, token = services().accounts.invite(
            form.get("name", ""),
            Role(wanted),
            by=_by(),
            login=form.get("login", "").strip() or None,
            employer=EmployerId(employer) if employer else None,
        )
    except NotFound:
        return _page((Fault("employer", gettext("There is no such employer.")),)), 422
    except (InputError, Conflict):
        text = gettext("The name or user name cannot be used, or somebody has it. Write another.")
        return _page((Fault("name", text),)), 422
    return _link(user, token)


@accounts.post("/accounts/<login>/roles")
def grant(login: str) -> Answer:
    """Give somebody one more role."""
    account = services().accounts.by_login(login)
    if account is None:
        raise NotFound("There is no such user. Choose one from the list of accounts.")
    wanted = request.form.get("more", "")
    if wanted not in more_roles(account):
        fault = Fault(f"more-{account.user.login}", gettext("Choose a role."))
        return _page((fault,)), 422
    services().accounts.grant(account.user.login, Role(wanted), by=_by())
    flash(gettext("Saved."))
    return redirect(url_for("accounts.users"), 303)


@accounts.post("/accounts/<login>/reset")
def reset(login: str) -> Answer:
    """End somebody's password and sessions, and show a link to choose a new one."""
    second_step = request.form.get("second_step") == "yes"
    user, token = services().accounts.reset(login, by=_by(), second_step=second_step)
    return _link(user, token)


@accounts.post("/accounts/<login>/active")
def set_active(login: str) -> Answer:
    """Deactivate somebody, or let her sign in again."""
    active = request.form.get("active") == "yes"
    services().accounts.set_active(login, active=active, by=_by())
    flash(gettext("Saved."))
    return redirect(url_for("accounts.users"), 303)


def more_roles(account: Account) -> tuple[Role, ...]:
    """Return the roles that somebody can be given besides those she has.

    An employer's people have an account of their own, and no other role.
    """
    if not account.user.active or Role.EMPLOYER in account.roles:
        return ()
    return tuple(
        role for role in ACCOUNT_ROLES if role is not Role.EMPLOYER and role not in account.roles
    )


def _by() -> str:
    return reviewer() or ""


def _page(faults: tuple[Fault, ...]) -> str:
    return render_template(
        "accounts/users.html",
        accounts=services().accounts.all(),
        roles=ACCOUNT_ROLES,
        more_roles=more_roles,
        faults=faults,
        typed=request.form,
    )


def _link(user: User, token: str) -> str:
    address = url_for("auth.welcome", token=token, _external=True)
    return render_template("accounts/link.html", user=user, address=address)
