"""Bodies that say a move, with the fields that this move needs, and how the document says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from marshmallow import Schema, ValidationError, validates_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import StrEnum

    Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Takes:
    """What a move takes beside its name.

    Parameters
    ----------
    needed
        Names of the fields that it cannot do without.
    possible
        Names of those that it can have.
    together
        Whether the possible ones come all or not at all.
    kinds
        For a field that not every value fits: those that do.
    """

    needed: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    together: bool = False
    kinds: Mapping[str, type[StrEnum]] = field(default_factory=dict)

    def faults(self, action: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield each field that is missing, does not belong or does not fit, and why."""
        given = set(data) - {"action"}
        needed = self.needed
        if self.together and given & self.possible:
            needed |= self.possible
        for name in sorted(needed - given):
            yield name, f"'{action}' needs this."
        for name in sorted(given - self.needed - self.possible):
            yield name, f"'{action}' does not take this."
        for name, kind in self.kinds.items():
            if name in given and data[name] not in tuple(kind):
                yield name, f"Must be one of: {', '.join(kind)}."


NOTHING = Takes()


def takes(
    needed: str = "", possible: str = "", *, together: bool = False, **kinds: type[StrEnum]
) -> Takes:
    """Return what a move takes, by the names of the fields.

    >>> sorted(takes("party reason").needed)
    ['party', 'reason']
    """
    return Takes(frozenset(needed.split()), frozenset(possible.split()), together, kinds)


class MoveSchema(Schema):
    """A move with the fields that it needs, and no others."""

    needs: ClassVar[Mapping[str, Takes]] = {}

    @validates_schema
    def check_fields(self, data: Mapping[str, Any], **_: object) -> None:
        """Refuse fields that are missing, and those that say nothing about this move.

        Raises
        ------
        marshmallow.ValidationError
            Each of them with its name.
        """
        action = data.get("action")
        if action is None:
            return
        wanted = self.needs.get(str(action), NOTHING)
        faults = {name: [text] for name, text in wanted.faults(str(action), data)}
        if faults:
            raise ValidationError(faults)


def each_move(said: Json, needs: Mapping[str, Takes]) -> Json:
    """Return the schema of a body, one alternative for each move.

    Parameters
    ----------
    said
        The schema with all fields of all moves.
    needs
        What each move takes.
    """
    return {
        "oneOf": [
            one
            for action in said["properties"]["action"]["enum"]
            for one in _alternatives(said["properties"], action, needs.get(action, NOTHING))
        ],
    }


def _alternatives(properties: Json, action: str, wanted: Takes) -> Iterator[Json]:
    if wanted.together:
        yield _alternative(properties, action, wanted, wanted.needed | wanted.possible)
        yield _alternative(properties, action, wanted, wanted.needed, only=wanted.needed)
    else:
        yield _alternative(properties, action, wanted, wanted.needed)


def _alternative(
    properties: Json,
    action: str,
    wanted: Takes,
    needed: frozenset[str],
    only: frozenset[str] | None = None,
) -> Json:
    names = wanted.needed | wanted.possible if only is None else only
    taken = {name: dict(said) for name, said in properties.items() if name in names}
    for name, kind in wanted.kinds.items():
        if name in taken:
            taken[name]["enum"] = [one.value for one in kind]
    return {
        "type": "object",
        "title": action,
        "properties": {"action": {"type": "string", "enum": [action]}, **taken},
        "required": ["action", *sorted(needed)],
        "additionalProperties": False,
    }
