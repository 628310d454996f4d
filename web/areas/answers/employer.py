"""The employer's link: who is presented as far as permitted, an answer, a first day, later on."""

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
from web.known_links import closed, is_known
from web.languages import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.services.review.employer_page import EmployerPage

    Answer = str | tuple[str, int]
    Act = Callable[[], tuple[Fault, ...]]

CARD = ("time", "door", "person", "clothes", "papers", "route", "phone")
LONGEST = 200


def opened(token: str) -> str:
    """Show the page for the first time: what it tells is recorded."""
    return _page(token, services().employer_links.open(token))


def shown_again(token: str, faults: tuple[Fault, ...] = ()) -> str:
    """Show the page again; raises :class:`NotFound` as opening does."""
    return _page(token, services().employer_links.look(token), faults)


def answer(token: str) -> Answer:
    """Meet at a time, not now, or filled: one tap."""
    said, time = request.form.get("answer", ""), _moment(request.form.get("time", ""))
    if said.startswith("meet "):
        said, time = "meet", _moment(said.removeprefix("meet "))

    def act() -> tuple[Fault, ...]:
        if said not in set(EmployerAnswer):
            return (Fault("answer", gettext("Choose one of the answers.")),)
        services().employer_links.answer(token, EmployerAnswer(said), time)
        return ()

    return _do(token, act, said, "answer")


def decline(token: str) -> Answer:
    """Say after a meeting that it is not this time, with a reason."""
    reason = request.form.get("reason", "")

    def act() -> tuple[Fault, ...]:
        if reason not in set(AFTER_MEETING):
            return (Fault("reason", gettext("Choose a reason.")),)
        services().employer_links.decline(token, NotHiredReason(reason))
        return ()

    return _do(token, act, "declined", "reason")


def hire(token: str) -> Answer:
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
            services().employer_links.hire(token, FirstDay(**typed), day)
        return tuple(faults)

    return _do(token, act, "hired", "day")


def how_it_goes(token: str) -> Answer:
    """Say how the placement goes."""
    said = request.form.get("said", "")

    def act() -> tuple[Fault, ...]:
        if said not in set(HowItGoes):
            return (Fault("said", gettext("Choose one of the answers.")),)
        services().employer_links.how_it_goes(token, HowItGoes(said))
        return ()

    return _do(token, act, said, "said")


def _do(token: str, act: Act, said: str, field: str) -> Answer:
    """Do what was tapped and say thank you; what cannot be is said on the page itself."""
    try:
        if not is_known(token):
            link = services().answer_links.open(token)
            coded = link.role is Role.PARTICIPANT
            return render_template("answers/neutral.html", token=token, coded=coded)
        try:
            faults = act()
        except InputError as error:
            faults = (Fault(field, say_error(error)),)
        except (DecisionError, InvalidTransition):
            text = gettext("This has been answered already, or it is not possible now.")
            return shown_again(token, (Fault("answer", text),)), 409
        if faults:
            return shown_again(token, faults), 422
    except NotFound:
        return closed()
    return render_template("answers/employer_thanks.html", said=said)


def _page(token: str, page: EmployerPage, faults: tuple[Fault, ...] = ()) -> str:
    lang, ladders = language(), services().ladders
    names = {
        need.id: need.names.get(lang) for s in ladders.steps.values() for need in s.certificates
    }
    now = services().commands.now()
    return render_template(
        "answers/employer.html",
        token=token,
        page=page,
        certificates=names,
        times=[one for one in page.times if one.at > now],
        reasons=AFTER_MEETING,
        typed=request.form,
        may_forward=page.link.role is Role.EMPLOYER and page.state == "presented",
        faults=faults,
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
