"""One table from our errors to HTTP statuses, and the page that says what to do next."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import current_app, render_template
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from matcher.errors import (
    ArtifactError,
    ChecksumMismatch,
    Conflict,
    DecisionError,
    EmptyProgramme,
    InputError,
    InputErrors,
    InvalidTransition,
    ManifestMismatch,
    NotFound,
    OpeningFull,
    RowError,
    SettingsError,
    StegvisError,
    SuggestionsStopped,
)
from web.auth.limits import when_again

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

STATUS: Mapping[type[StegvisError], HTTPStatus] = {
    StegvisError: HTTPStatus.INTERNAL_SERVER_ERROR,
    InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    InputErrors: HTTPStatus.UNPROCESSABLE_ENTITY,
    RowError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    EmptyProgramme: HTTPStatus.CONFLICT,
    SuggestionsStopped: HTTPStatus.LOCKED,
    DecisionError: HTTPStatus.CONFLICT,
    InvalidTransition: HTTPStatus.CONFLICT,
    OpeningFull: HTTPStatus.CONFLICT,
    Conflict: HTTPStatus.CONFLICT,
    ArtifactError: HTTPStatus.SERVICE_UNAVAILABLE,
    ManifestMismatch: HTTPStatus.SERVICE_UNAVAILABLE,
    ChecksumMismatch: HTTPStatus.SERVICE_UNAVAILABLE,
    SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

_WHAT_AND_NEXT = {
    HTTPStatus.BAD_REQUEST: (
        _("That could not be read"),
        _("Go back, reload the page and try once more. Nothing was saved."),
    ),
    HTTPStatus.NOT_FOUND: (
        _("There is nothing here"),
        _("Check the address, or start from the list of people."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        _("That does not work from here"),
        _("Start from the list of people and use the buttons on the page."),
    ),
    HTTPStatus.CONFLICT: (
        _("That is not possible right now"),
        _("Nothing was saved. Go back to the list to see how things stand now."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _("That was too much at once"),
        _("Go back and send a shorter text, or a file of at most 5 MB. Nothing was saved."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        _("That was tried too often"),
        _("Nothing was saved. Wait a little: it was tried so often that it could be a guess."),
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        _("Something is missing or wrong in what was sent"),
        _("Go back, mend it and send it again. Nothing was saved."),
    ),
    HTTPStatus.LOCKED: (
        _("Suggestions are stopped"),
        _("Decide on what is on the list as before. Nothing new was suggested."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("A file that the matching needs does not fit"),
        _("Tell the person who runs Stegvis: `stegvis doctor` says what to do."),
    ),
}
_OTHERWISE = (
    _("Something went wrong on our side"),
    _("Nothing was saved. Try again; if it comes back, tell the person who runs Stegvis."),
)


def status_of(error: StegvisError) -> HTTPStatus:
    """Return the status of an error, by its nearest class in the table.

    >>> status_of(NotFound("no such person")).value
    404
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def handle_errors(app: Flask) -> None:
    """Answer every error with a page that says what happened and what to do next."""
    app.register_error_handler(StegvisError, _ours)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: StegvisError) -> tuple[str, int]:
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %s", type(error).__name__, error)
    # Unknown and forbidden must look the same, so nothing of the message is shown.
    return _page(status, None if status == HTTPStatus.NOT_FOUND else str(error))


def _of_http(error: HTTPException) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    if error.code == HTTPStatus.TOO_MANY_REQUESTS:
        seconds, said = when_again()
        return *_page(HTTPStatus.TOO_MANY_REQUESTS, None, said), {"Retry-After": str(seconds)}
    detail = str(error.description) if isinstance(error, CSRFError) else None
    return _page(HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR), detail)


def _unexpected(error: Exception) -> tuple[str, int]:
    current_app.logger.error("unexpected error", exc_info=error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, None)


def _page(status: HTTPStatus, detail: str | None, when: str = "") -> tuple[str, int]:
    title, next_step = _WHAT_AND_NEXT.get(status, _OTHERWISE)
    page = render_template(
        "error.html",
        title=title,
        next_step=next_step,
        detail=detail,
        when=when,
        here="/",
        # Forms have tokens that differ from page to page; what is not there always looks the same.
        bare=status == HTTPStatus.NOT_FOUND,
    )
    return page, status.value
