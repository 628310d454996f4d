"""Every error is answered: people get a page that says what to do next, programs a document."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import current_app, render_template, request
from werkzeug.exceptions import HTTPException

from matcher.errors import StegvisError, Unavailable
from web.auth.limits import when_again
from web.error_pages import DATABASE_AWAY, page_for
from web.error_texts import say_error
from web.overtaken import who_and_when
from web.problems import by_program, problem_of
from web.security import own_path
from web.statuses import SECONDS_AWAY, STATUS, status_of

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask, Response

    from web.error_pages import ErrorPage

    Answer = tuple[str, int] | tuple[str, int, dict[str, str]] | Response

__all__ = ["STATUS", "handle_errors", "status_of"]

_QUIET = ("/a/", "/e/", "/my/")
"""Addresses of links that somebody else may open: their pages do not say whose they are."""


def handle_errors(app: Flask) -> None:
    """Answer every error with what happened and what to do next."""
    app.register_error_handler(StegvisError, _ours)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: StegvisError) -> Answer:
    status = status_of(error)
    reference = _reference() if status >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
    if reference:
        current_app.logger.error("%s: %s: %s", reference, type(error).__name__, error)
    if by_program():
        return problem_of(error, reference)
    # Unknown and forbidden must look the same, so nothing of the message is shown.
    if status == HTTPStatus.NOT_FOUND:
        return _page(status)
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _page(status, detail=say_error(error), first=who_and_when(error))
    if isinstance(error, Unavailable):
        page = _page(status, page=DATABASE_AWAY, technical=str(error), reference=reference)
        return *page, {"Retry-After": str(SECONDS_AWAY)}
    return _page(status, technical=str(error), reference=reference)


def _of_http(error: HTTPException) -> Answer:
    if by_program():
        return problem_of(error)
    if error.code == HTTPStatus.TOO_MANY_REQUESTS:
        seconds, said = when_again()
        page = _page(HTTPStatus.TOO_MANY_REQUESTS, detail=said)
        return *page, {"Retry-After": str(seconds)}
    return _page(HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR))


def _unexpected(error: Exception) -> Answer:
    reference = _reference()
    current_app.logger.error("%s: unexpected error", reference, exc_info=error)
    if by_program():
        return problem_of(error, reference)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, reference=reference)


def _reference() -> str:
    """Return a number that stands on the page and in the log, and says nothing by itself."""
    return secrets.token_hex(4)


def _page(
    status: HTTPStatus,
    *,
    page: ErrorPage | None = None,
    detail: str = "",
    first: tuple[str | None, datetime | None] = (None, None),
    technical: str = "",
    reference: str = "",
) -> tuple[str, int]:
    nowhere = status == HTTPStatus.NOT_FOUND
    rendered = render_template(
        "error.html",
        frame="answers/plain.html" if request.path.startswith(_QUIET) else "layout.html",
        page=page or page_for(status),
        detail=detail,
        by=first[0],
        at=first[1],
        technical=technical,
        reference=reference,
        back="" if nowhere else _page_before(),
        here="/",
        # Forms have tokens that differ from page to page; what is not there always looks the same.
        bare=nowhere,
    )
    return rendered, status.value


def _page_before() -> str:
    """Return the page of ours that led here, nothing when there is none but this one."""
    there = urlsplit(request.referrer or "")
    path = own_path(f"{there.path}?{there.query}" if there.query else there.path)
    if there.netloc != request.host or path == request.full_path.rstrip("?"):
        return ""
    return path
