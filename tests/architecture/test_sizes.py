"""How long a file and a function may be: what fits into one head, and on a few screens."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("matcher", "web", "training", "tests", "benchmarks", "docs")
MOST_LINES = 350
MOST_LINES_OF_A_FUNCTION = 60

LONG_FILES = {
    "tests/unit/services/test_intake.py": "every refusal of one use case, beside its like",
    "tests/integration/test_vectors_with_rows.py": "one promise, broken in every way we know",
}
"""With the reason. A migration is a record of what was done, and is not looked at."""

LONG_FUNCTIONS = {
    "matcher/services/intake/service.py:apply": "one transaction, told in its order",
    "web/areas/planning/words.py:definitions": "a table: a row for each figure, and nothing else",
    "tests/functional/marked_commands.py:examples": "a table: a row for each command",
}


def files() -> Iterator[tuple[str, str]]:
    """Yield each file of ours, and what stands in it."""
    for folder in FOLDERS:
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            yield str(path.relative_to(REPOSITORY)), path.read_text(encoding="utf-8")


FILES = dict(files())


def long_functions(name: str, text: str) -> list[str]:
    """Return the functions of a file that are too long, from the line of ``def`` on."""
    return [
        f"{name}:{node.name}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]


def test_no_file_is_long_without_a_reason():
    long = [name for name, text in FILES.items() if len(text.splitlines()) > MOST_LINES]

    assert sorted(long) == sorted(LONG_FILES)


def test_no_function_is_long_without_a_reason():
    long = [one for name, text in FILES.items() for one in long_functions(name, text)]

    assert sorted(long) == sorted(LONG_FUNCTIONS)


def test_the_measure_is_the_number_of_lines():
    fits = "def fits():\n" + "    one()\n" * (MOST_LINES_OF_A_FUNCTION - 1)

    assert long_functions("a.py", fits) == []
    assert long_functions("a.py", f"{fits}    one()\n") == ["a.py:fits"]
    assert long_functions("a.py", f"async {fits}    one()\n") == ["a.py:fits"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_is_read(folder: str):
    assert any(name.startswith(f"{folder}/") for name in FILES)
