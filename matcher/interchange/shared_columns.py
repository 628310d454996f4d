"""Columns, and words in cells, that stand in files of participants and of openings alike."""

from __future__ import annotations

from matcher.domain.participant import Shift
from matcher.domain.sector import Sector
from matcher.interchange import cells
from matcher.interchange.columns import Column

SHIFTS = {
    "dag": Shift.DAY,
    "kväll": Shift.EVENING,
    "natt": Shift.NIGHT,
    "helg": Shift.WEEKEND,
}
SECTORS = {
    "äldreomsorg": Sector.ELDERLY_CARE,
    "industri": Sector.INDUSTRY,
    "storkök": Sector.KITCHENS,
    "kök": Sector.KITCHENS,
    "bygg": Sector.CONSTRUCTION,
}
HOURS_COLUMNS = (
    Column(
        "hours_min",
        ("timmar minst", "minst timmar"),
        cells.number(0, 60),
        "Minst så många timmar i veckan.",
        "At least so many hours a week.",
    ),
    Column(
        "hours_max",
        ("timmar högst", "högst timmar"),
        cells.number(0, 60),
        "Högst så många timmar i veckan.",
        "At most so many hours a week.",
    ),
    Column(
        "shifts",
        ("arbetstider", "skift"),
        cells.choices(Shift, SHIFTS),
        "Tider: dag|kväll|natt|helg.",
        "Shifts: day|evening|night|weekend.",
    ),
)
PLACE_COLUMNS = (
    Column(
        "district",
        ("stadsdel", "område"),
        cells.words,
        "Stadsdel, till exempel Biskopsgården.",
        "District, such as Biskopsgården.",
    ),
    Column(
        "municipality",
        ("kommun",),
        cells.words,
        "Kommun, till exempel Göteborg.",
        "Municipality, such as Göteborg.",
    ),
    Column(
        "lat",
        ("latitud",),
        cells.number(-90, 90),
        "Latitud (WGS 84); fylls i från stadsdelen när den saknas.",
        "Latitude (WGS 84); filled in from the district when missing.",
    ),
    Column(
        "lon",
        ("longitud",),
        cells.number(-180, 180),
        "Longitud (WGS 84).",
        "Longitude (WGS 84).",
    ),
)


def swedish_column(name: str, alias: str, sv: str, en: str) -> Column:
    """Return the column of a level of Swedish."""
    return Column(f"swedish_{name}", (alias,), cells.level, f"Svenska: {sv}.", f"Swedish: {en}.")


SWEDISH_AREAS = (
    swedish_column(
        "listening", "svenska hörförståelse", "höra, A1- till C2", "listening, A1- to C2"
    ),
    swedish_column("reading", "svenska läsa", "läsa", "reading"),
    swedish_column("spoken_interaction", "svenska samtal", "samtala", "spoken interaction"),
    swedish_column("spoken_production", "svenska tala", "berätta", "spoken production"),
    swedish_column("writing", "svenska skriva", "skriva", "writing"),
)
