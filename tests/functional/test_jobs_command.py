"""`stegvis jobs` and what `stegvis doctor` says of it."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta

import pytest
from functional import test_backup_commands as drill
from functional.test_backup_commands import Programme

from matcher import bootstrap
from matcher.errors import InputError, SettingsError
from matcher.settings import load_settings

# The home with two people that the drill of backups is made on.
prepared, programme = drill.prepared, drill.programme

PLAN = """
format: 1
decided_by: Arbetsmarknadsnämnden
decided_on: 2026-01-01
archive_after: {days: 0}
delete_after: {days: 0}
imports_after: {days: 0}
"""

JOBS = (
    "proposals",
    "reminders",
    "follow_ups",
    "ending_facts",
    "placements",
    "imports",
    "overtaken",
    "retention",
    "uploads",
)


@pytest.fixture
def later(monkeypatch):
    """Let every command see a later day."""
    real = bootstrap.now

    def set_days(days):
        monkeypatch.setattr(bootstrap, "now", lambda: real() + timedelta(days=days))

    return set_days


def test_jobs_are_listed_looked_at_and_run(programme: Programme, later):
    said = " ".join(programme.run("jobs", "list").output.split())
    assert "never" in said
    names = [job["name"] for job in programme.json("jobs", "list")]
    assert names == list(JOBS)
    later(91)
    looked = programme.json("jobs", "run", "--dry-run")
    assert [job["last"] for job in looked] == [None] * len(names)
    assert looked[names.index("imports")]["ahead"]["waiting"]
    assert "Nothing was moved" in programme.run("jobs", "run", "--dry-run").output

    done = programme.json("jobs", "run", "--once")

    assert not done["held_by_another"]
    assert [job["job"] for job in done["jobs"]] == names
    said = " ".join(programme.run("jobs", "run").output.split())
    assert "imports: 0 moved" in said
    assert "waiting: 1 imports are older" in said
    assert "imports waits:" in programme.run("jobs", "list").output


def test_a_decided_plan_forgets_imports_and_archives_and_deletes(
    programme: Programme,
    later,
    tmp_path,
):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    programme.more["STEGVIS_RETENTION"] = str(tmp_path / "plan.yaml")
    (tmp_path / "people.csv").write_text("kod;status\nP002;avslutad\n", encoding="utf-8")
    programme.json("import", "participants", str(tmp_path / "people.csv"))
    later(2)

    first = programme.json("jobs", "run")
    later(4)
    second = programme.json("jobs", "run")

    moved = [{job["job"]: job["moved"] for job in done["jobs"]} for done in (first, second)]
    assert (moved[0]["imports"], moved[0]["retention"]) == (2, 1)
    assert (moved[1]["imports"], moved[1]["retention"]) == (0, 1)
    assert programme.codes() == ["P001"]
    assert programme.files_with(b"okapi") == []
    actions = [row["action"] for row in programme.json("audit", "list", "--last", "50")]
    assert actions[:4] == [
        "participant.delete",
        "participant.anonymise",
        "participant.archive",
        "import.close",
    ]
    assert programme.json("audit", "verify")["ok"]


def finding(programme):
    doctor = programme.run("doctor", "--json")
    return json.loads(doctor.stdout)["jobs"]


def test_the_doctor_tells_when_no_job_ran_for_a_day(programme: Programme, later, tmp_path):
    assert finding(programme)["ok"]
    real = Programme(tmp_path / "real", {"STEGVIS_PROGRAMME": "programme"})
    assert "nobody to wait" in finding(real)["text"]
    (tmp_path / "people.csv").write_text("kod\nK001\n", encoding="utf-8")
    real.json("import", "participants", str(tmp_path / "people.csv"))
    assert "never" in finding(real)["text"]
    real.json("jobs", "run")
    assert finding(real) == {"ok": True, "text": finding(real)["text"]}
    later(2)

    assert not finding(real)["ok"]
    assert "was last done" in finding(real)["text"]
    real.json("jobs", "run")
    with closing(sqlite3.connect(real.home / "programme.db")) as connection:
        connection.execute("UPDATE job_runs SET problem = 'No room.' WHERE job = 'imports'")
        connection.commit()
    assert finding(real)["text"] == "Stopped half-way: imports: No room."
    assert "imports stopped half-way: No room." in real.run("jobs", "list").output


def test_what_does_not_go_together_is_refused(programme: Programme):
    for more in ("--once", "--dry-run", "--json"):
        refused = programme.run("jobs", "run", "--every", "5", more)
        assert isinstance(refused.exception, InputError)
    wrong = Programme(programme.home, {"STEGVIS_JOBS": "sometimes"})
    assert isinstance(wrong.run("jobs", "list").exception, SettingsError)
    assert load_settings({"STEGVIS_JOBS": "off"}).jobs == "off"


def test_it_runs_until_it_is_told_to_stop(programme: Programme):
    code = "from matcher.cli.main import run; run()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "jobs", "run", "--every", "1"],
        env={**programme.environment, "PYTHONPATH": ":".join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        until = time.monotonic() + 60
        lines = [process.stdout.readline() for _ in range(2 * len(JOBS))]
        assert time.monotonic() < until
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert [line.split(":")[0] for line in lines] == [*JOBS, *JOBS]
