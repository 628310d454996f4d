"""Gaps: where open jobs and people do not meet, as planners may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher.errors import NotFound
from matcher.planning.gaps.needs import GapKind
from matcher.planning.gaps.parts import Part
from web.areas.api.gaps_schema import GapsQuery, GapsSchema
from web.areas.api.resource import Resource
from web.context import services
from web.problems import ApiProblem

if TYPE_CHECKING:
    from matcher.planning.gaps.tables import TableRow

WAIT_S = 20.0
"""How long a program waits for tables that are being made before it is told to ask again."""
AGAIN_S = 10
_WHOLE = ""

gaps = Resource("gaps", "Where open jobs and people do not meet, in counts that name nobody")


@gaps.read("/gaps", GapsSchema, query=GapsQuery)
def tables(asked: dict[str, Any]) -> dict[str, object]:
    """Show the tables of gaps of the programme or of a municipality.

    They are those of the planner's page, from one release: what is hidden there is hidden here.
    """
    desk = services().planning_desk.tables(WAIT_S).value
    if desk is None:
        raise ApiProblem("being_made", {"Retry-After": str(AGAIN_S)})
    area = asked.get("area", _WHOLE)
    found = desk.by_area.get(area)
    if found is None:
        raise NotFound(f"There are no places in {area}. Give an area that /gaps lists.")
    return {
        "day": desk.day,
        "area": area or None,
        "areas": desk.areas,
        "weeks": desk.weeks,
        "people": found.people,
        "places": {source.value: number for source, number in found.places.items()},
        "tables": [
            {"kind": kind.value, "rows": [_row(one) for one in rows]}
            for kind, rows in found.rows.items()
            if kind is not GapKind.PROGRAMME and not (area and kind is GapKind.AREA)
        ],
    }


def _row(row: TableRow) -> dict[str, object]:
    return {
        "id": row.id,
        "texts": row.texts,
        "places": row.places,
        "short": row.short,
        "short_after": row.short_after,
        "people": {part.value: row.people.shown.get(part) for part in Part},
    }
