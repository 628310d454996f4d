"""A group whose commands are imported when they are asked for.

Each command loads the part of the engine that it works with; together they would keep even
``stegvis serve`` waiting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

Command = Any  # a command of the library behind typer, which has no public name of its own


class Commands(Mapping[str, Command]):
    """Commands by name, each imported at its first use.

    Parameters
    ----------
    places
        Name of a command to ``module:attribute``: a function, or a :class:`typer.Typer` of more.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places
        self._loaded: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        """Return a command; raises ``KeyError`` when there is none of that name."""
        if name not in self._loaded:
            module, _, attribute = self._places[name].partition(":")
            self._loaded[name] = _command(name, getattr(import_module(module), attribute))
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names, in the order they are shown; nothing is imported."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)


def lazy_group(places: Mapping[str, str]) -> type[TyperGroup]:
    """Return the class of a group with these commands, see :class:`Commands`."""

    class LazyGroup(TyperGroup):
        def __init__(self, **options: Any) -> None:  # noqa: ANN401  (third party)
            super().__init__(**{**options, "commands": Commands(places)})

    return LazyGroup


def _command(name: str, found: Any) -> Command:  # noqa: ANN401  (a function or a typer.Typer)
    if isinstance(found, typer.Typer):
        command = typer.main.get_group(found)
        command.name = name
        return command
    alone = typer.Typer(add_completion=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)
