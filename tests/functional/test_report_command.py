"""`stegvis report flow` on a small office."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from matcher.bootstrap import build_services
from matcher.cli.main import app
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.participant import Participant
from matcher.errors import InputError
from matcher.settings import Settings


@pytest.fixture
def run(tmp_path):
    """Run the command on an office with 23 people, two of them protected."""
    services = build_services(Settings(home=tmp_path / "home", programme="programme"))
    with services.units(write=True) as unit:
        unit.participants.put(
            [
                Participant(
                    OrganisationId("local"), ParticipantCode(f"P{n:02}"), protected_identity=n < 2
                )
                for n in range(23)
            ]
        )
        unit.commit()
    environment = {"STEGVIS_HOME": str(tmp_path / "home"), "STEGVIS_PROGRAMME": "programme"}

    def run(*arguments):
        result = CliRunner().invoke(app, ["report", "flow", *arguments], env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def entries(document):
    [figure] = [one for one in document["figures"] if one["figure"] == "entries"]
    return {cell["period"]: cell["count"] for cell in figure["cells"]}


def test_planners_get_rounded_counts(run):
    document = json.loads(run("--json").stdout)
    assert document["counts"] == "rounded"
    assert entries(document)["undated"] == 20


def test_who_may_see_rows_gets_exact_ones_and_is_told_so(run):
    result = run("--json", "--counts", "exact")
    assert entries(json.loads(result.stdout))["undated"] == 21
    assert "for those who may see the rows" in " ".join(result.stderr.split())


def test_the_file_is_written_whole_with_definitions(run, tmp_path):
    path = tmp_path / "flow.csv"
    path.write_text("old", encoding="utf-8")
    assert "figures are written to" in " ".join(run("--out", str(path)).output.split())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert rows[0]["figure"] == "entries"
    assert rows[0]["undated"] == "20"
    assert rows[0]["definition_sv"].startswith("Personer")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["flow.csv", "home"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--out FILE"),
        (("--out", "flow.pdf"), r"\.csv or \.xlsx"),
        (("--out", "no/such/flow.csv"), "no folder"),
        (("--json", "--from", "2026-02-01"), "--from 2026-01-01"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(run, arguments, says):
    with pytest.raises(InputError, match=says):
        run(*arguments)


def test_a_place_that_cannot_be_written_keeps_what_was_there(run, tmp_path):
    (tmp_path / "flow.csv").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        run("--out", str(tmp_path / "flow.csv"))
    assert (tmp_path / "flow.csv").is_dir()
