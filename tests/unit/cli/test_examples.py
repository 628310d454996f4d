"""Each command's help ends with a way to call it, which the command understands."""

from __future__ import annotations

import shlex

import pytest
import typer
from typer.testing import CliRunner

from matcher.cli.examples import EXAMPLES
from matcher.cli.main import app
from training.cli import app as training_app


def leaves(name, command):
    """Yield every command that does something, with its whole name."""
    under = getattr(command, "commands", None)
    if under is None:
        yield name, command
        return
    for part, inner in under.items():
        yield from leaves(f"{name} {part}", inner)


FOUND = [
    *leaves("stegvis", typer.main.get_command(app)),
    *leaves("stegvis-train", typer.main.get_command(training_app)),
]


def understood(name, command):
    """Read the example as the command line does; raises what it would say."""
    words = shlex.split(command.epilog.removeprefix("Example: "))
    path = name.split()
    assert words[: len(path)] == path
    with command.make_context(name, words[len(path) :]) as context:
        return context.params


@pytest.mark.parametrize(("name", "command"), FOUND, ids=[name for name, _ in FOUND])
def test_the_example_is_understood(name, command):
    understood(name, command)


def test_there_are_no_examples_of_nothing():
    ours = [name for name, _ in FOUND if name.startswith("stegvis ")]

    assert list(EXAMPLES) == [name.removeprefix("stegvis ") for name in ours]


def test_an_example_that_leaves_out_what_must_be_said_is_found():
    name, command = next(one for one in FOUND if one[0] == "stegvis plan pathway")
    without = typer.Typer(add_completion=False)
    without.command(epilog=f"Example: {name}")(command.callback)

    with pytest.raises(Exception, match=r"(?i)missing"):
        understood(name, typer.main.get_command(without))


def test_the_help_shows_it():
    said = CliRunner().invoke(app, ["plan", "pathway", "--help"]).output

    assert "Example: stegvis plan pathway P001 --to kitchens.diet_cook --ways 2" in said
