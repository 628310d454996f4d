"""A group whose commands are imported when they are asked for.

Each command loads the part of the engine that it works with; together they would keep even
``stegvis serve`` waiting. The list of commands says what each is for, and so loads none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from matcher.cli.examples import example_of

Command = Any  # a command of the library behind typer, which has no public name of its own


class Place(NamedTuple):
    """Where a command is, and what the list of commands says of it.

    Parameters
    ----------
    at
        ``module:attribute``: a function, or a :class:`typer.Typer` of more.
    says
        The first sentence of its help.
    """

    at: str
    says: str


class Commands(Mapping[str, Command]):
    """Commands by name, each imported at its first use."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._loaded: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        """Return a command; raises ``KeyError`` when there is none of that name."""
        if name not in self._loaded:
            module, _, attribute = self._places[name].at.partition(":")
            self._loaded[name] = _command(name, getattr(import_module(module), attribute))
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names, in the order they are shown; nothing is imported."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)


def lazy_group(places: Mapping[str, Place]) -> type[TyperGroup]:
    """Return the class of a group with these commands, see :class:`Commands`."""

    class LazyGroup(TyperGroup):
        _listing = False

        def __init__(self, **options: Any) -> None:  # noqa: ANN401  (third party)
            super().__init__(**{**options, "commands": Commands(places)})

        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401  (third party)
            return list(self.commands)

        def get_command(self, ctx: Any, cmd_name: str) -> Command | None:  # noqa: ANN401
            if self._listing and cmd_name in places:
                return TyperCommand(cmd_name, help=places[cmd_name].says)
            return super().get_command(ctx, cmd_name)

        def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  (third party)
            self._listing = True
            try:
                super().format_help(ctx, formatter)
            finally:
                self._listing = False

    return LazyGroup


def _command(name: str, found: Any) -> Command:  # noqa: ANN401  (a function or a typer.Typer)
    if isinstance(found, typer.Typer):
        group = typer.main.get_group(found)
        group.name = name
        for inner, command in group.commands.items():
            command.epilog = f"Example: {example_of(f'{name} {inner}')}"
        return group
    alone = typer.Typer(add_completion=False)
    alone.command(name, epilog=f"Example: {example_of(name)}")(found)
    return typer.main.get_command(alone)
