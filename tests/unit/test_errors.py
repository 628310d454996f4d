from __future__ import annotations

import inspect
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from matcher import errors
from matcher.errors import InputError, InputErrors, RowError, StegvisError

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASSES = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, BaseException)
}


def drawn() -> dict[str, str]:
    """Every class of the drawing with the class it hangs from."""
    parents: dict[int, str] = {}
    found: dict[str, str] = {}
    for line in errors.__doc__.splitlines():
        match = re.match(r"^    ((?:[|` ]   )*)(?:[|`]-- )?([A-Z]\w+)(?:  |$)", line)
        if match:
            depth = len(match[1]) // 4 + ("-- " in line)
            parents[depth] = match[2]
            found[match[2]] = parents[depth - 1] if depth else "Exception"
    return found


def test_the_drawing_in_the_docstring_is_the_tree():
    assert drawn() == {name: kind.__bases__[0].__name__ for name, kind in CLASSES.items()}


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_error_of_ours_is_caught_as_one(name: str):
    assert issubclass(CLASSES[name], StegvisError)


@pytest.mark.parametrize(
    ("row", "column", "value", "line"),
    [
        (3, "months", "två", "people.csv, row 3, months: is no number ('två'). Write 2."),
        (3, None, None, "people.csv, row 3: is no number. Write 2."),
        (None, "months", None, "people.csv, months: is no number. Write 2."),
        (None, None, None, "people.csv: is no number. Write 2."),
        (1, None, "", "people.csv, row 1: is no number (''). Write 2."),
    ],
)
def test_a_row_error_says_where_what_and_the_mend(
    row: int | None, column: str | None, value: str | None, line: str
):
    error = RowError("people.csv", row, column, value, "is no number", "Write 2.")

    assert str(error) == line


def test_several_errors_are_one_message_of_lines():
    one = RowError("a.csv", 2, None, None, "is empty", "Fill it in.")
    two = InputError("There is no file b.csv.")

    both = InputErrors([one, two])

    assert both.errors == (one, two)
    assert str(both) == "a.csv, row 2: is empty. Fill it in.\nThere is no file b.csv."


def test_row_errors_compare_by_value_and_can_be_raised():
    made = [RowError("a.csv", 2, "b", "c", "is wrong", "Mend it.") for _ in range(2)]

    assert made[0] == made[1]
    assert len(set(made)) == 1
    with pytest.raises(InputError, match="row 2"):
        raise made[0]


@contextmanager
def whatever() -> Iterator[None]:
    """As click and our progress bar have them round every command."""
    yield


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(RowError("a.csv", 2, "b", "c", "is wrong", "Mend it."), id="row"),
        pytest.param(InputErrors([InputError("one"), InputError("two")]), id="several"),
    ],
)
def test_an_error_passes_through_a_context_manager_as_it_is(error: InputError):
    with pytest.raises(InputError) as caught, whatever():
        raise error

    assert caught.value is error
