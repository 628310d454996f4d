"""The code of Stegvis as syntax trees: each file is parsed once, by the first test that looks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


class Sources(Mapping[str, ast.Module]):
    """The trees of some packages, by the path of their file in the repository."""

    def __init__(self, *packages: str) -> None:
        self._paths = {
            path.relative_to(REPOSITORY).as_posix(): path
            for package in packages
            for path in sorted((REPOSITORY / package).rglob("*.py"))
        }

    def __getitem__(self, name: str) -> ast.Module:
        return tree_of(self._paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
