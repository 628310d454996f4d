"""Where somebody lives or works, and how long the way is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """A district and municipality with a point in it (WGS 84 degrees), when known."""

    municipality: str
    district: str | None = None
    lat: float | None = None
    lon: float | None = None

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("give both latitude and longitude, or neither")
        if self.lat is not None and not -90 <= self.lat <= 90:
            raise ValueError(f"latitude {self.lat} is outside -90 to 90")
        if self.lon is not None and not -180 <= self.lon <= 180:
            raise ValueError(f"longitude {self.lon} is outside -180 to 180")


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance (haversine), or ``None`` when a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    phi_a, phi_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = (phi_b - phi_a) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


class TravelMode(StrEnum):
    """How somebody gets to work."""

    WALK = "walk"
    BICYCLE = "bicycle"
    PUBLIC_TRANSPORT = "public_transport"
    CAR = "car"


# Planning values: minutes before one moves, and minutes for a kilometre as the crow flies
# (the way is about 1.3 times longer). To be replaced by a timetable where there is one.
_START_MINUTES: Mapping[TravelMode, float] = {
    TravelMode.WALK: 0,
    TravelMode.BICYCLE: 3,
    TravelMode.PUBLIC_TRANSPORT: 12,
    TravelMode.CAR: 5,
}
_MINUTES_PER_KM: Mapping[TravelMode, float] = {
    TravelMode.WALK: 16,
    TravelMode.BICYCLE: 5.5,
    TravelMode.PUBLIC_TRANSPORT: 3.2,
    TravelMode.CAR: 1.6,
}


def travel_minutes(km: float, mode: TravelMode) -> float:
    """Estimate the minutes of one way from the distance in kilometres.

    >>> round(travel_minutes(10, TravelMode.PUBLIC_TRANSPORT))
    44
    """
    return _START_MINUTES[mode] + _MINUTES_PER_KM[mode] * km
