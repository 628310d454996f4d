"""The own account: roles, the second step and its recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_security.proxies import _security

from matcher.errors import NotFound
from web.auth.sign_in import right_code
from web.context import role, services, signed_in
from web.faults import Fault

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.account import Account

    Answer = str | Response | tuple[str, int]

_NEW_SECRET = "new_totp"  # noqa: S105  (a key of the session)


def _mine() -> Account:
    account = signed_in()
    if account is None:
        raise NotFound("Nobody is signed in. Go to the page for signing in.")
    return account


def me() -> Answer:
    """Show the own account."""
    return render_template("auth/me.html", account=_mine(), acting=role())


def set_up_second_step() -> Answer:
    """Show a secret as a QR code and as letters, and turn the second step on with its first code.

    The secret waits in the session, encrypted, until a code shows that it arrived.
    """
    account = _mine()
    totp = _security.totp_factory
    if request.method == "GET":
        session[_NEW_SECRET] = totp.generate_totp_secret()
        return _set_up_page(account, session[_NEW_SECRET], ())
    secret = session.get(_NEW_SECRET)
    if secret is None:
        return redirect(url_for("auth.set_up_second_step"), 303)
    if not right_code(account, request.form.get("code", ""), secret):
        text = gettext("That code is not right. Wait for the next one and try again.")
        return _set_up_page(account, secret, (Fault("code", text),)), 422
    session.pop(_NEW_SECRET)
    codes = services().sign_ins.set_second_step(account.user.id, secret)
    return render_template("auth/recovery_codes.html", codes=codes)


def _set_up_page(account: Account, secret: str, faults: tuple[Fault, ...]) -> str:
    totp = _security.totp_factory
    picture = segno.make(totp.get_totp_uri(account.user.login, secret)).svg_data_uri(scale=4)
    return render_template(
        "auth/set_up_second_step.html",
        picture=picture,
        key=totp.get_totp_pretty_key(secret),
        faults=faults,
    )


def end_second_step() -> Answer:
    """Turn the second step off."""
    services().sign_ins.set_second_step(_mine().user.id, None)
    return redirect(url_for("auth.me"), 303)


def renew_recovery_codes() -> Answer:
    """Make recovery codes; the ones of before work no more."""
    account = _mine()
    if account.user.totp_secret is None:
        return redirect(url_for("auth.me"), 303)
    codes = services().sign_ins.new_recovery_codes(account.user.id)
    return render_template("auth/recovery_codes.html", codes=codes)
