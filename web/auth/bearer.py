"""The gate before the routes of programs: a token, the rules of its account, then its scopes.

No cookie opens anything here: a browser that somebody is signed in with can be made to send one.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from flask import g, request
from flask_limiter.util import get_remote_address

from matcher.domain.audit_tokens import acting_by
from matcher.domain.permissions import may
from matcher.errors import NotFound
from web.auth.limits import count_refused_token, count_request
from web.context import keep_bearer, services
from web.problems import ApiProblem

if TYPE_CHECKING:
    from flask import Flask

    from web.rules import Rule

_SCHEME = "bearer"
_REALM = 'Bearer realm="Stegvis"'
_ACTING = "stegvis_acting"


def let_program_in(rule: Rule) -> None:
    """Let a request with a token through.

    Raises
    ------
    ApiProblem
        There is no token, or it opens nothing; it was used too often; a scope is missing.
    NotFound
        The account's role may not use the route: that looks like what does not exist.
    """
    secret = _secret()
    if secret is None:
        raise ApiProblem("token.missing", {"WWW-Authenticate": _REALM})
    bearer = services().tokens.bearer(secret)
    if bearer is None:
        # Only who comes with a wrong one is kept waiting: a programme may be behind one address.
        count_refused_token(get_remote_address())
        raise ApiProblem("token.invalid", {"WWW-Authenticate": f'{_REALM}, error="invalid_token"'})
    count_request(bearer.token.id)
    if rule.needs is not None and not may(bearer.token.role, rule.needs):
        raise NotFound("This role may not use this route. Use an account whose role may.")
    if rule.scope is not None and rule.scope not in bearer.token.scopes:
        told = f'{_REALM}, error="insufficient_scope", scope="{rule.scope}"'
        raise ApiProblem("scope.missing", {"WWW-Authenticate": told}, scope=rule.scope)
    keep_bearer(bearer)
    acting = ExitStack()
    acting.enter_context(acting_by(bearer.token.id))
    setattr(g, _ACTING, acting)


def stop_acting(app: Flask) -> None:
    """Let what is recorded after a request no longer say that it was done by its token."""

    @app.teardown_request
    def _stop(_: BaseException | None) -> None:
        acting: ExitStack | None = g.pop(_ACTING, None)
        if acting is not None:
            acting.close()


def _secret() -> str | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() or None if scheme.casefold() == _SCHEME else None
