"""A YAML document as plain data, with the line of every node; nothing is ever executed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from matcher.errors import RowError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_BYTES = 5_000_000
MAX_DEPTH = 40

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RECURSES = "the file points at parts of itself (& and *)"


@dataclass(frozen=True)
class YamlDocument:
    """What a file says.

    Parameters
    ----------
    file
        Name without folder.
    data
        Dicts, lists and scalars.
    lines
        Line (from 1) by path, such as ``steps[2].swedish.reading``; the root is ``""``.
    faults
        Keys that stand twice.
    """

    file: str
    data: object
    lines: Mapping[str, int]
    faults: tuple[RowError, ...] = ()

    def fault(self, path: str, problem: str, mend: str) -> RowError:
        """Return a fault at a path, with the line of the nearest node that is there."""
        return RowError(self.file, self._line(path), path or None, None, problem, mend)

    def _line(self, path: str) -> int | None:
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)


def child_path(path: str, key: str | int) -> str:
    """Return the path of a child.

    >>> child_path("steps", 2)
    'steps[2]'
    >>> child_path("steps[2]", "id")
    'steps[2].id'
    """
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def read_yaml(path: Path) -> YamlDocument:
    """Read one YAML document.

    Raises
    ------
    RowError
        The file is missing, too large, not UTF-8, not YAML, empty, or points at itself.
    """
    return parse_yaml(path.name, _text(path))


def parse_yaml(name: str, text: str) -> YamlDocument:
    """Read one YAML document out of a text; ``name`` stands in faults.

    Raises
    ------
    RowError
        It is too large, not YAML, empty, or points at itself.
    """
    if len(text) > MAX_BYTES:
        raise _too_large(name)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Loader)):
            raise RowError(name, None, None, None, _RECURSES, "Write every part out in full.")
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            raise RowError(name, None, None, None, "the file is empty", "Fill it, or take it away.")
        lines: dict[str, int] = {}
        twice = tuple(_walk(name, node, "", lines))
        data = yaml.constructor.SafeConstructor().construct_document(node)
    except yaml.MarkedYAMLError as error:
        raise _syntax(name, error) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RowError(
            name, None, None, None, f"the file is no YAML: {error}", "Mend or retype that part."
        ) from None
    return YamlDocument(name, data, lines, twice)


def _too_large(name: str) -> RowError:
    problem = "the file is larger than 5 MB"
    mend = "A ladder file is far smaller; check that it is the right one."
    return RowError(name, None, None, None, problem, mend)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise RowError(
            path.name, line, None, None, "the file is not UTF-8", "Save it as UTF-8."
        ) from None
    except OSError as error:
        raise RowError(
            path.name,
            None,
            None,
            None,
            f"the file cannot be read: {error.strerror}",
            "Check the name and that you may read it.",
        ) from None


def _syntax(name: str, error: yaml.MarkedYAMLError) -> RowError:
    mark = error.problem_mark or error.context_mark
    what = error.problem or error.context or "unknown"
    return RowError(
        name,
        mark.line + 1 if mark else None,
        f"character {mark.column + 1}" if mark else None,
        None,
        f"the YAML cannot be read: {what}",
        "Check indentation, quotes and colons there and on the line before.",
    )


def _walk(name: str, node: yaml.Node, path: str, lines: dict[str, int]) -> Iterator[RowError]:
    lines[path] = node.start_mark.line + 1
    if path.count(".") + path.count("[") > MAX_DEPTH:
        raise RowError(
            name, lines[path], None, None, "the file is nested too deep", "Make it flatter."
        )
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _walk(name, item, child_path(path, number), lines)
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            label, line = str(key.value), key.start_mark.line + 1
            below = child_path(path, label)
            if label in seen:
                yield RowError(
                    name,
                    line,
                    below,
                    None,
                    f"the key {label!r} stands on line {seen[label]} already",
                    "Keep one of the two.",
                )
            seen[label] = line
            yield from _walk(name, value, below, lines)
