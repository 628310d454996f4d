"""Courses from a table (CSV or XLSX): one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.course import Course, CourseKind
from matcher.interchange import cells
from matcher.interchange.columns import Column
from matcher.interchange.entry_columns import ENTRY_COLUMNS, entry_rules
from matcher.interchange.whole_table import read_whole_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from matcher.domain.entry import EntryRules
    from matcher.interchange.columns import RowReader

_MOST_COST = 10_000_000
_KINDS = {
    "yrkesvux": CourseKind.YRKESVUX,
    "sfi-kombination": CourseKind.SFI_COMBINED,
    "arbetsmarknadsutbildning": CourseKind.LABOUR_MARKET,
    "yrkesbevis": CourseKind.TRADE_CERTIFICATE,
    "på jobbet": CourseKind.ON_THE_JOB,
}


COURSE_COLUMNS = (
    Column(
        "training",
        ("utbildning",),
        cells.name_id,
        "Id för en utbildning på stegarna.",
        "Id of a training of the ladders, as `stegvis plan training` shows it.",
        required=True,
    ),
    Column("provider", ("anordnare",), cells.words, "Anordnare.", "Who gives it.", required=True),
    Column(
        "kind",
        ("typ",),
        cells.choice(CourseKind, _KINDS),
        "Slag av utbildning.",
        "yrkesvux, sfi_combined, labour_market, trade_certificate or on_the_job.",
        required=True,
    ),
    Column("seats", ("platser",), cells.whole(1, 10_000), "Platser.", "Seats.", required=True),
    Column(
        "cost",
        ("kostnad",),
        cells.number(0, _MOST_COST),
        "Kostnad per plats.",
        "Cost of a seat.",
        required=True,
    ),
    Column(
        "weeks",
        ("veckor",),
        cells.number(0, 260),
        "Veckor; tomt = som på stegen.",
        "Weeks; empty = as the ladder says.",
    ),
    Column(
        "starts",
        ("startdatum",),
        cells.days,
        "Startdagar, skilda med |; tomt = när som helst.",
        "Days it begins on, parted by |; empty = at any time.",
    ),
    *ENTRY_COLUMNS,
)


def read_courses(
    path: Path, trainings: Collection[str], certificates: Collection[str]
) -> tuple[Course, ...]:
    """Read courses.

    Parameters
    ----------
    trainings, certificates
        Ids of all trainings and certificates of the ladders.

    Raises
    ------
    InputErrors
        Every fault of every row: file, row, column, value, and what to do.
    """

    def read_row(row: RowReader) -> tuple[str, Course | None]:
        training = row.get("training")
        if training is not None:
            row.known("training", [training], trainings)
        rules = entry_rules(row, certificates)
        key = f"{training} {row.get('provider')} {row.get('starts')}"
        return key, None if row.faults else _course(row, rules)

    return read_whole_table(path, COURSE_COLUMNS, read_row, "training")


def _course(row: RowReader, rules: EntryRules | None) -> Course:
    return Course(
        row.get("training"),
        row.get("provider"),
        row.get("kind"),
        row.get("seats"),
        row.get("cost"),
        row.get("weeks"),
        row.get("starts", ()),
        rules,
        row.get("admits", ""),
    )
