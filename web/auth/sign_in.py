"""Signing in with a password and, where it is on, a second step; signing out; the demo's links."""

from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_security.proxies import _security

from matcher.domain.demo_link import demo_role
from matcher.errors import NotFound
from web.auth.datastore import WebUser
from web.auth.entering import enter, first_page, leave
from web.auth.passwords import hashed, refusals, right_password
from web.context import choose_role, role, services, signed_in
from web.faults import Fault
from web.security import own_path

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.account import Account

    Answer = str | Response | tuple[str, int]

HALF_WAY = "half_way"
HALF_WAY_S = 300
CHOSEN = "chosen"
"""Whose password was chosen a moment ago, for the page on which it is typed first."""
_LOCAL_NAMES = {"localhost"}


def sign_in() -> Answer:
    """Ask for user name and password."""
    back = own_path(request.values.get("next"))
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(first_page(role()), 303)
        chosen = session.pop(CHOSEN, "")
        return render_template("auth/sign_in.html", back=back, faults=(), chosen=chosen)
    account = services().accounts.by_login(request.form.get("login", ""))
    right = right_password(account, request.form.get("password", ""))
    if account is None or not right or not account.user.active:
        if account is not None:
            services().sign_ins.refused(account.user.id, "password")
        fault = Fault("login", gettext("User name or password is wrong."))
        return render_template("auth/sign_in.html", back=back, faults=(fault,)), 422
    if account.user.totp_secret is None:
        return enter(account, "password", back)
    session[HALF_WAY] = {"stamp": account.user.stamp, "at": time.time(), "next": back}
    return redirect(url_for("auth.second_step"), 303)


def second_step() -> Answer:
    """Ask for the code of the second step, or a recovery code."""
    account, back = _half_way()
    if account is None:
        return redirect(url_for("auth.sign_in"), 303)
    if request.method == "GET":
        return render_template("auth/second_step.html", faults=())
    typed = request.form.get("code", "")
    if right_code(account, typed):
        return enter(account, "second step", back)
    if services().sign_ins.use_recovery_code(account.user.id, typed):
        return enter(account, "recovery code", back)
    services().sign_ins.refused(account.user.id, "second step")
    fault = Fault("code", gettext("That code is not right. Wait for the next one and try again."))
    return render_template("auth/second_step.html", faults=(fault,)), 422


def right_code(account: Account, typed: str, secret: str | None = None) -> bool:
    """Say whether this is a code of now, or of half a minute around, that was not used before."""
    digits = "".join(typed.split())
    sealed = secret or account.user.totp_secret
    if not digits.isdecimal() or sealed is None:
        return False
    totp = _security.totp_factory
    return bool(totp.verify_totp(digits, sealed, WebUser(account), window=30))


def _half_way() -> tuple[Account | None, str]:
    begun = session.get(HALF_WAY) or {}
    if not begun or time.time() - begun["at"] > HALF_WAY_S:
        return None, "/"
    account = services().accounts.by_stamp(begun["stamp"])
    active = account if account is not None and account.user.active else None
    return active, own_path(begun["next"])


def sign_out() -> Answer:
    """End the session."""
    leave()
    return redirect(url_for("auth.sign_in"), 303)


def verify() -> Answer:
    """Ask for the password once more before something that matters."""
    back = own_path(request.values.get("next"))
    account = signed_in()
    if account is None:
        raise NotFound("Nobody is signed in. Go to the page for signing in.")
    if request.method == "GET":
        return render_template("auth/verify.html", back=back, faults=())
    if right_password(account, request.form.get("password", "")):
        session["fs_paa"] = time.time()
        return redirect(back if back != "/" else url_for("auth.me"), 303)
    services().sign_ins.refused(account.user.id, "password")
    fault = Fault("password", gettext("The password is wrong."))
    return render_template("auth/verify.html", back=back, faults=(fault,)), 422


def welcome(token: str) -> Answer:
    """Let whoever has a one-time code choose a password; looking uses nothing up."""
    user = services().accounts.of_code(token)
    if request.method == "GET":
        return render_template("auth/welcome.html", user=user, faults=())
    typed, again = (request.form.get(name, "") for name in ("password", "again"))
    faults = tuple(Fault("password", text) for text in refusals(user, typed, again))
    if faults:
        return render_template("auth/welcome.html", user=user, faults=faults), 422
    services().accounts.choose_password(token, hashed(typed))
    leave()
    session[CHOSEN] = user.login
    return redirect(url_for("auth.sign_in"), 303)


def change_role() -> Answer:
    """Act in another of the own roles."""
    if not choose_role(request.form.get("role", "")):
        raise NotFound("That is no role of this user. Choose one that the page shows.")
    return redirect(first_page(role()), 303)


def demo(role_name: str, signature: str) -> Answer:
    """Sign in to the demo with a printed link, on the machine it runs on and nowhere else."""
    known = demo_role(services().session_key, role_name, signature)
    if services().settings.programme != "demo" or known is None or not _on_this_machine():
        raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
    return enter(services().demo_accounts.user(known), "demo link", "/")


def _on_this_machine() -> bool:
    """Say whether the request comes from this machine and was meant for it.

    The name is looked at too: behind a proxy everything comes from this machine.
    """
    name = urlsplit(f"//{request.host}").hostname or ""
    forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers.keys())
    return (
        _is_loopback(request.remote_addr or "")
        and (name in _LOCAL_NAMES or _is_loopback(name))
        and not forwarded
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
