"""What if there were more seats, places or a course of Swedish: a form, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import render_template, request, url_for
from flask_babel import format_decimal, gettext

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.language import Cefr
from matcher.domain.what_if import MOST, Bottleneck, MorePlaces, Question, SwedishCourse
from matcher.errors import EmptyProgramme
from matcher.planning.release.coarse import at_least, may_be_asked
from matcher.planning.release.published import rounded
from web.areas.planning import views
from web.areas.planning.views import planning
from web.context import services
from web.faults import Fault
from web.languages import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from matcher.domain.what_if import Answer
    from matcher.services.planning_gaps import Matched

    Page = str | Response | tuple[str, int]

ROWS_OF_PLACES = ("1", "2")
LEVELS = (Cefr.A1, Cefr.A2, Cefr.B1, Cefr.B2)

LONGEST_COURSE = 104
USUAL_WEEKS = 16


@dataclass(frozen=True, slots=True)
class Lines:
    """What came of a question, in the language of the page.

    Parameters
    ----------
    first
        The main figure as a sentence.
    sure
        How much of it rests on entry rules that are to be checked; empty when nothing is known.
    rows
        (what, as it is, with this) each.
    """

    first: str
    sure: str
    rows: tuple[tuple[str, str, str], ...]
    limit: str


MEANT = ("means-places", "means-placed", "means-seats")
"""The ids of what the rows of an answer mean, in their order."""


def definitions() -> tuple[tuple[str, str, str], ...]:
    """Return (id, figure, what it means) of everything that an answer shows."""
    return (
        (
            "means-places",
            gettext("Open places"),
            gettext(
                "Places that nobody has, at openings agreed with employers that take people today, "
                "and with this those that you added. No count of people."
            ),
        ),
        (
            "means-placed",
            gettext("People placed, about"),
            gettext(
                "How many people have a place when everybody is allocated to the places together, "
                "each to one. As it is: rounded to five. The difference: rounded down to five; "
                "under five it is not told from nobody. It is counted over the whole programme, so "
                "there is no wider group: ask about more at once instead."
            ),
        ),
        (
            "means-seats",
            gettext("Seats"),
            gettext("Seats in trainings and in the course of Swedish that you asked about."),
        ),
        (
            "means-limit",
            gettext("What limits it"),
            gettext(
                "What one more of would place more people, found by allocating again: seats, "
                "places, money or people."
            ),
        ),
        (
            "means-rows",
            gettext("The rows behind the figures"),
            gettext(
                "Planners see counts only. Whom a training would suit is seen under Trainings by "
                "LinkWorkers, of the people they are responsible for."
            ),
        ),
    )


@planning.get("/planning/what-if")
def what_if() -> Page:
    """Ask, and show the difference; an address is a question, so that it can be kept and sent."""
    here = request.full_path.rstrip("?")
    try:
        found = services().what_if.choices(views.WAIT_S)
    except EmptyProgramme:
        return render_template("planning/empty.html", here=here)
    if found.value is None:
        return render_template("planning/being_made.html", here=here)
    asked, faults = request.args, list[Fault]()
    if not asked:
        return _form(found.value, here)
    question = _question(found.value, faults)
    if faults:
        return _form(found.value, here, faults=faults), 422
    answer = services().what_if.ask(question, views.WAIT_S)
    if answer.value is None or not answer.current:
        return render_template("planning/being_made.html", here=here)
    return _form(found.value, here, lines=_lines(question, answer.value))


def _form(
    matched: Matched, here: str, *, faults: list[Fault] | None = None, lines: Lines | None = None
) -> str:
    lang, ladders = language(), services().ladders
    steps = [
        (step.id, step.titles.get(lang))
        for step in ladders.steps.values()
        if step.state is not StepState.RETIRED
    ]
    return render_template(
        "planning/what_if.html",
        here=here,
        action=url_for("planning.what_if"),
        modules=[(one.id, one.titles.get(lang), one.weeks, one.admits) for one in matched.modules],
        steps=[("", gettext("Choose a job")), *sorted(steps, key=lambda one: one[1])],
        areas=[("", gettext("Choose a municipality")), *((one, one) for one in _areas(matched))],
        levels=[("", gettext("No course")), *((one.label, one.label) for one in LEVELS)],
        rows=ROWS_OF_PLACES,
        typed=request.args,
        usual_weeks=USUAL_WEEKS,
        most=MOST,
        longest=LONGEST_COURSE,
        faults=tuple(faults or ()),
        lines=lines,
        meant=MEANT,
        definitions=definitions(),
    )


def _question(matched: Matched, faults: list[Fault]) -> Question:
    asked = request.args
    seats = tuple(
        (one.id, number)
        for one in matched.modules
        if (number := _number(asked, f"seats.{one.id}", faults))
    )
    places = tuple(
        one for row in ROWS_OF_PLACES if (one := _places(matched, asked, row, faults)) is not None
    )
    course, course_seats = _course(asked, faults)
    return Question(seats, places, course, course_seats)


def _places(
    matched: Matched, asked: MultiDict[str, str], row: str, faults: list[Fault]
) -> MorePlaces | None:
    number = _number(asked, f"places{row}", faults)
    step, area = asked.get(f"step{row}", ""), asked.get(f"area{row}", "")
    if not number:
        return None
    if step not in services().ladders.steps:
        faults.append(Fault(f"step{row}", gettext("Choose which job the places are for.")))
        return None
    if area not in _areas(matched):
        faults.append(Fault(f"area{row}", gettext("Choose where the places are.")))
        return None
    return MorePlaces(StepId(step), area, number)


def _course(asked: MultiDict[str, str], faults: list[Fault]) -> tuple[SwedishCourse | None, int]:
    seats = _number(asked, "swedish_seats", faults)
    if not seats:
        return None, 0
    level = next((one for one in LEVELS if one.label == asked.get("level")), None)
    if level is None:
        faults.append(Fault("level", gettext("Choose which level the course reaches.")))
        return None, 0
    raw = asked.get("swedish_weeks", "").strip() or str(USUAL_WEEKS)
    if not (raw.isascii() and raw.isdecimal() and 1 <= int(raw[:6]) <= LONGEST_COURSE):
        text = gettext("Write a number of weeks from 1 to %(most)s.", most=LONGEST_COURSE)
        faults.append(Fault("swedish_weeks", text))
        return None, 0
    return SwedishCourse(level, int(raw)), seats


def _number(asked: MultiDict[str, str], name: str, faults: list[Fault]) -> int:
    """Return a number of a field; an empty one is 0."""
    raw = asked.get(name, "").strip()
    if not raw:
        return 0
    if raw.isascii() and raw.isdecimal() and int(raw[:6]) <= MOST and may_be_asked(int(raw)):
        return int(raw)
    text = gettext(
        "Write 0, 5, 10 and so on, at most %(most)s: in fives, so that no small group is found.",
        most=format_decimal(MOST),
    )
    faults.append(Fault(name, text))
    return 0


def _areas(matched: Matched) -> tuple[str, ...]:
    found = (card.target.opening for card in matched.cards)
    names = {one.place.municipality for one in found if one is not None and one.place is not None}
    return tuple(sorted(name for name in names if name))


def _lines(question: Question, answer: Answer) -> Lines:
    number: Callable[[float], str] = format_decimal
    more, now = at_least(answer.more), rounded(answer.now) if answer.now >= 5 else None
    nothing = question == Question()
    if nothing:
        first = gettext("Nothing was asked about, so nothing changes.")
    elif more is None:
        first = gettext("Fewer than five more people are placed, or nobody.")
    else:
        first = gettext("At least %(number)s more people are placed.", number=number(more))
    few = gettext("fewer than five")
    as_it_is = few if now is None else number(now)
    then = as_it_is
    if more is not None:
        then = number((now or 0) + more)
    elif not nothing:
        then = gettext("%(number)s, and %(few)s more", number=as_it_is, few=few)
    return Lines(
        str(first),
        "" if more is None else _sure(answer),
        (
            (
                gettext("Open places"),
                number(answer.places),
                number(answer.places + answer.more_places),
            ),
            (gettext("People placed, about"), as_it_is, str(then)),
            (gettext("Seats"), number(0), number(answer.seats)),
        ),
        _limit(answer.limit),
    )


def _sure(answer: Answer) -> str:
    """Say how many are placed also when nobody is admitted of whom something is to be checked."""
    sure = at_least(answer.more - answer.to_check)
    if sure is None:
        return str(
            gettext(
                "Fewer than five of them, when nobody is admitted of whom something is to be "
                "checked first."
            )
        )
    return str(
        gettext(
            "At least %(number)s of them also when nobody is admitted of whom something is to be "
            "checked first.",
            number=format_decimal(sure),
        )
    )


def _limit(limit: Bottleneck) -> str:
    said = {
        Bottleneck.SEATS: gettext("More seats would place more people."),
        Bottleneck.BUDGET: gettext("More money would place more people."),
        Bottleneck.PLACES: gettext("There are people to train, and no more places for them."),
        Bottleneck.PEOPLE: gettext(
            "Nobody is left who lacks only what a training gives for a place that is empty."
        ),
    }
    return str(said[limit])
