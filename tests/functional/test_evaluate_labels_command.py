"""`stegvis evaluate linking | skills`: the keys that stay, and nothing read but the task."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from matcher.cli.main import app
from training.cli import app as training_app

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Commands

TITLES = (
    "diskare",
    "murare",
    "undersköterska",
    "svetsare",
    "kock",
    "målare",
    "snickare",
    "städare",
)
KEYS = {
    "mrr",
    "success_at_1",
    "success_at_5",
    "success_at_10",
    "n",
    "ci95",
    "encoder",
    "components",
    "unseen_concepts",
}


@pytest.fixture
def task(tmp_path: Path) -> Path:
    """Titles that are their own right answers, in MELO's layout."""
    folder = tmp_path / "task"
    folder.mkdir()
    rows = {
        "queries.tsv": [f"Q{n}\t{title.title()}" for n, title in enumerate(TITLES)],
        "corpus_elements.tsv": [f"E{n}\t{title}" for n, title in enumerate(TITLES)],
        "annotations.tsv": [f"Q{n}\t0\tE{n}\t1" for n in range(len(TITLES))],
        "concept_mapping.tsv": [f"E{n}\turi:{n}" for n in range(len(TITLES))],
    }
    for name, lines in rows.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def skill_files(tmp_path: Path) -> tuple[str, ...]:
    mapping, concepts = tmp_path / "mapping.csv", tmp_path / "concepts.csv"
    lines = [f"uri:{n},{title},{title.title()},exactMatch" for n, title in enumerate(TITLES)]
    mapping.write_text(
        "\n".join(["esco_skill_uri,esco_label_sv,jobtech_label_sv,relation", *lines]), "utf-8"
    )
    lines = [f"uri:{n},{title}" for n, title in enumerate(TITLES)]
    concepts.write_text("\n".join(["uri,label_sv", *lines]), "utf-8")
    return "--file", str(mapping), "--concepts", str(concepts)


def run(home: Path, *arguments: str) -> dict[str, Any]:
    found = CliRunner().invoke(
        app, ["evaluate", *arguments, "--json"], env={"STEGVIS_HOME": str(home)}
    )
    assert found.exit_code == 0, found.output + repr(found.exception)
    return json.loads(found.stdout)


def databases(home: Path) -> list[str]:
    return [path.name for path in home.rglob("*.db") if path.name != "embeddings.db"]


def test_the_keys_that_stay(tmp_path: Path, task: Path, skill_files: tuple[str, ...]):
    for arguments in (("linking", "--task", str(task)), ("skills", *skill_files)):
        found = run(tmp_path / "home", *arguments, "--control", "untrained")

        assert set(found) >= KEYS
        assert (found["n"], found["mrr"]) == (len(TITLES), 1.0)
        assert found["components"] == {"dense": 1.0, "lexical": 1.0, "fused": 1.0}
        assert found["ci95"] == [1.0, 1.0]
        assert set(found["unseen_concepts"]) == {"mrr", "n"}
        assert found["encoder"].startswith("hashing-")
        assert found["fusion"].startswith("fusion-1@")


def test_an_empty_home_stays_without_a_database(
    tmp_path: Path, task: Path, skill_files: tuple[str, ...]
):
    home = tmp_path / "home"

    run(home, "linking", "--task", str(task), "--control", "untrained")
    run(home, "skills", *skill_files, "--control", "untrained")

    assert databases(home) == []


def test_halves_are_all_of_it(tmp_path: Path, task: Path):
    arguments = ("linking", "--task", str(task), "--control", "untrained", "--half")
    tune, test, every = (run(tmp_path, *arguments, half)["n"] for half in ("tune", "test", "all"))

    assert tune + test == every == len(TITLES)
    assert min(tune, test) > 0


def test_shuffled_answers_come_out_low(tmp_path: Path, task: Path, empty: Commands):
    found = empty.json("evaluate", "linking", "--task", str(task), "--control", "shuffled")

    assert found["success_at_1"] == 0
    assert found["control"] == "shuffled"


@pytest.mark.encoder
def test_the_real_encoder_against_itself_makes_no_difference(
    empty: Commands, task: Path, skill_files: tuple[str, ...]
):
    both = ("--encoder", "bundled", "--against", "bundled")
    for arguments in (("linking", "--task", str(task)), ("skills", *skill_files)):
        found = empty.json("evaluate", *arguments, *both)

        assert found["mrr"] == 1.0
        assert found["encoder"] == found["against"]["encoder"]
        assert found["against"]["mrr"] == found["mrr"]
        assert found["against"]["difference"] == {
            name: {"mrr": 0.0, "ci95": [0.0, 0.0]} for name in ("dense", "lexical", "fused")
        }
    assert databases(empty.home) == []


@pytest.mark.encoder
def test_without_json_people_read_a_table(empty: Commands, task: Path):
    found = empty.run("evaluate", "linking", "--task", str(task), "--against", "bundled")

    assert found.exit_code == 0
    assert "MRR 1.000" in found.stdout
    assert "+0.000 to +0.000" in found.stdout


@pytest.mark.encoder
def test_fusion_is_tuned_by_a_command(empty: Commands, task: Path, tmp_path: Path):
    out = tmp_path / "fusion-9.json"

    done = CliRunner().invoke(
        training_app,
        ["fusion", "--task", str(task), "--out", str(out)],
        env=empty.environment,
    )

    assert done.exit_code == 0, done.output + repr(done.exception)
    written = json.loads(out.read_text("utf-8"))
    assert written["version"] == "fusion-9"
    assert written["tuned_on"]["task"]["fused"] == 1.0
    assert written["tuned_on"]["task"]["n"] < len(TITLES)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("linking", "--task", "nowhere"), "There is no file nowhere/queries.tsv"),
        (("skills", "--file", "nowhere.csv", "--concepts", "none.csv"), "There is no file none"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, arguments: tuple[str, ...], said: str):
    found = CliRunner().invoke(app, ["evaluate", *arguments], env={"STEGVIS_HOME": str(tmp_path)})

    assert said in str(found.exception)
