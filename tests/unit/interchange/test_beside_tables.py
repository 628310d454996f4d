"""Tables beside the known ways: read where they are, refused by cell where they are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from taxonomies import COOK, KNIVES, NURSE, SOUP, write

from matcher.errors import InputErrors
from matcher.interchange.beside_tables import SOURCES, ZONE_SOURCES, read_beside

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {
    "jobtech_occupation_to_esco.csv": [
        (COOK, "o1", "closeMatch"),
        (COOK, "o1", "broadMatch"),
        (NURSE, "o2", "narrowMatch"),
        (NURSE, "o3", ""),
    ],
    "esco_occupation_skill.csv": [
        (COOK, KNIVES, "optional"),
        (COOK, KNIVES, "essential"),
        (COOK, SOUP, "optional"),
    ],
    "esco_skills.csv": [(KNIVES, "use knives"), (SOUP, "make soup")],
    "jobtech_ssyk4_skills.csv": [("9412", "s1", "Findisk"), ("9412", "s1", "Findisk")],
    "nesta_esco_occupation_jobzone_education.csv": [(COOK, "2.0"), (NURSE, "")],
    "nesta_esco_onet_crosswalk.csv": [(COOK, "11-1"), (NURSE, "29-1"), (NURSE, "29-2")],
    "onet29_job_zones.csv": [("11-1", "5"), ("29-1", "3"), ("29-2", "4")],
}


def fill(folder: Path, **changes: list[tuple[str, ...]]) -> Path:
    folder.mkdir(exist_ok=True)
    below = folder / "transitions"
    below.mkdir(exist_ok=True)
    for name, rows in ROWS.items():
        place = below if name in ZONE_SOURCES else folder
        found = changes.get(name.removesuffix(".csv"), rows)
        write(place, name, [dict(zip(SOURCES[name], row, strict=True)) for row in found])
    return folder


def test_what_the_tables_say(tmp_path: Path):
    found = read_beside([tmp_path / "nowhere", fill(tmp_path / "data")])

    assert found.facts.esco_of == {"o1": {COOK: 1.0}, "o2": {NURSE: 0.7}}
    assert found.facts.skills_of == {COOK: {KNIVES: 1.0, SOUP: 0.5}}
    assert found.facts.group_skills == {"9412": ("s1",)}
    assert found.facts.names == {KNIVES: "use knives", SOUP: "make soup", "s1": "Findisk"}
    # published for the cook; for the nurse the mean over O*NET
    assert found.facts.zone_of == {COOK: 2.0, NURSE: 3.5}
    assert all(path is not None and path.is_file() for path in found.read.values())


def test_nothing_there_is_nothing_known(tmp_path: Path):
    found = read_beside([tmp_path])

    assert set(found.read) == set(SOURCES)
    assert set(found.read.values()) == {None}
    assert not found.facts.esco_of
    assert not found.facts.zone_of


def test_the_first_folder_counts_and_a_part_may_be_asked_for(tmp_path: Path):
    first = tmp_path / "first"
    first.mkdir()
    name = "onet29_job_zones.csv"
    write(first, name, [dict(zip(SOURCES[name], ("29-1", "1"), strict=True))])

    found = read_beside([first, fill(tmp_path / "second")], ZONE_SOURCES)

    assert found.read[name] == first / name
    assert found.facts.zone_of == {COOK: 2.0, NURSE: 1.0}
    assert not found.facts.skills_of


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"esco_occupation_skill": [(COOK, KNIVES, "needed")]},
            "esco_occupation_skill.csv, row 2, relation",
        ),
        (
            {"jobtech_occupation_to_esco": [(COOK, "o1", "same")]},
            "jobtech_occupation_to_esco.csv, row 2, relation",
        ),
        ({"onet29_job_zones": [("11-1", "5"), ("29-1", "six")]}, "row 3, Job Zone"),
        (
            {"nesta_esco_occupation_jobzone_education": [(COOK, "7")]},
            "row 2, job_zone",
        ),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(
    tmp_path: Path, changes: dict[str, list[tuple[str, ...]]], said: str
):
    folder = fill(tmp_path / "data", **changes)

    with pytest.raises(InputErrors, match=said):
        read_beside([folder])


def test_a_table_of_another_layout_is_named(tmp_path: Path):
    write(tmp_path, "onet29_job_zones.csv", [{"Code": "11-1", "Zone": "5"}])

    with pytest.raises(InputErrors, match="Job Zone"):
        read_beside([tmp_path])
