"""How often somebody may try: sign-in, codes and links."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from flask import current_app, request, session
from flask_babel import format_time, ngettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse

from matcher.domain.account import login_of
from matcher.domain.one_time import digest_of
from matcher.errors import InputError
from web.problems import ApiProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from flask import Flask, Response

    from matcher.domain.ids import TokenId

    View = Callable[..., Any]

TRIES_OF_AN_ADDRESS = "30 per 15 minutes"
TRIES_OF_ONE = "10 per 15 minutes"
LOOKS_OF_AN_ADDRESS = "60 per minute"
TOKENS_OF_AN_ADDRESS = "30 per 15 minutes"
REQUESTS_OF_A_TOKEN = "1200 per minute"  # noqa: S105  (how many)
_LIMITER = "stegvis.limiter"


def add_limiter(app: Flask) -> None:
    """Count in memory: one process answers, and a restart forgets."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=False)
    app.extensions[_LIMITER] = limiter


def limited_posts(app: Flask, view: View, *, whose: Callable[[], str] | None = None) -> View:
    """Limit the posts to a view that were refused, by address and by what they were for.

    Parameters
    ----------
    whose
        Names the user who is tried; the path when it is not given, which has a token in it.
    """
    limiter = cast("Limiter", app.extensions[_LIMITER])
    common: Any = {"methods": ["POST"], "deduct_when": _is_refusal}
    of_one = limiter.limit(TRIES_OF_ONE, key_func=whose or _path, **common)
    return cast("View", limiter.limit(TRIES_OF_AN_ADDRESS, **common)(of_one(view)))


def limited_looks(app: Flask, view: View) -> View:
    """Limit how many links an address may open."""
    limiter = cast("Limiter", app.extensions[_LIMITER])
    return cast("View", limiter.limit(LOOKS_OF_AN_ADDRESS)(view))


def count_refused_token(address: str) -> None:
    """Count a token that opened nothing; after some of them it is not even said that it did not."""
    _count(TOKENS_OF_AN_ADDRESS, "tokens", address)


def count_request(token: TokenId) -> None:
    """Count a request by a token; one too many is refused until the next minute."""
    _count(REQUESTS_OF_A_TOKEN, "requests", token)


def _count(limit: str, what: str, whose: str) -> None:
    strategy, item = cast("Limiter", current_app.extensions[_LIMITER]).limiter, parse(limit)
    if not strategy.hit(item, what, whose):
        reset_at = strategy.get_window_stats(item, what, whose).reset_time
        seconds = max(1, math.ceil(reset_at - time.time()))
        raise ApiProblem("too_many_requests", {"Retry-After": str(seconds)})


def when_again() -> tuple[int, str]:
    """Return in how many seconds the next try is taken, and a sentence that says it."""
    limit = cast("Limiter", current_app.extensions[_LIMITER]).current_limit
    reset_at = limit.reset_at if limit else time.time() + 60
    seconds = max(1, math.ceil(reset_at - time.time()))
    minutes = math.ceil(seconds / 60)
    said = ngettext(
        "Try again in %(num)s minute, at %(time)s.",
        "Try again in %(num)s minutes, at %(time)s.",
        minutes,
        time=format_time(_moment(reset_at), "HH:mm"),
    )
    return seconds, str(said)


def _moment(reset_at: float) -> datetime:
    return datetime.fromtimestamp(math.ceil(reset_at / 60) * 60, UTC)


def typed_login() -> str:
    """Tell apart whose account is tried, by a digest: the log names what a limit counts.

    What is typed for a user name may be anything, a personal number too.
    """
    try:
        return digest_of(login_of(request.form.get("login", "")))
    except InputError:
        return "nobody"


def of_session(key: str) -> Callable[[], str]:
    """Name whose account is tried by what the session says: signed in, or half-way through."""

    def whose() -> str:
        return str(session.get("_user_id") or (session.get(key) or {}).get("stamp") or "nobody")

    return whose


def _path() -> str:
    # A path may have the token of a link in it, which must not stand in a log.
    return digest_of(request.path)


def _is_refusal(response: Response) -> bool:
    return response.status_code >= HTTPStatus.BAD_REQUEST
