"""The gate before every route: the table of rules, deny by default."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import make_response, redirect, request, url_for
from flask_login import current_user
from flask_security.utils import check_and_update_authn_fresh

from matcher.domain.permissions import may
from matcher.errors import NotFound
from web.auth.bearer import let_program_in
from web.auth.sign_in import sign_in
from web.context import role
from web.rules import RULES
from web.security import own_path

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from web.rules import Rule

FRESH_FOR = timedelta(minutes=30)
GRACE = timedelta(minutes=10)


def gate() -> Response | None:
    """Let a request through, ask for a sign-in, or answer as if there were nothing.

    What a role may not use looks exactly like what does not exist.
    """
    if request.endpoint is None:
        return None  # no such address or method: Flask says so
    rule = RULES.get(request.endpoint)
    if rule is None:
        raise NotFound("No rule says who may use this route. Add one to RULES in web/rules.py.")
    if rule.scope is not None:
        let_program_in(rule)
        return None
    return None if rule.public else _let_person_in(rule)


def _let_person_in(rule: Rule) -> Response | None:
    if not current_user.is_authenticated:
        if request.path == "/" and request.method == "GET":
            return make_response(sign_in())  # the front door answers; nothing is moved
        return redirect(url_for("auth.sign_in", next=_back()), 303)
    acting = role()
    if acting is None or (rule.needs is not None and not may(acting, rule.needs)):
        raise NotFound("This role may not use this route. Use an account whose role may.")
    if rule.fresh and not check_and_update_authn_fresh(FRESH_FOR, GRACE, "session"):
        return redirect(url_for("auth.verify", next=_back()), 303)
    return None


def _back() -> str | None:
    """Say where to go on afterwards; what was posted has to be sent again."""
    if request.method != "GET" or request.path == "/":
        return None
    return own_path(request.full_path.rstrip("?"))
