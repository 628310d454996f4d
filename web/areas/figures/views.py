"""Each figure as a part of a whole, with its definition, and the page of the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template
from flask_babel import format_decimal, gettext

from matcher.domain.permissions import Permission
from matcher.planning.flow.case_figures import EMPLOYER_FIGURES, PEOPLE_FIGURES
from matcher.planning.target.figures import ROWS_OF_NOBODY
from web.context import allowed, queues, services, viewer
from web.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.planning.flow.figures import Figure
    from matcher.planning.flow.rows import PersonRow

figures = Blueprint("figures", __name__)


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure in the language of the page.

    Parameters
    ----------
    name
        Its name in addresses, also that of the anchor of its definition.
    said
        How many, of how many where it is a part of a whole.
    """

    name: str
    label: str
    said: str
    means: str


@figures.get("/figures")
def several() -> str:
    """Show every figure of the people whom the reader may see."""
    people = services().case_figures.people(viewer())
    employers = services().case_figures.employers() if allowed(Permission.DECIDE) else None
    return render_template(
        "figures/several.html",
        day=people.on,
        anybody=bool(people.rows["entries"]),
        people=[_of_people(one, people.of(one.name)) for one in PEOPLE_FIGURES],
        employers=[
            _shown(one, format_decimal(sum(row.number for row in employers.of(one.name))))
            for one in EMPLOYER_FIGURES
        ]
        if employers
        else [],
        target=ROWS_OF_NOBODY.get(language()),
        names_anybody=queues().names_anybody(),
    )


@figures.get("/figures/<figure>")
def people_behind(figure: str) -> str:
    """Show who is counted in a figure, and who else it is counted of."""
    people = services().case_figures.people(viewer())
    rows = people.of(figure)
    return render_template(
        "figures/people.html",
        day=people.on,
        figure=_of_people(_named(figure, PEOPLE_FIGURES), rows),
        rows=rows,
        names_anybody=queues().names_anybody(),
    )


@figures.get("/figures/employers/<figure>")
def employers_behind(figure: str) -> str:
    """Show at which employers and when what a figure of outreach counts has happened."""
    employers = services().case_figures.employers()
    rows = employers.of(figure)
    shown = _shown(
        _named(figure, EMPLOYER_FIGURES), format_decimal(sum(row.number for row in rows))
    )
    return render_template(
        "figures/employers.html", day=employers.on, figure=shown, rows=rows, names=employers.names
    )


def _named(name: str, known: Iterable[Figure]) -> Figure:
    return next(one for one in known if one.name == name)


def _of_people(figure: Figure, rows: tuple[PersonRow, ...]) -> ShownFigure:
    counted = sum(row.counted for row in rows)
    if figure.name == "entries":
        return _shown(figure, format_decimal(counted))
    said = gettext(
        "%(counted)s of %(all)s", counted=format_decimal(counted), all=format_decimal(len(rows))
    )
    return _shown(figure, str(said))


def _shown(figure: Figure, said: str) -> ShownFigure:
    lang = language()
    return ShownFigure(figure.name, figure.label.get(lang), said, figure.definition.get(lang))
