"""Passwords: checked in a time that says nothing, hashed, and refused when they are guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app
from flask_babel import gettext
from flask_security import hash_password

from matcher.domain.account import LEAST_PASSWORD, MOST_PASSWORD, password_faults
from web.auth.datastore import WebUser

if TYPE_CHECKING:
    from matcher.domain.account import Account, User


def right_password(account: Account | None, typed: str) -> bool:
    """Say whether a password is that of an account; as slow for nobody as for somebody."""
    plain = normal(typed)
    if account is None or account.user.password is None:
        hash_password(plain)
        return False
    return bool(WebUser(account).verify_and_update_password(plain))


def hashed(typed: str) -> str:
    """Return the argon2id hash of a password."""
    return str(hash_password(normal(typed)))


def normal(typed: str) -> str:
    """Return a password in one form, however the keyboard composed its letters."""
    return str(current_app.extensions["security"].password_util.normalize(typed))


def refusals(user: User, typed: str, again: str) -> list[str]:
    """Say what is wrong with a new password, in the language of the page."""
    said = {
        "short": gettext("Use at least %(least)s characters.", least=LEAST_PASSWORD),
        "long": gettext("Use at most %(most)s characters.", most=MOST_PASSWORD),
        "name": gettext("Leave your name and user name out of it."),
        "plain": gettext("Use more different characters."),
    }
    found = [str(said[code]) for code in password_faults(typed, user)]
    if typed != again:
        found.append(str(gettext("The two passwords are not the same.")))
    return found
