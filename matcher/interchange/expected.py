"""Forecasts of employers and seasons from a table (CSV or XLSX): one row each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from matcher.domain.expected import Expected, ExpectedKind
from matcher.domain.ids import StepId
from matcher.interchange import cells
from matcher.interchange.columns import Column
from matcher.interchange.whole_table import read_whole_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from matcher.interchange.columns import RowReader

_KINDS = {"prognos": ExpectedKind.FORECAST, "säsong": ExpectedKind.SEASON}

EXPECTED_COLUMNS = (
    Column(
        "step",
        ("steg",),
        cells.name_id,
        "Id för ett steg på stegarna.",
        "Id of a step of the ladders.",
        required=True,
    ),
    Column(
        "kind",
        ("typ",),
        cells.choice(ExpectedKind, _KINDS),
        "prognos eller säsong.",
        "forecast (its own days) or season (the same days every year).",
        required=True,
    ),
    Column(
        "places",
        ("platser",),
        cells.whole(1, 10_000),
        "Platser utöver dem som är öppna eller utlovade.",
        "Places beyond those that are open or promised.",
        required=True,
    ),
    Column("first", ("från",), cells.day, "Första dagen.", "The first day.", required=True),
    Column("last", ("till",), cells.day, "Sista dagen.", "The last day.", required=True),
    Column(
        "said_by",
        ("källa",),
        cells.words,
        "Vems siffra det är.",
        "Whose figure it is.",
        required=True,
    ),
    Column("area", ("kommun",), cells.words, "Kommun.", "The municipality."),
)


def read_expected(path: Path, steps: Collection[str]) -> tuple[Expected, ...]:
    """Read forecasts and seasons.

    Parameters
    ----------
    steps
        Ids of all steps of the ladders.

    Raises
    ------
    InputErrors
        Every fault of every row: file, row, column, value, and what to do.
    """

    def read_row(row: RowReader) -> tuple[str, Expected | None]:
        step = row.get("step")
        if step is not None:
            row.known("step", [step], steps)
        one = None if row.faults else row.build("last", partial(_expected, row), None)
        key = " ".join(
            str(row.get(name)) for name in ("step", "kind", "first", "last", "said_by", "area")
        )
        return key, one

    return read_whole_table(path, EXPECTED_COLUMNS, read_row, "step")


def _expected(row: RowReader) -> Expected:
    return Expected(
        row.get("kind"),
        StepId(row.get("step")),
        row.get("places"),
        row.get("first"),
        row.get("last"),
        row.get("said_by"),
        row.get("area"),
    )
