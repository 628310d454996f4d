"""Who may come to each training: everybody who looks for a job, by its entry rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.entry import Entry
from web.areas.planning.words import not_shown
from web.languages import language, weeks

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.services.planning_gaps import DeskTables

TRAININGS = "trainings"
"""The name of the table in addresses."""


@dataclass(frozen=True, slots=True)
class TrainingTable:
    """A table as a page and a file show it.

    Parameters
    ----------
    heads
        Columns, each with the id of its definition where it has one.
    """

    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def training_table(desk: DeskTables, number: Callable[[int], str]) -> TrainingTable:
    """Return the trainings that lead to an open place and have entry rules."""
    lang, hidden = language(), not_shown()
    return TrainingTable(
        (
            (gettext("Training"), ""),
            (gettext("Weeks"), ""),
            (gettext("Meet the entry rules"), "means-meets"),
            (gettext("To be checked"), "means-to-check"),
            (gettext("Do not meet them"), "means-misses"),
            (gettext("Who decides who comes"), ""),
        ),
        tuple(
            (
                one.module.titles.get(lang),
                weeks({"min": one.module.weeks.low, "max": one.module.weeks.high}),
                *(
                    number(one.people.shown[part]) if part in one.people.shown else hidden
                    for part in map(str, Entry)
                ),
                one.module.admits or gettext("not known"),
            )
            for one in desk.trainings
        ),
    )


def entry_definitions() -> tuple[tuple[str, str, str], ...]:
    """Return (id, figure, what it means) of the columns."""
    return (
        (
            "means-meets",
            gettext("Meet the entry rules"),
            gettext(
                "People who look for a job and meet every entry rule of the training that is "
                "written here, whether or not the training would open a job for them. Who gives "
                "it decides. The rules that ship are planning values, to be confirmed."
            ),
        ),
        (
            "means-to-check",
            gettext("To be checked"),
            gettext(
                "People who miss no rule as far as is known, and of whom a fact has to be asked "
                "for. Registration with the public employment service is never kept, so it always "
                "has to be asked for."
            ),
        ),
        (
            "means-misses",
            gettext("Do not meet them"),
            gettext("People of whom something is known that the rules do not allow."),
        ),
    )
