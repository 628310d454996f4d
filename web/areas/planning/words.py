"""Names of the tables, their columns and rows, and what each figure means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext, ngettext

from matcher.domain.ids import StepId
from matcher.planning.gaps.demand import DemandSource
from matcher.planning.gaps.needs import GapKind
from web.languages import isolated, language, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ladders import Ladders
    from matcher.planning.gaps.tables import TableRow

TABLES = (
    GapKind.SECTOR,
    GapKind.STEP,
    GapKind.AREA,
    GapKind.REQUIREMENT,
    GapKind.LANGUAGE,
    GapKind.CERTIFICATE,
)
"""In the order in which they stand on the page."""


def table_names() -> Mapping[GapKind, str]:
    """Return what each table is about."""
    return {
        GapKind.SECTOR: gettext("Trades"),
        GapKind.STEP: gettext("Jobs"),
        GapKind.AREA: gettext("Municipalities"),
        GapKind.REQUIREMENT: gettext("What jobs ask for"),
        GapKind.LANGUAGE: gettext("Swedish"),
        GapKind.CERTIFICATE: gettext("Certificates"),
    }


def row_name(row: TableRow, ladders: Ladders) -> str:
    """Return the name of a row in the language of the page."""
    lang = language()
    if row.kind is GapKind.LANGUAGE:
        area, _, level = row.id.partition(":")
        return f"{named(area, 'area').capitalize()} {isolated(level)}"
    if row.kind is GapKind.REQUIREMENT and row.texts is None:
        names: Mapping[str, str] = {
            "driving_licence": gettext("Driving licence"),
            "adult": gettext("Eighteen years old"),
            "may_work": gettext("May work"),
        }
        return names.get(row.id, row.id)
    text = row.texts.get(lang) if row.texts else row.id
    if row.kind is not GapKind.REQUIREMENT:
        return text
    step = ladders.steps.get(StepId(row.id.partition(":")[0]))
    # What is asked for first: a drawing has room for the beginning only.
    return f"{text.rstrip('.')} ({step.titles.get(lang)})" if step else text


def heads(weeks: float) -> tuple[tuple[str, str], ...]:
    """Return the columns after the name, each with the id of its definition."""
    number = int(weeks)
    return (
        (gettext("Places"), "means-places"),
        (gettext("Stay empty, about"), "means-short"),
        (gettext("Between"), "means-between"),
        (gettext("Can begin"), "means-able"),
        (
            ngettext(
                "After at most %(num)s week of training",
                "After at most %(num)s weeks of training",
                number,
            ),
            "means-soon",
        ),
        (gettext("Not known yet"), "means-unknown"),
        (gettext("Not within that time"), "means-not"),
    )


def definitions() -> tuple[tuple[str, str, str], ...]:
    """Return (id, figure, what it means) of everything that is shown."""
    return (
        (
            "means-places",
            gettext("Places"),
            gettext(
                "Places that nobody has, at openings agreed with employers that take people today, "
                "and places that employers have promised and not posted yet. Employers' forecasts "
                "and the season are kept nowhere, and are not guessed."
            ),
        ),
        (
            "means-short",
            gettext("Stay empty, about"),
            gettext(
                "Places that stay empty at least, when everybody who can begin takes one. Of a "
                "trade or a municipality: its jobs added up. Computed from the rounded counts on "
                "this page."
            ),
        ),
        (
            "means-between",
            gettext("Between"),
            gettext(
                "Where a figure stands before it: what it is in 95 of 100 programmes drawn from "
                "the same people. Where a count is not shown: what the figure can be at least and "
                "at most."
            ),
        ),
        (
            "means-able",
            gettext("Can begin"),
            gettext("People who have what is asked for, or learn the rest beside the job."),
        ),
        (
            "means-soon",
            gettext("After training"),
            gettext("People who can begin after training before the job, of at most these weeks."),
        ),
        (
            "means-unknown",
            gettext("Not known yet"),
            gettext("People of whom a fact has to be asked for first. It is no no, and no yes."),
        ),
        (
            "means-not",
            gettext("Not within that time"),
            gettext(
                "Everybody else: the training is longer, something cannot be trained, or the "
                "person has told of nothing like the job."
            ),
        ),
        (
            "means-hidden",
            not_shown(),
            gettext(
                "Counts of people are rounded to five. One under five is not shown, 0 is not "
                "either, and a second count in the same row is left out with it, so that nobody "
                "works it out. Where it is a link, it leads to the same figure of a wider group. "
                "People with protected identity are counted nowhere."
            ),
        ),
        (
            "means-rows",
            gettext("The rows behind the figures"),
            gettext(
                "Planners see counts only. What a person can do, and how she fits a job, is seen "
                "on the person's page by whoever is responsible for the person."
            ),
        ),
    )


def source_name(source: DemandSource) -> str:
    """Return where places come from."""
    names = {
        DemandSource.OPEN: gettext("open"),
        DemandSource.PROMISED: gettext("promised"),
        DemandSource.FORECAST: gettext("forecast"),
        DemandSource.SEASON: gettext("season"),
    }
    return str(names[source])


def not_shown() -> str:
    """Return what stands where a count is hidden."""
    return str(gettext("not shown"))
