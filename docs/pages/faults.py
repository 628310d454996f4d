"""The page of errors and exit codes."""

from __future__ import annotations

import inspect

from matcher import errors
from matcher.cli.exit_codes import EXIT_CODES, exit_code_of
from matcher.errors import RowError, StegvisError
from pages.markdown import code, page, plain, table
from web.errors import STATUS
from web.problem_texts import PROBLEM_TEXTS

_ABOUT = """
What Stegvis raises on purpose says what happened, where, and what to do next. On the command line
it is one message on standard error and an exit code; on the web it is a page with a status.
Anything else is a fault of ours. All texts there are: [Messages](messages.md).
"""
_ROW = """
A fault of a file names file, row (as a spreadsheet shows it; the header is row 1), column, value
and mend. All faults of a file are told together. A value is shortened, and never repeated when it
holds a personal identity number.
"""
_PROBLEMS = """
Programs get a problem document. Its `code` is one of these, else the code of the error where it has
one, else the name of its class in small letters (`invalid_transition`), with the status from above.
"""
_OTHER_CODES = (
    ("0", "done"),
    (
        "1",
        (
            "a check found something to mend (`doctor`, `index verify`, `ladders check`, "
            "`audit verify`, `audit replay`, `import` with `--dry-run`), or any other error"
        ),
    ),
    ("2", "the command line was not understood"),
)


def kinds() -> list[type[StegvisError]]:
    """Return every error class, as they stand in the module."""
    return [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, StegvisError)
    ]


def exit_codes() -> str:
    """Return the table of exit codes."""
    ours = [(str(number), _means(kind)) for kind, number in EXIT_CODES.items()]
    return table(("code", "means"), sorted([*_OTHER_CODES, *ours]))


def problems() -> str:
    """Return the table of what programs are told about their requests."""
    rows = [
        (code(name), f"{status.value} {status.phrase}", str(text).replace("%(scope)s", "…"))
        for name, (status, text) in PROBLEM_TEXTS.items()
    ]
    return table(("code", "status", "says"), rows)


def errors_page() -> str:
    """Return the page."""
    tree = inspect.cleandoc(errors.__doc__ or "").partition("::\n\n")[2].rpartition("\n\n")[0]
    lines = {kind: inspect.getsourcelines(kind)[1] for kind in kinds()}
    rows = [
        (
            code(kind.__name__),
            _summary(kind),
            str(exit_code_of(kind.__new__(kind))),
            f"{STATUS[kind].value} {STATUS[kind].phrase}",
        )
        for kind in sorted(lines, key=lambda kind: lines[kind])
    ]
    return page(
        "Errors and exit codes",
        _ABOUT,
        f"```\n{inspect.cleandoc(tree)}\n```",
        table(("error", "means", "exit code", "web status"), rows),
        "## Problems of the API",
        _PROBLEMS,
        problems(),
        "## Exit codes",
        exit_codes(),
        "## Faults of a file",
        _ROW,
        f"```\n{_example()}\n```",
    )


def _means(kind: type[StegvisError]) -> str:
    summary = _summary(kind).rstrip(".")
    return f"{summary} ({code(kind.__name__)})"


def _summary(kind: type[StegvisError]) -> str:
    return plain(kind.__doc__ or "").partition("\n\n")[0]


def _example() -> RowError:
    return RowError(
        file="people.xlsx",
        row=12,
        column="swedish_reading",
        value="B7",
        problem="unknown level 'B7'; use one of A1-, A1, ...",
        mend="Write a level such as A2, or a range such as A2/B1.",
    )
