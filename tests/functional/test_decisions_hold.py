"""Many processes hire at once, and one is killed: small runs of the two benchmarks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def run(script, *arguments):
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *arguments, "--json"],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
        cwd=BENCHMARKS.parent,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


DATABASES = pytest.mark.parametrize("database", ["sqlite", "postgresql"])


@DATABASES
def test_no_place_is_given_twice_and_whoever_loses_is_told(database):
    only = ("--database", database)
    found = run("double_booking.py", "--clients", "8", "--places", "30", *only)[database]

    assert (found["placements"], found["hired"], found["doubles"]) == (30, 30, 0)
    assert found["conflicts"] == 2 * 45 - 30
    assert (found["errors"], found["unnamed"], found["inconsistent"]) == (0, 0, 0)
    assert found["audit_ok"]
    assert found["processes"] > 1


@DATABASES
def test_what_was_acknowledged_is_there_after_a_crash(database):
    found = run("crash.py", "--runs", "2", "--serve-every", "0", "--database", database)

    assert found["killed"] == 2
    assert found["acknowledged"] >= 2
    assert (found["lost"], found["inconsistent"]) == (0, 0)
    assert found["restart_s_p95"] is None
