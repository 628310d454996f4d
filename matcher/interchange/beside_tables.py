"""Tables that say more of occupations than the known ways do; each of them may be missing.

They are looked for beside the tables that are asked about. What is read from which file is in
:data:`SOURCES`; how two schemes are joined (ESCO, O*NET) stands in docs/adr/0015.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from matcher.errors import InputErrors
from matcher.interchange.taxonomy_table import read_taxonomy_table
from matcher.planning.beside import MATCH_WORTH, SKILL_WORTH, BesideFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from matcher.interchange.taxonomy_table import TaxonomyTable

SOURCES: Mapping[str, tuple[str, ...]] = {
    "jobtech_occupation_to_esco.csv": ("esco_uri", "jobtech_concept_id", "relation"),
    "esco_occupation_skill.csv": ("occupation_uri", "skill_uri", "relation"),
    "esco_skills.csv": ("uri", "label_en"),
    "jobtech_ssyk4_skills.csv": ("ssyk4_code", "skill_concept_id", "skill_label_sv"),
    "nesta_esco_occupation_jobzone_education.csv": ("concept_uri", "job_zone"),
    "nesta_esco_onet_crosswalk.csv": ("concept_uri", "onet_code"),
    "onet29_job_zones.csv": ("O*NET-SOC Code", "Job Zone"),
}
"""Files, and the columns that are read."""
ZONE_SOURCES = (
    "nesta_esco_occupation_jobzone_education.csv",
    "nesta_esco_onet_crosswalk.csv",
    "onet29_job_zones.csv",
)
"""Those of them that no taxonomy brings along."""
FOLDERS = (".", "transitions")
_MATCHES = {f"{match.value}Match": worth for match, worth in MATCH_WORTH.items()}
_RELATIONS = {kind.value: worth for kind, worth in SKILL_WORTH.items()}
HIGHEST_ZONE = 5

Cells = tuple[str, ...]


@dataclass(frozen=True)
class BesideTables:
    """What was read.

    Parameters
    ----------
    facts
        What the tables say.
    read
        For each of :data:`SOURCES` the file that was read; ``None`` where there was none.
    """

    facts: BesideFacts
    read: Mapping[str, Path | None]


def read_beside(folders: Sequence[Path], only: Collection[str] = tuple(SOURCES)) -> BesideTables:
    """Read what there is in some folders, or in ``transitions`` below them.

    Parameters
    ----------
    folders
        Where to look; the first that has a file counts.
    only
        Which of :data:`SOURCES` are read; all when not given.

    Raises
    ------
    InputErrors
        A file that is there cannot be read, is of another layout, or has rows that cannot be used.
    """
    read = {name: _find(name, folders) if name in only else None for name in SOURCES}

    def rows_of(name: str, check: Callable[[TaxonomyTable, int, Cells], object]) -> list[Cells]:
        path = read[name]
        return [] if path is None else _rows(path, SOURCES[name], check)

    matches = rows_of("jobtech_occupation_to_esco.csv", _one_of(2, {*_MATCHES, ""}))
    skills = rows_of("esco_occupation_skill.csv", _one_of(2, _RELATIONS))
    esco_of: dict[str, dict[str, float]] = defaultdict(dict)
    for uri, concept, relation in matches:
        if relation:
            esco_of[concept][uri] = max(_MATCHES[relation], esco_of[concept].get(uri, 0))
    skills_of: dict[str, dict[str, float]] = defaultdict(dict)
    for uri, skill, relation in skills:
        skills_of[uri][skill] = max(_RELATIONS[relation], skills_of[uri].get(skill, 0))
    names = {row[0]: row[1] for row in rows_of("esco_skills.csv", _anything)}
    group_skills: dict[str, dict[str, None]] = defaultdict(dict)
    for ssyk, skill, label in rows_of("jobtech_ssyk4_skills.csv", _anything):
        group_skills[ssyk][skill] = None
        names[skill] = label
    zones = _zones(
        rows_of("nesta_esco_occupation_jobzone_education.csv", _zone),
        rows_of("nesta_esco_onet_crosswalk.csv", _anything),
        rows_of("onet29_job_zones.csv", _zone),
    )
    groups = {ssyk: tuple(found) for ssyk, found in group_skills.items()}
    return BesideTables(BesideFacts(esco_of, skills_of, zones, groups, names), read)


def _zones(
    of_esco: Sequence[Cells], crosswalk: Sequence[Cells], of_onet: Sequence[Cells]
) -> dict[str, float]:
    """Return job zones of ESCO occupations: as published, or else by O*NET occupations."""
    by_code = {code: float(zone) for code, zone in of_onet if zone}
    through: dict[str, list[float]] = defaultdict(list)
    for uri, code in crosswalk:
        if code in by_code:
            through[uri].append(by_code[code])
    published = {uri: float(zone) for uri, zone in of_esco if zone}
    return {uri: fmean(zones) for uri, zones in through.items()} | published


def _find(name: str, folders: Sequence[Path]) -> Path | None:
    places = (folder / below / name for folder in folders for below in FOLDERS)
    return next((place for place in places if place.is_file()), None)


def _rows(
    path: Path, columns: Sequence[str], check: Callable[[TaxonomyTable, int, Cells], object]
) -> list[Cells]:
    table = read_taxonomy_table(path, path.name, columns)
    found = []
    for number, cells in table.rows:
        row = tuple(cells[column] for column in columns)
        check(table, number, row)
        found.append(row)
    if table.rejected:
        raise InputErrors(table.rejected)
    return found


def _anything(table: TaxonomyTable, number: int, row: Cells) -> None:
    del table, number, row


def _one_of(place: int, known: Collection[str]) -> Callable[[TaxonomyTable, int, Cells], None]:
    def check(table: TaxonomyTable, number: int, row: Cells) -> None:
        if row[place] not in known:
            column = SOURCES[table.file][place]
            mend = f"Write one of: {', '.join(sorted(filter(None, known)))}."
            table.refuse(number, column, row[place], "there is no such relation", mend)

    return check


def _zone(table: TaxonomyTable, number: int, row: Cells) -> None:
    """Note what is no job zone; an empty cell says that it is not known."""
    try:
        good = not row[1] or 1 <= float(row[1]) <= HIGHEST_ZONE
    except ValueError:
        good = False
    if not good:
        column = SOURCES[table.file][1]
        mend = f"Write 1 to {HIGHEST_ZONE}, or leave the cell empty."
        table.refuse(number, column, row[1], "this is no job zone", mend)
