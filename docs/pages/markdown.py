"""Markdown pieces that all pages use."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MADE_BY = "<!-- Made by docs/generate.py from the code. Change the code, then run `make docs`. -->"


def page(title: str, *parts: str) -> str:
    """Return a whole page."""
    return "\n\n".join([f"# {title}", MADE_BY, *(part.strip() for part in parts)]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar or line break inside a cell does not break it."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: object) -> str:
    """Return something as code."""
    return f"`{text}`"


def codes(texts: Iterable[object]) -> str:
    """Return several things as code, with commas."""
    return ", ".join(code(text) for text in texts)


def plain(docstring: str) -> str:
    """Return a docstring's words as Markdown."""
    text = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", inspect.cleandoc(docstring))
    return text.replace("``", "`")


def parameters(documented: type) -> Mapping[str, str]:
    """Return what a class says of each parameter in its docstring.

    Parameters
    ----------
    documented
        A class with a NumPy-style ``Parameters`` section that ends its docstring.

    Returns
    -------
    Mapping[str, str]
        Name (or names with commas, as they stand together) to the words, in order.
    """
    section = inspect.cleandoc(documented.__doc__ or "").partition("Parameters\n----------\n")[2]
    found: dict[str, list[str]] = {}
    name = ""
    for line in section.splitlines():
        if line and not line.startswith(" "):
            name = line.strip()
            found[name] = []
        elif line.strip():
            found[name].append(line.strip())
    return {key: plain(" ".join(words)) for key, words in found.items()}
