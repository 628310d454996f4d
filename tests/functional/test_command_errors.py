"""The real command: one message, an exit code, nothing else on standard output."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest


def stegvis(*arguments: str, home) -> subprocess.CompletedProcess[str]:
    code = "from matcher.cli.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"STEGVIS_HOME": str(home), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["suggest"], 3, "one of --participant, --opening or --text"),
        (["evaluate", "sectors", "--file", "nowhere.jsonl"], 3, "There is no file nowhere.jsonl"),
        (["import", "openings", "nowhere.csv"], 3, "nowhere.csv"),
        (["import", "undo", "nothing"], 4, "nothing"),
        (["ladders", "show", "no.step"], 4, "no.step"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_errors_are_said_with_a_code(tmp_path, arguments, code, said):
    done = stegvis(*arguments, home=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["doctor"], ["accounts", "list"], ["serve", "--port", "0"], ["index", "build"]]
)
def test_a_folder_of_state_that_cannot_be_used_is_named(tmp_path, arguments):
    home = tmp_path / "state"
    home.write_text("a file, no folder")
    if arguments[0] == "serve":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            arguments[2] = str(free.getsockname()[1])

    done = stegvis(*arguments, home=home)

    assert done.returncode == (1 if arguments[0] == "doctor" else 8)
    assert str(home) in done.stdout + done.stderr
    assert "Check that you may" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_ladders_is_named(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from matcher.cli.main import run; run()", "ladders", "list"],
        capture_output=True,
        text=True,
        check=False,
        env={"STEGVIS_HOME": str(tmp_path), "STEGVIS_LADDERS": str(tmp_path / "nowhere")},
        timeout=120,
    )

    assert f"There are no ladders in {tmp_path / 'nowhere'}" in done.stdout.replace("\n", "")
    assert "STEGVIS_LADDERS" in done.stdout


def test_a_setting_that_cannot_work_is_named(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from matcher.cli.main import run; run()", "doctor"],
        capture_output=True,
        text=True,
        check=False,
        env={"STEGVIS_HOME": str(tmp_path), "STEGVIS_PROGRAMME": "other"},
        timeout=120,
    )
    assert done.returncode == 8
    assert "STEGVIS_PROGRAMME is 'other'" in done.stderr
