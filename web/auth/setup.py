"""Flask-Security as we use it: argon2id, encrypted second-step secrets, no routes of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

from flask_security import Security
from flask_security.totp import Totp

from web.auth.datastore import AccountDatastore, WebUser
from web.context import services as current_services

if TYPE_CHECKING:
    from flask import Flask
    from passlib.totp import TotpMatch

    from matcher.bootstrap import Services


class OnceOnlyTotp(Totp):  # type: ignore[misc]  # no types
    """Codes of the second step, none of which is taken twice."""

    def get_last_counter(self, user: WebUser) -> int | None:
        """Return the time step of the last code that was taken."""
        counter: int | None = user.account.user.totp_counter
        return counter

    def set_last_counter(self, user: WebUser, tmatch: TotpMatch) -> None:
        """Keep the time step; raises when another request has just taken the same code."""
        if not current_services().sign_ins.use_totp_counter(user.account.user.id, tmatch.counter):
            from passlib.exc import UsedTokenError  # noqa: PLC0415  (only when it happens)

            raise UsedTokenError


def add_security(app: Flask, services: Services) -> Security:
    """Give an application Flask-Security.

    Its pages are not registered: ours are in the languages of the product, in the table of rules,
    and under the same policy as all others.
    """
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  (the name of a scheme)
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
        SECURITY_TOTP_SECRETS={"1": _derived(services.session_key, "second step")},
        SECURITY_TOTP_ISSUER="Stegvis",
        SECURITY_CLI_USERS_NAME="",
        SECURITY_CLI_ROLES_NAME="",
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"username": {"mapper": str, "case_insensitive": True}}],
    )
    datastore = AccountDatastore(services)
    return Security(app, datastore, register_blueprint=False, totp_cls=OnceOnlyTotp)


def _derived(key: str, purpose: str) -> str:
    made = hmac.new(key.encode(), purpose.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode()
