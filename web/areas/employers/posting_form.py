"""The twelve answers of a posting: what is asked, how it is read, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.opening import EmploymentForm, Terms
from matcher.domain.participant import Shift
from matcher.domain.place import Place
from matcher.domain.posting import (
    LONGEST_TEXT,
    MOST_HOURS,
    MOST_PLACES,
    SIMPLE_FORMS,
    Posting,
    written_by_employer,
)
from matcher.ranking.vocabulary import NAMES
from web.context import services
from web.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from matcher.domain.ladder import Step
    from matcher.domain.opening import Opening
    from matcher.services.review.posting import PostingPage

    Typed = Mapping[str, list[str]]

FIELDS = (
    "step",
    "places",
    "start",
    "hours",
    "shifts",
    "form",
    "pay_line",
    "place",
    "assets",
    "support",
    "deadline",
    "more",
)
"""Everything that is asked; title, tasks, requirements, Swedish and certificates are the step's."""

SETTLE = "settle"
CULTURES_KEY = "cultures"
LANGUAGES = tuple(
    key.removeprefix("language.")
    for key in NAMES
    if key.startswith("language.") and key != "language.sv"
)


def typed_in(form: MultiDict[str, str]) -> Typed:
    """Return what was typed, by field; nothing else of a form is read."""
    return {name: [text.strip() for text in form.getlist(name)] for name in FIELDS}


def typed_before(page: PostingPage, step: Step) -> Typed:
    """Return what the form begins with: what was posted before, else the one site there is."""
    if page.opening is not None:
        return _of(page.opening, step)
    only = page.sites[0] if len(page.sites) == 1 else None
    return {
        "step": [step.id],
        "places": ["1"],
        "place": [line_of(only.place)] if only else [],
    }


def line_of(place: Place) -> str:
    """Return a place as it is typed: municipality, district."""
    return ", ".join(part for part in (place.municipality, place.district) if part)


def read_posting(typed: Typed, contact: str) -> tuple[Posting | None, tuple[Fault, ...]]:
    """Return the answers, or what is wrong with them by field."""
    faults: list[Fault] = []
    places = _number(typed, "places", MOST_PLACES)
    if places is None or places != int(places):
        faults.append(Fault("places", gettext("Write how many people you take.")))
    hours = _number(typed, "hours", MOST_HOURS)
    if hours is None and first(typed, "hours"):
        faults.append(Fault("hours", gettext("Write hours a week as a number, or nothing.")))
    days = {name: _day(first(typed, name)) for name in ("start", "deadline")}
    for name, day in days.items():
        if day is None and first(typed, name):
            faults.append(Fault(name, gettext("Write the day as 2026-12-31, or nothing.")))
    place = _place(first(typed, "place"))
    if place is None:
        faults.append(Fault("place", gettext("Write the municipality of the workplace.")))
    terms = _terms(typed, faults)
    more = first(typed, "more")
    if len(more) > LONGEST_TEXT:
        text = gettext("Write at most %(number)s signs.", number=LONGEST_TEXT)
        faults.append(Fault("more", text))
    if faults or places is None or place is None:
        return None, tuple(faults)
    assets, support = typed.get("assets", []), typed.get("support", [])
    return (
        Posting(
            places=int(places),
            place=place,
            contact=contact,
            terms=terms,
            start=days["start"],
            hours_per_week=hours,
            shifts=frozenset(one for one in Shift if one.value in typed.get("shifts", [])),
            languages=tuple(tag for tag in LANGUAGES if tag in assets),
            cultures=CULTURES_KEY in assets,
            mentor="mentor" in support,
            trainable_on_job="trainable" in support,
            deadline=days["deadline"],
            more=more,
        ),
        (),
    )


def first(typed: Typed, name: str) -> str:
    """Return the one thing typed in a field."""
    return next(iter(typed.get(name, [])), "")


def _terms(typed: Typed, faults: list[Fault]) -> Terms | None:
    form, pay = first(typed, "form"), first(typed, "pay_line")
    if form == SETTLE:
        return None
    if form not in set(SIMPLE_FORMS):
        faults.append(Fault("form", gettext("Choose a form of employment.")))
        return None
    if not pay:
        text = gettext("Write what the pay follows, such as the agreement.")
        faults.append(Fault("pay_line", text))
        return None
    return Terms(EmploymentForm(form), pay[:200])


def _place(text: str) -> Place | None:
    municipality, _, district = (part.strip() for part in text.partition(","))
    if not municipality:
        return None
    gazetteer = services().programme.gazetteer
    if not district:
        # A district alone is enough where only one municipality has it.
        known = gazetteer.municipality_of(municipality)
        if known:
            return gazetteer.locate(Place(known, municipality))
    return gazetteer.locate(Place(municipality, district or None))


def _number(typed: Typed, name: str, most: float) -> float | None:
    try:
        number = float(first(typed, name).replace(",", "."))
    except ValueError:
        return None
    return number if 0 < number <= most else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of(opening: Opening, step: Step) -> Typed:
    offers, hours = opening.offers, opening.hours.per_week_max
    support = {"mentor": offers.mentor, "trainable": offers.trainable_on_job}
    return {
        "step": [step.id],
        "places": [str(opening.places)],
        "start": [opening.start.isoformat()] if opening.start else [],
        "hours": [f"{hours:g}"] if hours else [],
        "shifts": [one.value for one in opening.hours.shifts],
        "form": [opening.terms.form.value if opening.terms else SETTLE],
        "pay_line": [opening.terms.pay_line] if opening.terms else [],
        "place": [line_of(opening.place)] if opening.place else [],
        "assets": [*offers.languages, *([CULTURES_KEY] if offers.cultural_competence else [])],
        "support": [name for name, there in support.items() if there],
        "deadline": [opening.deadline.isoformat()] if opening.deadline else [],
        "more": [written_by_employer(opening, step)],
    }
