"""Looking around: trades, kinds of jobs with what is open now, and one's own hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, request
from flask_babel import gettext

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.participant import Shift
from matcher.domain.participant_move import is_indexed
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.sector import Sector
from matcher.errors import InputError, NotFound
from matcher.services.own_wishes import MOST_HOURS, StepWish
from web.areas.participants.page import Page, visiting
from web.areas.participants.reading import tasks_of
from web.areas.participants.words import in_swedish, on_offer
from web.context import services
from web.faults import Fault
from web.languages import language
from web.suggesting import carried, one_at_a_time

if TYPE_CHECKING:
    from matcher.domain.ladder import Step
    from matcher.domain.opening import Opening
    from web.areas.participants.page import Answer


@visiting
def browse(page: Page) -> Answer:
    """Show the trades."""
    trades = [(one.sector, one.names.get(language())) for one in services().ladders.all]
    return page.show("trades", trades=trades)


@visiting
def trade(page: Page, sector: str) -> Answer:
    """Show the jobs of a trade, first jobs first."""
    if sector not in list(Sector):
        raise NotFound("There is no such trade. Choose one that the page shows.")
    ladder = services().ladders.ladder(Sector(sector))
    steps = sorted(ladder.steps, key=lambda one: one.order)
    return page.show(
        "trade",
        name=ladder.names.get(language()),
        steps=[
            (one.id, one.titles.get(language()), one.entry)
            for one in steps
            if one.state is not StepState.RETIRED
        ],
    )


@visiting
def step(page: Page, step_id: str) -> Answer:
    """Show a kind of job, and ask whether it would be something."""
    found = services().ladders.step(StepId(step_id))
    person = services().own_wishes.person(page.visit.participant)
    wishes = person.wishes
    return page.show(
        "step",
        step=found,
        title=found.titles.get(language()),
        tasks=tasks_of(found),
        open_now=len(_open(page, found)),
        is_wanted=found.id in wishes.steps,
        is_unwanted=found.id in wishes.unwanted,
        has_papers=is_indexed(person),
    )


@visiting
def openings(page: Page, step_id: str) -> Answer:
    """Show what is open of a kind of job now."""
    found = services().ladders.step(StepId(step_id))
    return page.show(
        "openings",
        step=found,
        title=found.titles.get(language()),
        openings=[(on_offer(one), in_swedish(one, None)) for one in _open(page, found)],
    )


@visiting
def say(page: Page, step_id: str) -> Answer:
    """Keep what she says to a kind of job; open suggestions follow in the same request."""
    wish = request.form.get("wish", "")
    if wish not in list(StepWish):
        return page.go("step", step_id=step_id)
    code = page.visit.participant
    with carried(services().corrections, one_at_a_time(), [code], BY_PERSON):
        services().own_wishes.say(code, StepId(step_id), StepWish(wish))
    flash(gettext("Saved."))
    return page.go("step", step_id=step_id)


@visiting
def hours(page: Page) -> Answer:
    """Ask how much and when she wants to work."""
    return _hours(page)


@visiting
def set_hours(page: Page) -> Answer:
    """Keep how much and when she wants to work; open suggestions follow in the same request."""
    code = page.visit.participant
    try:
        least, most = _number("least"), _number("most")
        shifts = [Shift(one) for one in request.form.getlist("shift") if one in list(Shift)]
        with carried(services().corrections, one_at_a_time(), [code], BY_PERSON):
            services().own_wishes.set_hours(code, least, most, shifts)
    except InputError:
        if not request.form.getlist("shift"):
            fault = Fault("shifts", gettext("Choose at least one time of the day."))
        else:
            text = gettext(
                "Write hours from 1 to %(most)s, the lower number first.", most=MOST_HOURS
            )
            fault = Fault("least", text)
        return _hours(page, (fault,)), 422
    flash(gettext("Saved."))
    return page.go("hours")


def _hours(page: Page, faults: tuple[Fault, ...] = ()) -> str:
    known = services().own_wishes.person(page.visit.participant).availability
    sent = request.form if faults else None
    return page.show(
        "hours",
        least=sent.get("least", "") if sent else _plain(known.hours_per_week_min),
        most=sent.get("most", "") if sent else _plain(known.hours_per_week_max),
        chosen=sent.getlist("shift") if sent else list(known.shifts),
        shifts=list(Shift),
        faults=faults,
    )


def _number(name: str) -> float:
    # int() reads the digits of every script, as people type them.
    typed = request.form.get(name, "").strip()
    try:
        return int(typed)
    except ValueError:
        raise InputError(
            "That is no number of hours. Write a number, such as 20.", code="hours.form"
        ) from None


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _open(page: Page, step: Step) -> list[Opening]:
    found = services().own_jobs.open_now(page.visit)
    return [one for one in found if one.step == step.id]
