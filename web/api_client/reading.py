"""JSON as frozen dataclasses: read by the types that their fields say."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")
AS = "as"
"""Where a field says under which name it comes, when that is not its own."""


def read(kind: type[Kind], said: object) -> Kind:
    """Return a value of a kind from what JSON says.

    What the kind has no field for is left out: a server may say more than this knows.

    Parameters
    ----------
    kind
        A dataclass whose fields are texts, numbers, days, times, dataclasses, tuples or mappings.
    said
        From :func:`json.loads`.

    Raises
    ------
    ValueError
        Something is not of its kind; the message names the field.
    """
    return cast("Kind", _read(kind, said, kind.__name__))


def written(kind: type) -> dict[str, str]:
    """Return under which name each field of a dataclass comes."""
    return {one.name: one.metadata.get(AS, one.name) for one in fields(kind)}


def _read(kind: Any, said: object, where: str) -> object:  # noqa: ANN401  (a type as it is written)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        known = [one for one in inner if one is not type(None)]
        return None if said is None else _read(known[0], said, where)
    if origin is tuple:
        listed = _must(list, said, where)
        return tuple(_read(inner[0], one, f"{where}[{n}]") for n, one in enumerate(listed))
    if origin is Mapping:
        entries = _must(dict, said, where)
        return {name: _read(inner[1], one, f"{where}.{name}") for name, one in entries.items()}
    if is_dataclass(kind):
        return _record(cast("type", kind), _must(dict, said, where), where)
    return _single(kind, said, where)


def _single(kind: Any, said: object, where: str) -> object:  # noqa: ANN401  (a type as it is written)
    if kind in {date, datetime}:
        return kind.fromisoformat(_must(str, said, where))
    if kind is float:
        return float(_must((int, float), said, where))
    return _must(kind, said, where)


def _record(kind: type, said: dict[str, object], where: str) -> object:
    values = {}
    for name, (as_, wanted) in _fields(kind).items():
        if as_ not in said:
            raise ValueError(f"{where} has no {as_!r}.")
        values[name] = _read(wanted, said[as_], f"{where}.{name}")
    return kind(**values)


@cache
def _fields(kind: type) -> dict[str, tuple[str, Any]]:
    hints = get_type_hints(kind)
    return {name: (as_, hints[name]) for name, as_ in written(kind).items()}


def _must(kind: Any, said: object, where: str) -> Any:  # noqa: ANN401  (a type as it is written)
    if not isinstance(said, kind) or (isinstance(said, bool) and kind is not bool):
        raise ValueError(f"{where} is {said!r}.")
    return said
