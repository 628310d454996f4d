from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import places

from matcher.domain.place import EARTH_RADIUS_KM, Place, TravelMode, distance_km, travel_minutes

GOTHENBURG = Place("Göteborg", lat=57.7089, lon=11.9746)
STOCKHOLM = Place("Stockholm", lat=59.3293, lon=18.0686)


def test_gothenburg_to_stockholm():
    assert distance_km(GOTHENBURG, STOCKHOLM) == pytest.approx(398, abs=2)


def test_from_pole_to_pole_is_half_the_way_round():
    poles = Place("N", lat=90, lon=0), Place("S", lat=-90, lon=0)

    assert distance_km(*poles) == pytest.approx(3.141592653589793 * EARTH_RADIUS_KM)


def test_without_a_point_the_distance_is_unknown():
    assert distance_km(GOTHENBURG, Place("Mölndal")) is None
    assert distance_km(Place("Mölndal"), GOTHENBURG) is None


@given(places(), places())
def test_distance_is_the_same_both_ways_and_nothing_to_oneself(a: Place, b: Place):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert distance_km(a, a) in (None, 0)


@pytest.mark.parametrize(
    ("lat", "lon", "match"),
    [
        (90.1, 0, "latitude 90.1 is outside"),
        (-91, 0, "latitude -91 is outside"),
        (0, 180.5, "longitude 180.5 is outside"),
        (0, -180.5, "longitude -180.5 is outside"),
        (57.7, None, "^give both latitude and longitude, or neither$"),
        (None, 11.9, "^give both latitude and longitude, or neither$"),
    ],
)
def test_a_point_that_cannot_be(lat: float | None, lon: float | None, match: str):
    with pytest.raises(ValueError, match=match):
        Place("Göteborg", lat=lat, lon=lon)


@pytest.mark.parametrize(("lat", "lon"), [(90, 180), (-90, -180)])
def test_the_poles_and_the_date_line_are_on_the_earth(lat: float, lon: float):
    point = Place("Långt bort", lat=lat, lon=lon)

    assert (point.lat, point.lon) == (lat, lon)


@pytest.mark.parametrize(
    ("mode", "minutes"),
    [
        (TravelMode.WALK, 32),
        (TravelMode.BICYCLE, 14),
        (TravelMode.PUBLIC_TRANSPORT, 18.4),
        (TravelMode.CAR, 8.2),
    ],
)
def test_minutes_of_two_kilometres(mode: TravelMode, minutes: float):
    assert travel_minutes(2, mode) == pytest.approx(minutes)


@given(st.floats(0, 500), st.floats(0.001, 500), st.sampled_from(TravelMode))
def test_a_longer_way_takes_longer(km: float, more: float, mode: TravelMode):
    assert travel_minutes(km + more, mode) > travel_minutes(km, mode) >= 0
