"""Openings: agreed with employers, and advertisements."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request

from matcher.domain.ids import OpeningId
from matcher.domain.job_posting import MEDIA_TYPE, posting_of
from web.areas.api.etags import has_version
from web.areas.api.opening_moves import findings_in, moves_of
from web.areas.api.openings_schema import OpeningSchema, OpeningsPageSchema, OpeningsQuery
from web.areas.api.paging import onward, page
from web.areas.api.resource import Resource
from web.context import services

if TYPE_CHECKING:
    from matcher.domain.opening import Opening

_FORMS = ("application/json", MEDIA_TYPE)
"""In which an opening is said; the first one when none is asked for."""

openings = Resource("openings", "Jobs that people can be suggested for")


@openings.read("/openings", OpeningsPageSchema, query=OpeningsQuery)
def several(asked: dict[str, Any]) -> dict[str, object]:
    """List openings by id."""
    found = services().listings.openings(onward(asked), asked.get("kind"), asked.get("state"))
    return page(found)


@openings.read("/openings/<opening_id>", OpeningSchema, also=MEDIA_TYPE)
def one(opening_id: str) -> dict[str, object] | Response:
    """Show one opening with the room that it has, or as Schema.org JobPosting."""
    opening, employer, room = services().line_pages.opening(OpeningId(opening_id))
    has_version(room.version)
    if request.accept_mimetypes.best_match(_FORMS) == MEDIA_TYPE:
        posting = posting_of(opening, employer.name if employer else None, opening.organisation)
        return Response(current_app.json.dumps(posting), mimetype=MEDIA_TYPE)
    return _said(opening) | {
        "state": room.state,
        "employer": employer,
        "places_left": room.places_left,
        "slots": room.slots,
        "slots_taken": room.slots_taken,
        "wording": findings_in(opening),
        "possible": moves_of(opening.kind, room.state),
        "version": room.version,
    }


def _said(opening: Opening) -> dict[str, object]:
    hours, demands = opening.hours, opening.demands
    said = {one.name: getattr(opening, one.name) for one in fields(opening)}
    return said | {
        "hours": {
            "per_week_min": hours.per_week_min,
            "per_week_max": hours.per_week_max,
            "shifts": sorted(hours.shifts),
        },
        "demands": {one.name: getattr(demands, one.name) for one in fields(demands)}
        | {
            "swedish": [
                {"area": area, "level": level.label} for area, level in demands.swedish.items()
            ]
        },
    }
