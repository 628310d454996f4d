"""`stegvis evaluate next-step` and `stegvis ladders next`, from tables alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from register import OCCUPATIONS, WAYS
from taxonomies import jobtech, put, reduced, write

from matcher.errors import EmptyProgramme, InputErrors, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from conftest import Commands

    from matcher.planning.occupations import Way

pytestmark = pytest.mark.encoder


def write_ways(path: Path, ways: Iterable[Way]) -> Path:
    lines = ["from_concept_id,from_label,from_ssyk4,to_concept_id,to_label,to_ssyk4,percentage"]
    lines += [f"{way.origin},x,0,{way.target},y,0,{way.percentage}" for way in ways]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def no_other_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be found beside what a test writes."""
    monkeypatch.setenv("STEGVIS_EVAL_DATA", str(tmp_path / "nowhere"))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    lines = ["concept_id,label_sv,ssyk4_code,ssyk4_concept_id,ssyk4_label,no_education_required"]
    lines += [
        f'{one.id},"{one.label}",{one.ssyk},z,{one.ssyk_label},{int(one.needs_no_education)}'
        for one in OCCUPATIONS
    ]
    # the concept that the ladder step kitchens.kitchen_porter names
    lines.append("pKTY_Kwu_sUw,Diskare i restaurang,9412,z,Restaurangbiträden,1")
    (folder / "jobtech_occupations.csv").write_text("\n".join(lines), encoding="utf-8")
    write_ways(folder / "jobtech_substitutability.csv", WAYS)
    return folder


def measuring(tables: Path, *more: str) -> list[str]:
    asked = write_ways(tables / "asked.csv", [WAYS[0], WAYS[3]])
    return [
        "evaluate",
        "next-step",
        "--edges",
        str(asked),
        "--known",
        str(tables / "jobtech_substitutability.csv"),
        "--occupations",
        str(tables / "jobtech_occupations.csv"),
        *more,
    ]


def evaluate(commands: Commands, tables: Path, *more: str):
    return commands.json(*measuring(tables, *more))


def test_hidden_ways_are_looked_for(empty: Commands, tables: Path):
    found = evaluate(empty, tables)

    assert (found["n"], found["occupations"], found["cold"]) == (2, 2, False)
    assert found["hits_at_10"] == 1  # there are eight occupations only
    assert 1 / 8 < found["mrr"] <= 1
    assert found["ci95"] == [1, 1]
    assert found["weights"].startswith("next-step-2@")
    assert found["encoder"].startswith("stegvis-small@")


def test_cold_and_controls_change_what_is_measured(empty: Commands, tables: Path):
    cold = evaluate(empty, tables, "--cold")
    chance = evaluate(empty, tables, "--control", "random")

    assert cold["cold"]
    assert set(cold["known_ways_left_out"]) == {"hits_at_10", "mrr"}
    assert chance["control"] == "random"
    assert evaluate(empty, tables, "--control", "random") == chance


def test_the_figures_are_said_with_what_was_read(empty: Commands, tables: Path):
    said = empty.run(*measuring(tables, "--cold", "--control", "shuffled")).stdout

    assert "2 ways from 2 occupations, next-step-2@" in said
    assert "when the ways it had are no candidates 1.000" in said
    assert "onet29_job_zones.csv: not found" in said


def test_a_wrong_table_is_named(empty: Commands, tables: Path):
    result = empty.run(
        "evaluate",
        "next-step",
        "--edges",
        str(tables / "jobtech_occupations.csv"),
        "--known",
        str(tables / "jobtech_substitutability.csv"),
        "--occupations",
        str(tables / "jobtech_occupations.csv"),
    )

    assert isinstance(result.exception, InputErrors)
    assert "no column from_concept_id" in str(result.exception)


def test_jobs_people_move_on_to(empty: Commands, tables: Path):
    (found,) = empty.json(
        "ladders", "next", "Restaurangbiträde", "--folder", str(tables), "--top", "3"
    )

    assert found["occupation"] == {"id": "resb", "label": "Restaurangbiträde", "ssyk": "9412"}
    assert [way["id"] for way in found["known"]] == ["disk", "kall"]
    assert len(found["proposals"]) == 3
    assert {one["id"] for one in found["proposals"]} & {"resb", "disk", "kall"} == set()
    for proposal in found["proposals"]:
        worth = sum(ground["worth"] for ground in proposal["evidence"])
        assert worth == pytest.approx(proposal["score"], abs=1e-6)


