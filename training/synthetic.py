"""The demo programme: invented people, employers and openings from a seed and hand-written blocks.

The same seed and blocks give the same bytes; ``data/demo`` is what :data:`SEED` gives.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ids import OrganisationId
from matcher.interchange.exports import opening_rows, participant_rows
from matcher.interchange.opening_columns import OPENING_COLUMNS
from matcher.interchange.participant_columns import PARTICIPANT_COLUMNS
from matcher.interchange.programme import read_gazetteer
from matcher.interchange.table_writer import write_table
from matcher.settings import shared_path
from training.demo_blocks import load_blocks
from training.demo_draw import Draw
from training.demo_openings import make_employers, make_openings
from training.demo_people import make_people
from training.demo_sheet import data_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.participant import Participant

SEED = 20261122
ORGANISATION = OrganisationId("demo")


@dataclass(frozen=True)
class DemoProgramme:
    """Everything the demo holds; participants by code, openings and employers by id."""

    seed: int
    participants: tuple[Participant, ...]
    employers: tuple[Employer, ...]
    sites: tuple[Site, ...]
    openings: tuple[Opening, ...]


def make_programme(seed: int = SEED) -> DemoProgramme:
    """Return the demo programme of a seed."""
    blocks, places = load_blocks(), read_gazetteer(shared_path("data", "places.csv"))
    employers, sites = make_employers(blocks, places, ORGANISATION)
    return DemoProgramme(
        seed=seed,
        participants=make_people(blocks, places, ORGANISATION, _draw(seed, "participants")),
        employers=employers,
        sites=sites,
        openings=make_openings(blocks, sites, ORGANISATION, _draw(seed, "openings")),
    )


def write_demo(folder: Path, seed: int = SEED) -> DemoProgramme:
    """Write the demo of a seed: two tables and their data sheet.

    Parameters
    ----------
    folder
        Where ``participants.csv``, ``openings.csv`` and ``README.md`` go; made when missing.
    """
    programme = make_programme(seed)
    openings = opening_rows(programme.openings, programme.employers, programme.sites)
    people = participant_rows(programme.participants)
    sheet = data_sheet(programme.seed, programme.participants, programme.openings)
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "participants.csv", PARTICIPANT_COLUMNS, people, delimiter=",")
    write_table(folder / "openings.csv", OPENING_COLUMNS, openings, delimiter=",")
    (folder / "README.md").write_bytes(sheet.encode())
    return programme


def _draw(seed: int, part: str) -> Draw:
    # Each part has its own stream, so that a new opening does not change the people.
    return Draw(random.Random(f"{seed}/{part}"))  # noqa: S311 - invented data, not a secret
