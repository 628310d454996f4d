"""Events: decisions, placements and follow-ups in order, so that another system can follow."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from web.areas.api.events_schema import EventsQuery, EventsSchema
from web.areas.api.resource import Resource
from web.context import services, viewer
from web.problems import ApiProblem

events = Resource("events", "What happened, in order")


@events.read("/events", EventsSchema, query=EventsQuery)
def several(asked: dict[str, Any]) -> dict[str, object]:
    """List what happened after a cursor, to people whom the account may see now.

    Nothing ever comes to stand before an event that was read. When there is nothing new the list
    is empty and the cursor the same.
    """
    page = services().feed.read(viewer(), asked.get("after"), asked["limit"])
    if page is None:
        raise ApiProblem("cursor")
    onward = {"limit": asked["limit"]} | ({"after": page.after} if page.after else {})
    return {
        "items": page.events,
        "after": page.after,
        "more": page.more,
        "next": f"{request.path}?{urlencode(onward)}",
    }
