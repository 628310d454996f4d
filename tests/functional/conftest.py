"""A demo programme on the real encoder, made once, and a way to run commands on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from matcher.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    from matcher.settings import Settings


@dataclass(frozen=True)
class Commands:
    """Runs `stegvis` in this process with a home of its own."""

    home: Path
    environment: dict[str, str]

    def run(self, *arguments: str, stdin: str | None = None, **more: str) -> Result:
        return CliRunner().invoke(
            app, list(arguments), input=stdin, env={**self.environment, **more}
        )

    def json(self, *arguments: str, stdin: str | None = None, **more: str) -> Any:
        result = self.run(*arguments, "--json", stdin=stdin, **more)
        assert result.exit_code == 0, result.output + repr(result.exception)
        return json.loads(result.stdout)


def make_commands(home: Path, settings: Settings) -> Commands:
    """Commands on an empty home that shares the converted encoder."""
    (home / "cache").symlink_to(settings.cache_folder.resolve(), target_is_directory=True)
    return Commands(home, {"STEGVIS_HOME": str(home), "COLUMNS": "200"})


@pytest.fixture
def empty(tmp_path: Path, encoder_settings: Settings) -> Commands:
    """Commands on a programme without a row."""
    return make_commands(tmp_path, encoder_settings)


@pytest.fixture(scope="session")
def demo(
    tmp_path_factory: pytest.TempPathFactory, encoder_settings: Settings, real_encoder: object
) -> Iterator[Commands]:
    """Commands on the demo programme; tests may read it and add runs, not change its people."""
    assert real_encoder
    commands = make_commands(tmp_path_factory.mktemp("demo"), encoder_settings)
    result = commands.run("demo")
    assert result.exit_code == 0, result.output + repr(result.exception)
    assert "220 invented people, 80 openings with 120 places" in " ".join(result.output.split())
    with pytest.MonkeyPatch.context() as patched:
        # What is asked of the intervals here holds of few draws too.
        patched.setattr("matcher.planning.unlock.resampling.RESAMPLES", 50)
        yield commands


@pytest.fixture
def stegvis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `stegvis taxonomy` with some words on an empty home."""
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: object) -> Result:
        return CliRunner().invoke(app, ["taxonomy", *map(str, words)])

    return run
