"""What rows are read against: the owner of the data, the ladders, and the places we know."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from matcher.domain.ladder_rules import TASK_TAGS
from matcher.domain.ladders import Ladders
from matcher.domain.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from matcher.domain.ids import OrganisationId


@dataclass(frozen=True)
class Gazetteer:
    """Points of municipalities and districts.

    Parameters
    ----------
    points
        Places with a point, by municipality and district in small letters; the district is
        ``""`` for the municipality's own point.
    """

    points: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def locate(self, place: Place) -> Place:
        """Return the place with a point, where it has none of its own and one is known."""
        if place.lat is not None:
            return place
        town = place.municipality.casefold()
        known = self.points.get((town, (place.district or "").casefold()))
        known = known or self.points.get((town, ""))
        return replace(place, lat=known.lat, lon=known.lon) if known else place

    def municipality_of(self, district: str) -> str | None:
        """Return the municipality of a district, when only one has it."""
        found = {
            place.municipality
            for (_, name), place in self.points.items()
            if name and name == district.casefold()
        }
        return found.pop() if len(found) == 1 else None


def read_gazetteer(path: Path) -> Gazetteer:
    """Read ``municipality,district,lat,lon`` from CSV; a missing file gives no places."""
    if not path.is_file():
        return Gazetteer()
    with path.open(encoding="utf-8-sig", newline="") as file:
        places = [
            Place(
                row["municipality"],
                row["district"] or None,
                float(row["lat"]),
                float(row["lon"]),
            )
            for row in csv.DictReader(file)
        ]
    return Gazetteer(
        {
            (place.municipality.casefold(), (place.district or "").casefold()): place
            for place in places
        }
    )


@dataclass(frozen=True)
class Programme:
    """Owner, ladders and places.

    Without ladders, ids of steps and certificates are taken as they are.

    Parameters
    ----------
    refused
        Says which of some codes of participants may not come again, and why: problem and mend.
    """

    organisation: OrganisationId
    ladders: Ladders = field(default_factory=lambda: Ladders(()))
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    refused: Callable[[Collection[str]], Mapping[str, tuple[str, str]]] = lambda _codes: {}

    @cached_property
    def step_ids(self) -> frozenset[str]:
        """Ids of all steps."""
        return frozenset(self.ladders.steps)

    @cached_property
    def certificate_ids(self) -> frozenset[str]:
        """Ids of all certificates that a step asks for."""
        return frozenset(
            need.id for step in self.ladders.steps.values() for need in step.certificates
        )

    @cached_property
    def paper_ids(self) -> frozenset[str]:
        """Ids of what people may hold: certificates, and trainings of the ladders they finished."""
        trainings = (way.training.id for one in self.ladders.all for way in one.transitions)
        return self.certificate_ids | frozenset(trainings)

    @property
    def tags(self) -> frozenset[str]:
        """What somebody may wish to avoid."""
        return TASK_TAGS
