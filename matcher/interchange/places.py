"""The place columns that participants and openings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.place import Place

if TYPE_CHECKING:
    from matcher.interchange.columns import RowReader
    from matcher.interchange.programme import Gazetteer


def place_of(row: RowReader, gazetteer: Gazetteer) -> Place | None:
    """Return the place of a row, with the point of its district when it has none of its own.

    Parameters
    ----------
    row
        Columns ``municipality``, ``district``, ``lat`` and ``lon``.
    gazetteer
        Known points; also tells the municipality of a district that only one has.
    """
    district = row.get("district")
    municipality = row.get("municipality")
    if municipality is None and district is not None:
        municipality = gazetteer.municipality_of(district)
    if municipality is None:
        if row.has("district", "lat", "lon"):
            row.fault("municipality", "the place has no municipality", "Add the municipality.")
        return None
    # A cell with a fault of its own is told already; half a point would only be told twice.
    if (row.get("lat") is None) != (row.get("lon") is None) and row.faults:
        return None
    place = row.build(
        "lat", lambda: Place(municipality, district, row.get("lat"), row.get("lon")), None
    )
    return None if place is None else gazetteer.locate(place)
