from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from matcher.cli.lazy_commands import Commands, Place
from matcher.cli.main import COMMANDS, app

HEAVY = ("sklearn", "scipy", "pandas", "openpyxl", "torch", "onnxruntime")


def loaded_modules(code: str) -> set[str]:
    """Return the modules that a new process holds after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys; print(json.dumps(list(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def loaded_after(code: str) -> set[str]:
    """Return the packages that a new process holds after some code."""
    return {name.partition(".")[0] for name in loaded_modules(code)}


@pytest.mark.process
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded_and_tells_what_it_does(name: str):
    said = CliRunner().invoke(app, [name, "--help"])

    assert said.exit_code == 0
    assert f"{name} " in said.output
    assert typer.main.get_command(app).commands[name].help


def test_names_are_known_before_anything_is_imported():
    commands = Commands({"one": Place("no.such.module:nothing", "Nothing.")})

    assert list(commands) == ["one"]
    assert len(commands) == 1
    assert "two" not in commands
    with pytest.raises(ModuleNotFoundError):
        commands["one"]


def first_sentence(command) -> str:
    return " ".join(command.help.partition("\n\n")[0].split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(name: str):
    assert COMMANDS[name].says == first_sentence(typer.main.get_command(app).commands[name])


@pytest.mark.process
def test_the_list_of_commands_loads_none_of_them():
    listed = loaded_modules(
        "import sys; sys.argv = ['stegvis', '--help']; from matcher.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: print()"
    )

    ours = {place.at.partition(":")[0] for place in COMMANDS.values()}
    assert listed & ours == set()
    assert listed & {"numpy", "sqlalchemy", "flask", "structlog", *HEAVY} == set()


def test_the_list_names_every_command_in_its_order():
    said = CliRunner().invoke(app, ["--help"]).output

    assert re.findall(r"^│ ([a-z]+)  ", said, re.MULTILINE) == list(COMMANDS)


def test_a_command_is_loaded_once():
    commands = Commands({"serve": COMMANDS["serve"]})

    assert commands["serve"] is commands["serve"]


def test_a_name_that_is_nearly_right_is_named():
    said = CliRunner().invoke(app, ["sugest"])

    assert said.exit_code == 2
    assert "suggest" in said.output


@pytest.mark.process
def test_starting_the_server_loads_nothing_of_the_engine():
    loaded = loaded_after("import matcher.cli.main, matcher.cli.serve")

    assert loaded & {"numpy", "sqlalchemy", "flask", *HEAVY} == set()


@pytest.mark.process
@pytest.mark.parametrize("module", ["web.wsgi", "matcher.cli.demo"])
def test_serving_and_looking_at_the_demo_wait_for_no_learning_library(module: str, tmp_path):
    loaded = loaded_after(
        f"import os; os.environ['STEGVIS_HOME'] = {str(tmp_path)!r}; import {module}"
    )

    assert loaded & set(HEAVY) == set()
    assert "alembic" not in loaded
