"""The key of a POST: sent again under the same key, it is done once and answered alike.

What it led to is kept in the transaction that does it, so that no crash comes between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import request

from matcher.domain.one_time import digest_of
from web.context import bearer
from web.problems import ApiProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,200}", re.ASCII)
IDEMPOTENCY_KEY: Mapping[str, Any] = {
    "name": _NAME,
    "required": True,
    "description": (
        "Chosen by the program, the same when it sends this again; 422 when something else was "
        "sent under it before"
    ),
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


def once_key() -> str:
    """Return the key of a command, which no other token's key can be.

    Raises
    ------
    ApiProblem
        There is none, or it is none of 1 to 200 signs.
    """
    key, program = request.headers.get(_NAME, ""), bearer()
    if program is None or not _KEY.fullmatch(key):
        raise ApiProblem("idempotency_key.missing")
    return f"api:{digest_of(f'{program.token.id} {key}')}"
