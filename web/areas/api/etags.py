"""What was read has a tag: asked for again it may be the same, and a move says what it saw.

The tag of what can be moved begins with its version; the rest is a digest of the answer, since
words of a ladder or a language change without a move. A move compares the version.
"""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import g, request

from matcher.domain.profile_tag import LENGTH
from web.problems import ApiProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

IF_NONE_MATCH: Mapping[str, Any] = {
    "name": "If-None-Match",
    "description": "The ETag of an earlier answer: 304 when nothing has changed",
    "schema": {"type": "string"},
}
IF_MATCH: Mapping[str, Any] = {
    "name": "If-Match",
    "required": True,
    "description": (
        "The ETag of what was looked at, or only its version in quotation marks; 412 when somebody "
        "has moved it since"
    ),
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}(-[0-9a-f]+)?(:[a-z]+)?"$'},
}
IF_MATCH_PROFILE: Mapping[str, Any] = {
    "name": "If-Match",
    "required": True,
    "description": "The ETag of the profile that was read; 412 when it was changed since",
    "schema": {"type": "string", "pattern": r'^"[0-9a-f]{16}(-[0-9a-f]+)?(:[a-z]+)?"$'},
}
ETAG: Mapping[str, Any] = {
    "description": "Tag of this answer; that of what can be moved begins with its version",
    "schema": {"type": "string"},
}
_VERSION = "stegvis_version"
_TAG = re.compile(r'"(\d{1,9})(?:-[0-9a-f]+)?(?::[a-z]+)?"', re.ASCII)
_PROFILE_TAG = re.compile(rf'"([0-9a-f]{{{LENGTH}}})(?:-[0-9a-f]+)?(?::[a-z]+)?"', re.ASCII)


def has_version(version: int | str) -> None:
    """Let the tag of the answer begin with a version."""
    setattr(g, _VERSION, version)


def seen_version() -> int:
    """Return the version that a program has looked at.

    Raises
    ------
    ApiProblem
        It does not say, or says what no tag of ours says.
    """
    return int(_seen(_TAG))


def seen_profile() -> str:
    """Return the mark of the profile that a program has looked at; errors as for a version."""
    return _seen(_PROFILE_TAG)


def _seen(pattern: re.Pattern[str]) -> str:
    said = request.headers.get("If-Match", "").strip()
    if not said:
        raise ApiProblem("if_match.missing")
    found = pattern.fullmatch(said)
    if found is None:
        raise ApiProblem("if_match")
    return found[1]


def tag(response: Response) -> Response:
    """Give an answer to a GET its tag; an empty one when the program has it already."""
    if request.method in {"GET", "HEAD"} and response.status_code == HTTPStatus.OK:
        digest = hashlib.sha256(response.get_data()).hexdigest()[:24]
        version = g.get(_VERSION)
        response.set_etag(digest if version is None else f"{version}-{digest}")
        response.make_conditional(request)
    return response
