"""A command that somebody gives, and what it led to: given twice under one key, it is done once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING

from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.ids import EmployerId
    from matcher.domain.message import Message


def _plain(value: object) -> object:
    """Return a value that JSON has no word for as one that is the same in every process."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return str(value)


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked for.

    Parameters
    ----------
    name
        A constant such as ``suggestion.hire``.
    by
        Who gives it.
    payload
        Everything that makes it this command and no other.
    key
        Chosen by whoever sends it, the same when it is sent again; ``None`` does not look.
    """

    name: str
    by: str
    payload: Mapping[str, object]
    key: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of all but the key: two commands of one key must have the same."""
        said = {"name": self.name, "by": self.by, "payload": dict(self.payload)}
        text = json.dumps(said, sort_keys=True, ensure_ascii=True, default=_plain)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for a move of what.

    Parameters
    ----------
    about
        Id of the suggestion, opening or placement.
    seen_version
        The version that the person was looking at.
    by, role
        Who asks, and in what capacity.
    key
        The same when the command is sent again.
    employer
        For an employer's people: whose openings they see.
    """

    about: str
    seen_version: int
    by: str
    role: Role = Role.LINKWORKER
    key: str | None = None
    employer: EmployerId | None = None

    def command(self, name: str, **payload: object) -> Command:
        """Return the command that this asks for."""
        said = {"about": self.about, "seen": self.seen_version, "role": self.role, **payload}
        if self.employer is not None:
            said["employer"] = self.employer
        return Command(name, self.by, said, self.key)

    def signed(self, at: datetime) -> Signature:
        """Return the signature under the move."""
        return Signature(self.role, self.by, at)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to.

    Parameters
    ----------
    kind, id
        What was moved: a suggestion, an opening, a placement, a follow-up.
    state, version
        Where it stands now.
    made
        What was made or ended with it: a placement, an own opening.
    also
        Ids of suggestions that the same command moved too.
    messages
        To be sent; empty when the command had been done before.
    """

    kind: str
    id: str
    state: str
    version: int
    made: str | None = None
    also: tuple[str, ...] = ()
    messages: tuple[Message, ...] = field(default=(), compare=False)

    @property
    def plain(self) -> dict[str, object]:
        """All but the messages, for JSON."""
        return {
            "kind": self.kind,
            "id": self.id,
            "state": self.state,
            "version": self.version,
            "made": self.made,
            "also": list(self.also),
        }


@dataclass(frozen=True, slots=True)
class Done:
    """What is kept of a command with a key."""

    command: str
    digest: str
    outcome: Outcome
    by: str
    at: datetime

    def answer(self, command: Command) -> Outcome:
        """Return what a command led to when it was given before, under the same key.

        Raises
        ------
        Conflict
            The key stands for another command.
        """
        if self.digest != command.digest:
            raise Conflict(
                f"The key {command.key!r} stands for '{self.command}', done by {self.by} on "
                f"{self.at:%Y-%m-%d} at {self.at:%H:%M} UTC, and this is another command. "
                "Nothing was saved; send it under a key of its own.",
                code="key.other",
            )
        return self.outcome
