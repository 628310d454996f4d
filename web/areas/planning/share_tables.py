"""Tables of shares of exposure in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_decimal, gettext

from matcher.domain.exposure import ExposureBy, WhyFew
from web.areas.planning.share_charts import CURVE, name_of
from web.areas.planning.words import not_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.domain.exposure import CurvePoint, Exposed, ExposureReport
    from matcher.domain.ladders import Ladders

    Number = Callable[[int], str]

PEOPLE = "people"
TABLES = (CURVE, PEOPLE, *ExposureBy)
ALL = "everything"
"""The anchor of the sentence that says how often all openings stand in lists."""
IN_TABLE = 15
"""How many openings the page shows; the file has all of them. Other tables are shown whole."""
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``wider`` is the anchor of a wider group that is shown, where this one is not."""

    text: str
    wider: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; others lead to its anchor."""

    anchor: str
    cells: tuple[Cell, ...]
    in_swedish: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as they stand in a file."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ShareTable:
    """A table.

    Parameters
    ----------
    heads
        Columns, each with the id of its definition; empty where it has none.
    more
        How many rows there are beyond those shown.
    """

    id: str
    name: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    more: int = 0


def table_names() -> Mapping[str, str]:
    """Return what each table is about."""
    return {
        CURVE: gettext("What evenness costs"),
        PEOPLE: gettext("People with a short list"),
        ExposureBy.SECTOR: gettext("Trades"),
        ExposureBy.STEP: gettext("Jobs"),
        ExposureBy.AREA: gettext("Municipalities"),
        ExposureBy.EMPLOYER: gettext("Employers, by places"),
        ExposureBy.OPENING: gettext("Openings"),
    }


def share_table(table: str, found: ExposureReport, ladders: Ladders, number: Number) -> ShareTable:
    """Return a whole table."""
    if table == CURVE:
        return _curve(found, number)
    return (
        _people(found, number)
        if table == PEOPLE
        else _group(ExposureBy(table), found, ladders, number)
    )


def group_table(
    by: ExposureBy, found: ExposureReport, ladders: Ladders, number: Number
) -> ShareTable:
    """Return the table of a group as the page shows it."""
    whole = _group(by, found, ladders, number)
    if by is not ExposureBy.OPENING:
        return whole
    more = max(0, len(whole.rows) - IN_TABLE)
    return ShareTable(whole.id, whole.name, whole.heads, whole.rows[:IN_TABLE], more)


def _group(by: ExposureBy, found: ExposureReport, ladders: Ladders, number: Number) -> ShareTable:
    return ShareTable(
        by.value,
        table_names()[by],
        ((table_names()[by], ""), *_heads()),
        tuple(
            Row(
                _anchor(by, row.id, found),
                (
                    Cell(name_of(row, ladders)),
                    Cell(number(row.places)),
                    Cell(number(round(PERCENT * row.share_of_places))),
                    *_exposed(row.by_score, found, ladders, number),
                    *_exposed(row.spread, found, ladders, number),
                ),
                in_swedish=by is ExposureBy.OPENING,
            )
            for row in found.rows[by]
        ),
    )


def _heads() -> tuple[tuple[str, str], ...]:
    spread = gettext("spread")
    own = (
        (gettext("In lists"), "means-times"),
        (gettext("Share of lists, %"), "means-share"),
        (gettext("Ratio"), "means-ratio"),
    )
    return (
        (gettext("Places"), "means-places"),
        (gettext("Share of places, %"), "means-places"),
        *own,
        *((f"{name} ({spread})", means) for name, means in own),
    )


def _exposed(
    one: Exposed, found: ExposureReport, ladders: Ladders, number: Number
) -> tuple[Cell, Cell, Cell]:
    if one.times is None:
        hidden = Cell(*_hidden(one, found, ladders))
        return hidden, Cell(not_shown()), Cell(not_shown())
    share = Cell("–" if one.share is None else number(round(PERCENT * one.share)))
    ratio = Cell("–" if one.ratio is None else _decimal(one.ratio, "0.0", number))
    return Cell(number(one.times)), share, ratio


def _hidden(one: Exposed, found: ExposureReport, ladders: Ladders) -> tuple[str, str]:
    """Say that a count is not shown, and where that of a wider group is."""
    if one.wider is None:
        return not_shown(), ""
    by, name = one.wider
    if by is None:
        wider, anchor = gettext("all openings"), ALL
    else:
        row = next(row for row in found.rows[by] if row.id == name)
        wider, anchor = name_of(row, ladders), _anchor(by, name, found)
    return str(gettext("not shown; see %(wider)s", wider=wider)), anchor


def _anchor(by: ExposureBy, name: str, found: ExposureReport) -> str:
    """Return the id of a row; names of municipalities are no ids."""
    return f"{by}-{[row.id for row in found.rows[by]].index(name) + 1}"


def _curve(found: ExposureReport, number: Number) -> ShareTable:
    points = sorted({*found.curve, found.chosen}, key=lambda one: one.strength)
    return ShareTable(
        CURVE,
        table_names()[CURVE],
        (
            (gettext("Strength"), "means-strength"),
            (gettext("Gini by place"), "means-gini"),
            (gettext("Gini by opening"), "means-gini"),
            (gettext("nDCG lost, %"), "means-loss"),
            (gettext("Openings in some list"), "means-seen"),
        ),
        tuple(
            Row(f"curve-{at}", _point(one, found, number)) for at, one in enumerate(points, start=1)
        ),
    )


def _point(one: CurvePoint, found: ExposureReport, number: Number) -> tuple[Cell, ...]:
    strength = _decimal(one.strength, "0.00", number)
    if one == found.chosen:
        strength = gettext("%(strength)s (as in the tables)", strength=strength)
    return (
        Cell(strength),
        Cell(_decimal(one.gini, "0.00", number)),
        Cell(_decimal(one.gini_openings, "0.00", number)),
        Cell(_decimal(PERCENT * one.loss, "0.0", number)),
        Cell(number(one.seen)),
    )


def _decimal(figure: float, pattern: str, number: Number) -> str:
    """Return a figure as a page writes it, or as a file does."""
    if number is str:
        return f"{figure:.{len(pattern.partition('.')[2])}f}"
    return str(format_decimal(figure, format=pattern))


def _people(found: ExposureReport, number: Number) -> ShareTable:
    few, most = found.few, found.minimum
    rows = [
        (gettext("Look for a job"), few.people),
        (gettext("Have at least %(most)s openings in the list", most=most), few.enough),
        (gettext("Have fewer than %(most)s", most=most), few.few),
    ]
    if not few.nobody:
        rows += [
            (gettext("Of these: none at all"), few.none),
            (gettext("Of these: some"), few.some),
            *((why_said(why, most), few.why[why]) for why in WhyFew),
        ]
    return ShareTable(
        PEOPLE,
        table_names()[PEOPLE],
        ((gettext("People"), ""), (gettext("How many"), "means-people")),
        tuple(
            Row(f"people-{at}", (Cell(name), Cell(*_count(count, at, few.people, number))))
            for at, (name, count) in enumerate(rows, start=1)
        ),
    )


def _count(count: int | None, at: int, everybody: int | None, number: Number) -> tuple[str, str]:
    if count is not None:
        return number(count), ""
    if at == 1 or everybody is None:
        return not_shown(), ""
    return str(gettext("not shown; see %(wider)s", wider=gettext("Look for a job"))), "people-1"


def why_said(why: WhyFew, most: int) -> str:
    """Say why somebody has a short list."""
    said = {
        WhyFew.OPENINGS: gettext("Why: there are fewer than %(most)s openings in all", most=most),
        WhyFew.NO: gettext("Why: said no to the others, or does not want such a job"),
        WhyFew.GATE: gettext("Why: the others ask for what cannot be had in time"),
        WhyFew.FAR: gettext("Why: the others are too far from what is known of the person"),
    }
    return str(said[why])
