"""How commands speak: results on standard output, progress and notes on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from matcher.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from matcher.bootstrap import Services

out = Console()
notes = Console(stderr=True)


def open_services() -> Services:
    """Return the services for the settings of this process, telling on standard error."""
    # Everything else of the engine comes with it, which a command without services need not load.
    from matcher.bootstrap import build_services  # noqa: PLC0415

    return build_services(load_settings(), note)


def note(line: str) -> None:
    """Say something that is no result."""
    notes.print(f"[dim]{line}[/dim]")


def day_of(moment: datetime | None) -> date | None:
    """Return the day of an option that says one: the command line reads days as moments."""
    return None if moment is None else moment.date()


def print_json(document: object) -> None:
    """Print one JSON document on standard output and nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error; call what is yielded with done and total."""
    columns = (
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=notes, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
