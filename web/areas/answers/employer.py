"""Who is presented, as far as permitted: an answer, a first day, later on; by link or signed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import render_template, request
from flask_babel import gettext

from matcher.domain.employer_answer import AFTER_MEETING, EmployerAnswer, HowItGoes
from matcher.domain.machines.suggestion import NotHiredReason
from matcher.domain.placement import FirstDay
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition, NotFound
from web.context import services
from web.error_texts import say_error
from web.faults import Fault
from web.languages import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.services.review.employer_page import EmployerPage
    from web.areas.answers.ways import Answer, Way

    Act = Callable[[], tuple[Fault, ...]]

CARD = ("time", "door", "person", "clothes", "papers", "route", "phone")
LONGEST = 200


def opened(way: Way) -> str:
    """Show the page for the first time: what it tells is recorded."""
    return _page(way, services().employer_links.open(way.key))


def shown_again(way: Way, faults: tuple[Fault, ...] = ()) -> str:
    """Show the page again; raises :class:`NotFound` as opening does."""
    return _page(way, services().employer_links.look(way.key), faults)


def answer(way: Way) -> Answer:
    """Meet at a time, not now, or filled: one tap."""
    said, time = request.form.get("answer", ""), _moment(request.form.get("time", ""))
    if said.startswith("meet "):
        said, time = "meet", _moment(said.removeprefix("meet "))

    def act() -> tuple[Fault, ...]:
        if said not in set(EmployerAnswer):
            return (Fault("answer", gettext("Choose one of the answers.")),)
        services().employer_links.answer(way.key, EmployerAnswer(said), time)
        return ()

    return _do(way, act, said, "answer")


def decline(way: Way) -> Answer:
    """Say after a meeting that it is not this time, with a reason."""
    reason = request.form.get("reason", "")

    def act() -> tuple[Fault, ...]:
        if reason not in set(AFTER_MEETING):
            return (Fault("reason", gettext("Choose a reason.")),)
        services().employer_links.decline(way.key, NotHiredReason(reason))
        return ()

    return _do(way, act, "declined", "reason")


def hire(way: Way) -> Answer:
    """Hire, with a card for the first day."""
    typed = {name: " ".join(request.form.get(name, "").split())[:LONGEST] for name in CARD}
    day = _day(request.form.get("day", ""))

    def act() -> tuple[Fault, ...]:
        faults = []
        if day is None:
            faults.append(Fault("day", gettext("Write the first day.")))
        if not typed["time"]:
            faults.append(Fault("time", gettext("Write when the day begins.")))
        if day is not None and not faults:
            services().employer_links.hire(way.key, FirstDay(**typed), day)
        return tuple(faults)

    return _do(way, act, "hired", "day")


def how_it_goes(way: Way) -> Answer:
    """Say how the placement goes."""
    said = request.form.get("said", "")

    def act() -> tuple[Fault, ...]:
        if said not in set(HowItGoes):
            return (Fault("said", gettext("Choose one of the answers.")),)
        services().employer_links.how_it_goes(way.key, HowItGoes(said))
        return ()

    return _do(way, act, said, "said")


def _do(way: Way, act: Act, said: str, field: str) -> Answer:
    """Do what was tapped and say thank you; what cannot be is said on the page itself."""
    try:
        if not way.is_known():
            return way.ask_to_open()
        try:
            faults = act()
        except InputError as error:
            faults = (Fault(field, say_error(error)),)
        except (DecisionError, InvalidTransition):
            text = gettext("This has been answered already, or it is not possible now.")
            return shown_again(way, (Fault("answer", text),)), 409
        if faults:
            return shown_again(way, faults), 422
    except NotFound:
        return way.nowhere()
    return way.thank(said)


def _page(way: Way, page: EmployerPage, faults: tuple[Fault, ...] = ()) -> str:
    lang, ladders = language(), services().ladders
    names = {
        need.id: need.names.get(lang) for s in ladders.steps.values() for need in s.certificates
    }
    now = services().commands.now()
    return render_template(
        "answers/employer.html",
        way=way,
        page=page,
        certificates=names,
        times=[one for one in page.times if one.at > now],
        reasons=AFTER_MEETING,
        typed=request.form,
        may_forward=page.link.role is Role.EMPLOYER and page.state == "presented",
        faults=faults,
        here=way.here,
    )


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
