"""Every command that a page shows is run, in the order of the page, on a copy of the demo."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from functional.conftest import Commands, make_commands
from functional.shown_commands import (
    ANSWERS,
    ENDS_WITH,
    NOT_RUN,
    PAGES,
    REPOSITORY,
    Shown,
    read,
    shown_on,
)
from functional.shown_stage import Stage, lay_out
from typer.testing import CliRunner

from matcher.cli.exit_codes import exit_code_of
from matcher.errors import StegvisError
from training.cli import app as training_app

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from matcher.settings import Settings

pytestmark = pytest.mark.encoder
TARGETS = re.findall(
    r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
)
WITH_COMMANDS = [page for page in PAGES if shown_on(page)]


@pytest.fixture(scope="module")
def peopled(
    tmp_path_factory: pytest.TempPathFactory, encoder_settings: Settings, real_encoder: object
) -> Commands:
    """A home with a part of the demo and the people that pages speak of."""
    assert real_encoder
    folder = tmp_path_factory.mktemp("shown")
    (folder / "home").mkdir()
    commands = make_commands(folder / "home", encoder_settings)
    lay_out(commands)
    return commands


@pytest.fixture
def stage(peopled: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A copy of it, and the files that pages name, in the folder that commands run in."""
    shutil.copytree(peopled.home, tmp_path / "home", symlinks=True)
    monkeypatch.chdir(tmp_path)
    return Stage(tmp_path, peopled.environment)


def run(shown: Shown, stage: Stage) -> Result | None:
    """Run one line; nothing is returned of what is no program of ours."""
    stage.before(shown.line)
    words = [own for word in shown.words[1:] for own in stage.own(word)]
    sets = {name: stage.own(value)[0] for name, value in shown.sets.items()}
    if shown.program == "stegvis":
        stdin = ANSWERS.get(shown.line, shown.stdin)
        return Commands(stage.home, stage.environment).run(*words, stdin=stdin, **sets)
    if shown.program == "stegvis-train":
        return CliRunner().invoke(training_app, words, env=stage.environment)
    if shown.program == "export":
        stage.environment.update([words[0].split("=", 1)])
    elif shown.program == "make":
        assert set(words) <= {*TARGETS, "PORT=8080"}, shown.line
    else:
        subprocess.run(
            ["bash", "-euc", " ".join((shown.program, *words))],  # noqa: S607
            check=True,
            cwd=stage.folder,
        )
    return None


def code_of(result: Result) -> int:
    """Return what the program would end with; run here, an error of ours is still an exception."""
    if isinstance(result.exception, StegvisError):
        return exit_code_of(result.exception)
    return result.exit_code


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_the_commands_of_a_page_run(page: str, stage: Stage):
    failed = []
    for shown in shown_on(page):
        if shown.line in NOT_RUN:
            continue
        result = run(shown, stage)
        if result is not None and code_of(result) != ENDS_WITH.get(shown.line, 0):
            failed.append(f"{shown.line}: {code_of(result)} {result.output} {result.exception!r}")

    assert not failed, "\n".join(failed)


def test_what_is_not_run_is_shown_and_says_why():
    shown = {one.line for page in PAGES for one in shown_on(page)}

    assert set(NOT_RUN) - shown == set(), "take from the list what is shown no more"
    assert {*ENDS_WITH, *ANSWERS} - shown == set()
    assert all(len(reason) > 15 for reason in NOT_RUN.values())


def test_lines_are_read_as_a_shell_reads_them():
    piped = read('echo "Jag diskade" | STEGVIS_HOME=here stegvis link - --lang sv  # so')

    assert piped.words == ("stegvis", "link", "-", "--lang", "sv")
    assert (piped.sets, piped.stdin) == ({"STEGVIS_HOME": "here"}, "Jag diskade\n")


def test_commands_are_found_on_every_page_that_has_some():
    lines = {page: [one.line for one in shown_on(page)] for page in PAGES}

    assert sum(map(len, lines.values())) > 120
    assert "make run" in lines["docs/quickstart.md"]
    assert (
        'stegvis import participants people.xlsx --by "Astrid"' in lines["docs/how-to/operator.md"]
    )
