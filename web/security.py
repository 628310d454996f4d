"""Headers, session cookie and request limits of every answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect

from web.problems import PREFIX, by_program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask, Request, Response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # CSRF protection over https reads the referrer of our own pages.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
LARGEST_REQUEST = 64 * 1024
LARGER: Mapping[str, int] = {
    "imports.bring": 5_000_000,
    "imports.mend": 500_000,
    **dict.fromkeys(
        (
            "api_imports.participants",
            "api_imports.openings",
            "api_imports.job_ads",
            "api_imports.job_postings",
        ),
        5_000_000,
    ),
    "ladders.look": 1_000_000,
    "ladders.take": 1_000_000,
    "ladders.save": 500_000,
}
"""Routes that take more: a file, the corrections of many rows, and what programs bring in."""
SESSION_LASTS = timedelta(hours=10)
_KEPT_BY_BROWSERS = frozenset({"static", "assets.bootstrap"})


class _SessionInterface(SecureCookieSessionInterface):
    """Marks the cookie as secure wherever the page came over https; programs have none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path.startswith(PREFIX):
            return self.session_class()
        return super().open_session(app, request)

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def protect(app: Flask, key: str) -> None:
    """Give an application its key, cookie flags, CSRF protection, limits and headers."""
    app.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME="stegvis",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_LASTS,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        # A page may stay open all day; its token holds as long as the session does.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = _SessionInterface()
    # Before the protection, which reads the form.
    app.before_request(_take_more)
    CSRFProtect(app)
    app.after_request(_add_headers)


def _take_more() -> None:
    if (most := LARGER.get(request.endpoint or "")) is not None:
        request.max_content_length = most


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.endpoint not in _KEPT_BY_BROWSERS:
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("Authorization" if by_program() else "Cookie", "Accept-Language"))
    return response


def own_path(raw: str | None) -> str:
    """Return a path of this site to go back to; the front page for anything else.

    >>> own_path("/people/P001")
    '/people/P001'
    >>> own_path("//elsewhere.example"), own_path("https://elsewhere.example"), own_path(None)
    ('/', '/', '/')
    """
    path = raw or "/"
    foreign = not path.startswith("/") or path[1:2] in ("/", "\\") or not path.isprintable()
    return "/" if foreign else path
