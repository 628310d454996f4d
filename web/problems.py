"""What a program is told when something cannot be done: a problem document (RFC 9457).

It has a stable ``code`` by which a program knows what happened, and says it in the language that
the program asks for.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import current_app, make_response, request
from werkzeug.exceptions import HTTPException

from matcher.domain.personal_number import without_personal_numbers
from matcher.errors import InputErrors, RowError, StegvisError, Unavailable
from web.error_texts import say_error
from web.overtaken import who_and_when
from web.problem_texts import PROBLEM_TEXTS
from web.statuses import SECONDS_AWAY, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flask import Response

PREFIX = "/api/"
"""Under which programs ask; there no cookie counts, and every error is a problem document."""
MEDIA_TYPE = "application/problem+json"
URN = "urn:stegvis:problem:"


class ApiProblem(HTTPException):
    """Something about the request itself, by the code of :mod:`web.problem_texts`.

    Parameters
    ----------
    problem
        The code.
    headers
        To go with the answer.
    errors
        Fields that cannot be used: a JSON pointer into what was sent, and what it should be.
    values
        What stands in its text.
    """

    def __init__(
        self,
        problem: str,
        headers: Mapping[str, str] | None = None,
        errors: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        status, text = PROBLEM_TEXTS[problem]
        super().__init__(str(text) % values if values else str(text))
        self.code = status.value
        self.problem = problem
        self.more = dict(headers or {})
        self.errors = dict(errors or {})


def by_program() -> bool:
    """Say whether a program asks, not a browser."""
    return request.path.startswith(PREFIX)


def problem_of(error: Exception, reference: str = "") -> Response:
    """Return the answer to a request that failed.

    Parameters
    ----------
    reference
        The number under which the log says more.
    """
    if isinstance(error, StegvisError):
        status, said = _ours(error)
        away = isinstance(error, Unavailable)
        headers: Mapping[str, str] = {"Retry-After": str(SECONDS_AWAY)} if away else {}
    elif isinstance(error, HTTPException):
        status, said, headers = _of_http(error)
    else:
        status, said, headers = HTTPStatus.INTERNAL_SERVER_ERROR, {"code": "internal"}, {}
    code = said.pop("code")
    _, text = PROBLEM_TEXTS.get(code, (status, status.phrase))
    document = {
        "type": URN + code,
        "title": status.phrase,
        "status": status.value,
        "detail": str(text),
        "instance": without_personal_numbers(request.path),
        "code": code,
    }
    if reference:
        document["reference"] = reference
    answer = make_response(current_app.json.dumps(document | said), status.value)
    answer.mimetype = MEDIA_TYPE
    answer.headers.extend(headers)
    return answer


def _ours(error: StegvisError) -> tuple[HTTPStatus, dict[str, Any]]:
    status = status_of(error)
    # Unknown and forbidden must look the same, and what is broken is for the log.
    if status == HTTPStatus.NOT_FOUND:
        return status, {"code": "not_found"}
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        if isinstance(error, Unavailable):
            return status, {"code": "database_away"}
        broken = status == HTTPStatus.SERVICE_UNAVAILABLE
        return status, {"code": "unavailable" if broken else "internal"}
    if isinstance(error, InputErrors | RowError):
        faults = error.errors if isinstance(error, InputErrors) else (error,)
        rows = [asdict(one) for one in faults if isinstance(one, RowError)]
        return status, {"code": "rows", "rejected": rows}
    by, at = who_and_when(error)
    said: dict[str, Any] = {"code": error.code or _kind(error)}
    if said["code"] in PROBLEM_TEXTS:
        # A program is not told of pages and forms, and what it saw it said in a header.
        status, _ = PROBLEM_TEXTS[said["code"]]
    else:
        said["detail"] = say_error(error)
    if by is not None:
        said["by"] = by
    if at is not None:
        said["at"] = at.isoformat()
    return status, said


def _of_http(error: HTTPException) -> tuple[HTTPStatus, dict[str, Any], Mapping[str, str]]:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if isinstance(error, ApiProblem):
        told: dict[str, Any] = {"code": error.problem, "detail": error.description}
        if error.errors:
            told["errors"] = list(_faults({"json": _nested(error.errors)}))
        return status, told, error.more
    code = _BY_STATUS.get(status, re.sub(r"\W+", "_", status.phrase.lower()))
    said: dict[str, Any] = {"code": code}
    messages = getattr(error, "data", {}).get("messages")
    if messages:
        said["errors"] = list(_faults(messages))
    # Allow stands in the headers of "method not allowed".
    more = [(k, v) for k, v in error.get_headers() if k not in {"Content-Type", "Content-Length"}]
    return status, said, dict(more)


def _nested(errors: Mapping[str, str]) -> dict[str, list[str]]:
    return {pointer.removeprefix("/"): [text] for pointer, text in errors.items()}


def _kind(error: StegvisError) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


_BY_STATUS = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.BAD_REQUEST: "unreadable",
    HTTPStatus.UNPROCESSABLE_ENTITY: "fields",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
}


def _faults(messages: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what is wrong with each field: where it stands, and what it should be."""
    for location, found in messages.items():
        place = {"json": "body", "query": "query", "headers": "header"}.get(location, location)
        for pointer, text in _leaves(found, ""):
            yield {"in": place, "pointer": without_personal_numbers(pointer), "detail": text}


def _leaves(found: object, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, inner in found.items():
            below = pointer if name == "_schema" else f"{pointer}/{name}"
            yield from _leaves(inner, below)
    elif isinstance(found, list):
        for inner in found:
            yield from _leaves(inner, pointer)
    else:
        yield pointer, str(found)
