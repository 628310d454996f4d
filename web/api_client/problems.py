"""What a server refuses, as exceptions: which one says the code of the problem document.

::

    StegvisProblem
        NotThere            404: there is nothing, or nothing that this account may see
        TokenRefused        401: get a new token
        ScopeMissing        403: get a token with more scopes
        Overtaken           412, 428: somebody else was first; read it again
        BadRequest          400, 413, 422: what was sent cannot be used; ``errors`` names the fields
        KeyUsedOtherwise    422: something else was sent under this key before
        RulesRefuse         409, 422: a rule of the programme; ``detail`` says which
        Stopped             423: somebody stopped suggestions for everybody
        NotNow              429, 503: after all the tries; wait ``retry_after_s`` seconds
        ServerFault         500: ``reference`` says where the log says more
    NoAnswer                nothing came back; send it again under ``key``
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from web.api_client.imports import RowFault
from web.api_client.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping


class StegvisError(Exception):
    """What this client raises."""


class NoAnswer(StegvisError):
    """Nothing came back, as often as it was tried; it may have been done.

    Parameters
    ----------
    key
        Sent with the same, it is done once; ``None`` when it was only read.
    """

    def __init__(self, message: str, key: str | None) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that cannot be used.

    Parameters
    ----------
    place
        body, query or header.
    pointer
        JSON pointer to it.
    """

    place: str
    pointer: str
    detail: str


class StegvisProblem(StegvisError):
    """A problem document (RFC 9457).

    Parameters
    ----------
    said
        The document; ``errors`` names fields, ``rejected`` columns of rows.
    retry_after_s
        How long the server says to wait.
    """

    def __init__(self, said: Mapping[str, Any], retry_after_s: float | None = None) -> None:
        self.status = int(said["status"])
        self.code = str(said["code"])
        self.detail = str(said["detail"])
        self.by: str | None = said.get("by")
        self.at: str | None = said.get("at")
        self.reference: str | None = said.get("reference")
        self.errors = tuple(
            Fault(one["in"], one["pointer"], one["detail"]) for one in said.get("errors", ())
        )
        self.rejected = tuple(read(RowFault, one) for one in said.get("rejected", ()))
        self.retry_after_s = retry_after_s
        super().__init__(f"{self.status} {self.code}: {self.detail}")


class NotThere(StegvisProblem):
    """There is nothing, or nothing that this account may see."""


class TokenRefused(StegvisProblem):
    """The token is missing, unknown, expired or revoked."""


class ScopeMissing(StegvisProblem):
    """The token was made for less."""


class Overtaken(StegvisProblem):
    """It was moved since it was read; ``by`` and ``at`` say who was first."""


class BadRequest(StegvisProblem):
    """What was sent cannot be used."""


class KeyUsedOtherwise(StegvisProblem):
    """Something else was sent under this key before."""


class RulesRefuse(StegvisProblem):
    """A rule of the programme refuses it, as it would on the page."""


class Stopped(StegvisProblem):
    """Somebody stopped suggestions for everybody."""


class NotNow(StegvisProblem):
    """Too often, or the server cannot answer just now."""


class ServerFault(StegvisProblem):
    """Something is broken at the server."""


BY_CODE: Mapping[str, type[StegvisProblem]] = {
    "not_found": NotThere,
    "token.missing": TokenRefused,
    "token.invalid": TokenRefused,
    "scope.missing": ScopeMissing,
    "changed": Overtaken,
    "if_match": Overtaken,
    "if_match.missing": Overtaken,
    "unreadable": BadRequest,
    "fields": BadRequest,
    "fields.here": BadRequest,
    "rows": BadRequest,
    "media_type": BadRequest,
    "cursor": BadRequest,
    "idempotency_key.missing": BadRequest,
    "method_not_allowed": BadRequest,
    "too_large": BadRequest,
    "key.other": KeyUsedOtherwise,
    "suggestions.stopped": Stopped,
    "too_many_requests": NotNow,
    "being_made": NotNow,
    "database_away": NotNow,
    "unavailable": ServerFault,
    "internal": ServerFault,
}
"""For codes that have a kind of their own; all others are told by :func:`problem_of`."""


def problem_of(said: Mapping[str, Any], retry_after_s: float | None) -> StegvisProblem:
    """Return the exception for a problem document."""
    kind = BY_CODE.get(said["code"])
    if kind is None:
        broken = said["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR
        kind = ServerFault if broken else RulesRefuse
    return kind(said, retry_after_s)
