"""Coming in and going out: the session of somebody who signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, session, url_for
from flask_security.utils import login_user, logout_user

from web.auth.datastore import WebUser
from web.context import services
from web.navigation import first_place

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from matcher.domain.account import Account
    from matcher.domain.role import Role

KEPT = "language"


def enter(account: Account, how: str, back: str) -> Response:
    """Begin a session of somebody and go where she wanted, or to the first page of her role.

    Nothing of the session of before is taken over but the language.
    """
    lang = session.get(KEPT)
    session.clear()
    if lang:
        session[KEPT] = lang
    login_user(WebUser(account), remember=False, authn_via=[how])
    services().sign_ins.signed_in(account.user.id, how)
    roles = account.roles
    return redirect(back if back != "/" else first_page(roles[0] if roles else None), 303)


def leave() -> None:
    """End the session; the language stays."""
    lang = session.get(KEPT)
    logout_user()
    session.clear()
    if lang:
        session[KEPT] = lang


def first_page(role: Role | None) -> str:
    """Return where a role begins."""
    return url_for(first_place(role))
