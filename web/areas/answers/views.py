"""Links for answers: looking changes nothing, and every page before the code is neutral."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from matcher.domain.answer_link import MOST_WRONG_CODES
from matcher.domain.ids import SuggestionId
from matcher.domain.meeting import ZONE
from matcher.domain.role import Role
from matcher.domain.suggestion import Action
from matcher.errors import InputError, NotFound
from web.areas.answers import employer
from web.areas.answers.ways import ByLink
from web.auth.limits import limited_looks, limited_posts
from web.context import queues, reviewer, services
from web.faults import Fault
from web.known_links import closed, forget, is_known, remember
from web.languages import language

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from matcher.domain.meeting import MeetingTime
    from matcher.services.answer_links import MadeLink

    Answer = str | Response | tuple[str, int]

_BY_PERSON = {"yes": Action.ACCEPT, "no": Action.REFUSE, "not_now": Action.NOT_NOW}


def add_answers(app: Flask) -> None:
    """Add the links to an application that has its limiter."""
    answers = Blueprint("answers", __name__)
    for path, name, view, methods in (
        ("/a/<token>", "neutral", limited_looks(app, neutral), ["GET"]),
        ("/a/<token>/open", "check_code", limited_posts(app, check_code), ["POST"]),
        ("/a/<token>/answer", "answer", limited_posts(app, answer), ["POST"]),
        ("/a/<token>/forward", "forward", limited_posts(app, forward), ["POST"]),
        ("/a/<token>/decline", "decline", limited_posts(app, decline), ["POST"]),
        ("/a/<token>/hire", "hire", limited_posts(app, hire), ["POST"]),
        ("/a/<token>/going", "how_it_goes", limited_posts(app, how_it_goes), ["POST"]),
        ("/suggestions/<suggestion_id>/ask", "ask", ask, ["POST"]),
        ("/suggestions/<suggestion_id>/times", "offer_times", offer_times, ["POST"]),
        ("/suggestions/<suggestion_id>/employer", "invite_employer", invite_employer, ["POST"]),
    ):
        answers.add_url_rule(path, name, view, methods=methods)
    app.register_blueprint(answers)


def neutral(token: str) -> Answer:
    """Show a page that says nothing of anybody, and ask for the personal code."""
    try:
        link = services().answer_links.open(token)
    except NotFound:
        return closed()
    return render_template("answers/neutral.html", token=token, coded=_is_coded(link.role))


def check_code(token: str) -> Answer:
    """Open the question: for a participant with the personal code."""
    links = services().answer_links
    try:
        link = links.open(token)
        if _is_coded(link.role) and not links.check_code(token, request.form.get("code", "")):
            links.open(token)
            text = gettext(
                "That is not the code. It has six digits; ask whoever gave it to you. After "
                "%(most)s wrong codes the link closes.",
                most=MOST_WRONG_CODES,
            )
            faults = (Fault("code", text),)
            shown = render_template("answers/neutral.html", token=token, coded=True, faults=faults)
            return shown, 422
        remember(token)
        if _is_coded(link.role):
            return redirect(url_for("participants.start", token=token), 303)
        return employer.opened(ByLink(token))
    except NotFound:
        return closed()


def answer(token: str) -> Answer:
    """Take the answer, once."""
    try:
        said = request.form.get("answer", "")
        link = services().answer_links.open(token)
        if not is_known(token):
            return neutral(token)
        if not _is_coded(link.role):
            return employer.answer(ByLink(token))
        if said not in _BY_PERSON:
            text = gettext("Choose one of the answers.")
            return _question(token, (Fault("answer", text),)), 422
        services().answer_links.answer(token, _BY_PERSON[said])
    except NotFound:
        return closed()
    forget()
    return render_template("answers/thanks.html", said=said)


def forward(token: str) -> Answer:
    """Make a link for a named manager of the site."""
    try:
        if not is_known(token):
            return neutral(token)
        made = services().answer_links.forward(token, request.form.get("name", ""))
    except NotFound:
        return closed()
    except InputError:
        text = gettext("Write the name of the manager in 1 to 80 letters.")
        return employer.shown_again(ByLink(token), (Fault("name", text),)), 422
    return render_template(
        "answers/forwarded.html",
        frame="answers/plain.html",
        name=made.link.name,
        address=_address(made),
    )


def decline(token: str) -> Answer:
    """Say after a meeting that it is not this time, with a reason."""
    return employer.decline(ByLink(token))


def hire(token: str) -> Answer:
    """Hire, with a card for the first day."""
    return employer.hire(ByLink(token))


def how_it_goes(token: str) -> Answer:
    """Say how the placement goes."""
    return employer.how_it_goes(ByLink(token))


def ask(suggestion_id: str) -> Answer:
    """Ask a participant: show the link and the personal code once, to hand over."""
    person = queues().whose(SuggestionId(suggestion_id))
    made = services().answer_links.ask(SuggestionId(suggestion_id), by=reviewer() or "")
    return _made(made, person.code)


def invite_employer(suggestion_id: str) -> Answer:
    """Make a link for the employer to whom somebody was presented."""
    person = queues().whose(SuggestionId(suggestion_id))
    by = reviewer() or ""
    made = services().answer_links.invite_employer(SuggestionId(suggestion_id), by=by)
    times = services().employer_links.offer(SuggestionId(suggestion_id), by=by)
    return _made(made, person.code, times)


def offer_times(suggestion_id: str) -> Answer:
    """Offer other times for the meeting than the usual three."""
    person = queues().whose(SuggestionId(suggestion_id))
    typed = [text for text in request.form.getlist("time") if text]
    try:
        times = tuple(datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in typed)
    except ValueError:
        raise InputError(
            "Write day and time, such as 2026-12-01T10:00.", code="times.form"
        ) from None
    services().employer_links.offer(SuggestionId(suggestion_id), by=reviewer() or "", times=times)
    flash(gettext("The employer is offered these times."))
    return redirect(url_for("review.person", code=person.code), 303)


def _made(made: MadeLink, code: str, times: tuple[MeetingTime, ...] = ()) -> str:
    address = _address(made)
    picture = segno.make(address).svg_data_uri(scale=4)
    return render_template(
        "answers/made.html",
        made=made,
        address=address,
        picture=picture,
        person=code,
        times=times,
        zone=ZONE,
    )


def _address(made: MadeLink) -> str:
    return url_for("answers.neutral", token=made.token, _external=True)


def _question(token: str, faults: tuple[Fault, ...] = ()) -> str:
    question = services().answer_links.question(token)
    step = services().ladders.steps.get(question.step) if question.step else None
    return render_template(
        "answers/question.html",
        token=token,
        question=question,
        job=step.titles.get(language()) if step else None,
        answers=[said for said, action in _BY_PERSON.items() if action in question.answers],
        faults=faults,
    )


def _is_coded(role: Role) -> bool:
    return role is Role.PARTICIPANT
