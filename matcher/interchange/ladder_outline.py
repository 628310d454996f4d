"""The outline of a ladder document that may have faults, and every fact in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ladder_rules import LadderOutline, Named, StepOutline, WayOutline
from matcher.interchange.ladder_yaml import child_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def outline(data: object) -> LadderOutline:
    """Return what of a document the rules of ladders can be held against.

    Parameters
    ----------
    data
        Plain data as YAML gave it; whatever has the wrong shape is left out.
    """
    document = _mapping(data)
    return LadderOutline(
        sector=_string(document.get("sector")),
        steps=tuple(
            step
            for path, item in _items(document.get("steps"), "steps")
            if (step := _step(item, path)) is not None
        ),
        ways=tuple(
            _way(item, path) for path, item in _items(document.get("transitions"), "transitions")
        ),
    )


def source_keys(data: object) -> frozenset[str]:
    """Return the keys under ``sources``."""
    return frozenset(map(str, _mapping(_mapping(data).get("sources"))))


def cited_sources(data: object, path: str = "") -> Iterator[Named]:
    """Yield every ``fact.source`` of a document with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            below = child_path(path, str(key))
            if key == "fact" and isinstance(value, dict) and isinstance(value.get("source"), str):
                yield Named(value["source"], child_path(below, "source"))
            else:
                yield from cited_sources(value, below)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from cited_sources(value, child_path(path, number))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _items(value: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield child_path(path, number), _mapping(item)


def _named(item: Mapping[str, object], path: str, key: str = "id") -> Named | None:
    value = _string(item.get(key))
    return None if value is None else Named(value, child_path(path, key))


def _inner(step: Mapping[str, object], path: str, key: str) -> tuple[Named, ...]:
    found = (_named(item, below) for below, item in _items(step.get(key), child_path(path, key)))
    return tuple(name for name in found if name is not None)


def _step(item: Mapping[str, object], path: str) -> StepOutline | None:
    name = _named(item, path)
    if name is None:
        return None
    top = item.get("top")
    return StepOutline(
        name=name,
        path=path,
        top=top if isinstance(top, bool) else None,
        tasks=_inner(item, path, "tasks"),
        requirements=_inner(item, path, "requirements"),
        certificates=_inner(item, path, "certificates"),
    )


def _way(item: Mapping[str, object], path: str) -> WayOutline:
    training = child_path(path, "training")
    module = _mapping(item.get("training"))
    gives = module.get("gives")
    return WayOutline(
        name=_named(item, path),
        path=path,
        from_step=_named(item, path, "from"),
        to_step=_named(item, path, "to"),
        module=_named(module, training),
        gives=tuple(
            Named(gift, child_path(child_path(training, "gives"), number))
            for number, gift in enumerate(gives if isinstance(gives, list) else ())
            if isinstance(gift, str)
        ),
    )
