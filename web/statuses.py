"""One table from our errors to HTTP statuses, for pages and for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

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
    Unavailable,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

SECONDS_AWAY = 5
"""How long whoever asks waits before asking a database again that did not answer."""


def status_of(error: StegvisError) -> HTTPStatus:
    """Return the status of an error, by its nearest class in the table.

    >>> status_of(NotFound("no such person")).value
    404
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
