"""Tables of occupations and ways: what is read, and every fault with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.errors import InputErrors
from matcher.interchange.occupation_tables import read_occupations, read_ways
from matcher.planning.occupations import Occupation, Way

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "concept_id,label_sv,ssyk4_code,ssyk4_concept_id,ssyk4_label,no_education_required"
EDGES = "from_concept_id,from_label,from_ssyk4,to_concept_id,to_label,to_ssyk4,percentage"
COOK, PORTER = (
    Occupation("k1", "Kock, à la carte", "5120", "Kockar"),
    Occupation("d1", "Diskare", "9412", "Biträden", needs_no_education=True),
)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def faults_of(call) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        call()
    return [str(error) for error in caught.value.errors]


def test_occupations_are_read(tmp_path: Path):
    path = write(
        tmp_path / "o.csv",
        HEADER,
        'k1,"Kock, à la carte",5120,x,Kockar,0',
        "d1,Diskare,9412,y,Biträden,1",
    )

    assert read_occupations(path) == (COOK, PORTER)


def test_only_what_is_needed_must_be_there(tmp_path: Path):
    path = write(
        tmp_path / "o.csv", "ssyk4_code;concept_id;label_sv", "5120;k1;Kock", "9412;d1;Disk"
    )

    found = read_occupations(path)[1]

    assert found == Occupation("d1", "Disk", "9412", needs_no_education=None)


def test_ways_are_read_and_repeats_count_once(tmp_path: Path):
    row = "d1,Diskare,9412,k1,Kock,5120,25"

    found = read_ways(write(tmp_path / "e.csv", EDGES, row, row), (COOK, PORTER))

    assert found == (Way("d1", "k1", 25),)


def test_every_fault_of_an_occupation_has_its_place(tmp_path: Path):
    path = write(
        tmp_path / "o.csv",
        HEADER,
        "k1,Kock,5120,,,",
        "k1,Kock,5120,,,",
        "x,,5120,,,",
        "y,Y,512,,,",
        ",Z,5120,,,",
    )

    assert faults_of(lambda: read_occupations(path)) == [
        "o.csv, row 3, concept_id: the id stands twice ('k1'). Keep one row.",
        "o.csv, row 4, label_sv: the cell is empty. Fill it in.",
        "o.csv, row 5, ssyk4_code: this is no SSYK code ('512'). Use four digits.",
        "o.csv, row 6, concept_id: the cell is empty. Fill it in.",
    ]


def test_every_fault_of_a_way_has_its_place(tmp_path: Path):
    path = write(
        tmp_path / "e.csv",
        "from_concept_id,to_concept_id,percentage",
        "d1,k1,75",
        "d1,zz,75",
        "k1,k1,75",
        "k1,d1,most",
        "k1,d1,0",
    )

    said = faults_of(lambda: read_ways(path, (COOK, PORTER)))

    assert [line.partition(". ")[0] for line in said] == [
        "e.csv, row 3, to_concept_id: this is none of the occupations ('zz')",
        "e.csv, row 4, to_concept_id: the way leads back to where it starts ('k1')",
        "e.csv, row 5, percentage: this is no percentage ('most')",
        "e.csv, row 6, percentage: this is no percentage ('0')",
    ]


def test_another_layout_names_the_columns(tmp_path: Path):
    path = write(tmp_path / "e.csv", "from,to", "a,b")

    (said,) = faults_of(lambda: read_ways(path, (COOK, PORTER)))

    assert "no column from_concept_id, to_concept_id, percentage" in said


def test_many_faults_are_counted(tmp_path: Path):
    path = write(tmp_path / "o.csv", HEADER, *(f"c{n},Yrke,1,,," for n in range(30)))

    said = faults_of(lambda: read_occupations(path))

    assert len(said) == 21
    assert "10 more rows have faults" in said[-1]


def test_one_occupation_is_no_table(tmp_path: Path):
    (said,) = faults_of(
        lambda: read_occupations(write(tmp_path / "o.csv", HEADER, "k1,Kock,5120,,,"))
    )

    assert "one occupation only" in said


def test_a_file_that_is_not_there_says_so(tmp_path: Path):
    (said,) = faults_of(lambda: read_ways(tmp_path / "none.csv", (COOK, PORTER)))

    assert said.startswith("none.csv: the file cannot be read")
