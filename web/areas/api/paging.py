"""Pages of a list: an opaque cursor says where to read on, and fits no other list."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from flask import request
from marshmallow import Schema, fields, validate

from matcher.domain.listing import Onward
from matcher.domain.one_time import digest_of
from web.problems import ApiProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.listing import Stretch

    Row = TypeVar("Row")

FEW, MOST = 50, 200
_OF_PAGES = frozenset({"cursor", "limit"})


class PageQuery(Schema):
    """Which page of a list."""

    limit = fields.Integer(
        load_default=FEW,
        validate=validate.Range(1, MOST),
        metadata={"description": "How many at most"},
    )
    cursor = fields.String(
        validate=validate.Length(1, 500),
        metadata={"description": "From `next` of the page before; none begins"},
    )


class PageSchema(Schema):
    """What every page has; each list adds its ``items``."""

    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Address of the next page; null on the last one"},
    )


def onward(asked: Mapping[str, Any], parts: int = 1) -> Onward:
    """Return where to read on.

    Parameters
    ----------
    parts
        Of how many texts a place in this list is made.

    Raises
    ------
    ApiProblem
        The cursor is none of this list, with these filters.
    """
    cursor = asked.get("cursor")
    if cursor is None:
        return Onward((), asked["limit"])
    try:
        plain = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        mark, *after = plain
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise ApiProblem("cursor") from None
    if mark != _mark() or len(after) != parts or not all(isinstance(one, str) for one in after):
        raise ApiProblem("cursor")
    return Onward(tuple(after), asked["limit"])


def page(stretch: Stretch[Row]) -> dict[str, object]:
    """Return a page for its schema, with the address of the next one."""
    if not stretch.after:
        return {"items": stretch.rows, "next": None}
    plain = json.dumps([_mark(), *stretch.after]).encode()
    kept = {name: said for name, said in request.args.items() if name != "cursor"}
    query = urlencode(kept | {"cursor": base64.urlsafe_b64encode(plain).decode()})
    return {"items": stretch.rows, "next": f"{request.path}?{query}"}


def _mark() -> str:
    """Return what tells this list, with its filters, from others."""
    filters = sorted((name, said) for name, said in request.args.items() if name not in _OF_PAGES)
    return digest_of(json.dumps([request.path, filters]))[:12]