def test_they_are_said_in_words(empty: Commands, tables: Path):
    said = empty.run("ladders", "next", "kock", "--folder", str(tables)).stdout

    assert " 75 %  Kallskänka  kall  SSYK 5120" in said
    assert "jobs with the same links lead there" in said or "known way leads" in said


def test_a_step_is_looked_up_by_its_occupation(empty: Commands, tables: Path):
    (found,) = empty.json("ladders", "next", "kitchens.kitchen_porter", "--folder", str(tables))

    assert found["occupation"]["id"] == "pKTY_Kwu_sUw"
    assert found["known"] == []
    assert found["proposals"][0]["ssyk"] == "9412"


def test_without_a_taxonomy_it_says_what_to_do(empty: Commands):
    result = empty.run("ladders", "next", "Kock")

    assert isinstance(result.exception, EmptyProgramme)
    assert "jobtech_occupations.csv and jobtech_substitutability.csv" in str(result.exception)
    assert "--folder" in str(result.exception)
    assert "stegvis taxonomy import" in str(result.exception)


def test_the_imported_taxonomy_comes_before_the_folder_in_home(empty: Commands, tmp_path: Path):
    folder = put(tmp_path / "JobTech 7", reduced(), jobtech())
    empty.run("taxonomy", "import", str(folder), "--by", "Anna")

    (found,) = empty.json("ladders", "next", "Diskare")

    assert found["occupation"] == {"id": "o1", "label": "Diskare", "ssyk": "9412"}
    assert [(way["id"], way["percentage"]) for way in found["known"]] == [("o2", 75)]
    assert set(found["sources"]) >= {"imported jobtech", "imported esco"}
    said = empty.run("ladders", "next", "Diskare").stdout
    assert said.startswith("Read: imported")
    assert "Restaurangbiträde" not in said


def test_a_named_folder_comes_before_the_imported_taxonomy(
    empty: Commands, tables: Path, tmp_path: Path
):
    empty.run("taxonomy", "import", str(put(tmp_path / "JobTech 7", jobtech())), "--by", "Anna")

    (found,) = empty.json("ladders", "next", "Murare", "--folder", str(tables))

    assert found["occupation"]["id"] == "mura"
    assert found["sources"]["jobtech_occupations.csv"] == str(tables / "jobtech_occupations.csv")
    assert found["sources"]["onet29_job_zones.csv"] is None


def test_sources_beside_the_tables_are_read_and_said(empty: Commands, tables: Path):
    write(
        tables,
        "jobtech_occupation_to_esco.csv",
        [
            {"esco_uri": uri, "jobtech_concept_id": concept, "relation": "exactMatch"}
            for concept, uri in (("resb", "e1"), ("kock", "e2"))
        ],
    )
    write(
        tables,
        "esco_occupation_skill.csv",
        [
            {"occupation_uri": uri, "skill_uri": "knives", "relation": "essential"}
            for uri in ("e1", "e2")
        ],
    )
    write(tables, "esco_skills.csv", [{"uri": "knives", "label_en": "use knives"}])

    (found,) = empty.json("ladders", "next", "Restaurangbiträde", "--folder", str(tables))
    measured = evaluate(empty, tables)

    (cook,) = (one for one in found["proposals"] if one["id"] == "kock")
    (shared,) = (ground for ground in cook["evidence"] if ground["code"] == "shared_skills")
    assert shared["text"] == "1 ESCO skills in common: use knives"
    assert measured["sources"]["esco_skills.csv"] == str(tables / "esco_skills.csv")


def test_an_occupation_that_is_not_there_is_named(empty: Commands, tables: Path):
    result = empty.run("ladders", "next", "Kosmonaut", "--folder", str(tables))

    assert isinstance(result.exception, NotFound)
    assert "Kosmonaut" in str(result.exception)
