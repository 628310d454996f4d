"""In and out: a link made by the LinkWorker, the neutral page, the code, and the quick exit."""

from __future__ import annotations

from calendar import Calendar
from typing import TYPE_CHECKING

import segno
from flask import redirect, render_template, request, session, url_for
from flask_babel import get_locale, gettext

from matcher.bootstrap import now
from matcher.domain.answer_link import MOST_WRONG_CODES
from matcher.domain.ids import ParticipantCode
from matcher.domain.reading_language import reading_language
from matcher.errors import NotFound
from web.context import queues, reviewer, services
from web.faults import Fault
from web.known_links import closed, is_known, remember
from web.languages import choose_language, has_chosen_language

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Answer = str | Response | tuple[str, int]


def neutral(token: str) -> Answer:
    """Show a page that says nothing of anybody, and ask for the personal code."""
    try:
        services().own_links.visit(token)
    except NotFound:
        return closed()
    if is_known(token):
        return redirect(url_for("participants.start", token=token), 303)
    return render_template("participants/neutral.html", token=token)


def check_code(token: str) -> Answer:
    """Open the pages with the personal code, in the language the person reads best."""
    links = services().own_links
    try:
        if not links.check_code(token, request.form.get("code", "")):
            links.visit(token)
            text = gettext(
                "That is not the code. It has six digits; ask whoever gave it to you. After "
                "%(most)s wrong codes the link closes.",
                most=MOST_WRONG_CODES,
            )
            here = url_for("participants.neutral", token=token)
            faults = (Fault("code", text),)
            shown = render_template(
                "participants/neutral.html", token=token, faults=faults, here=here
            )
            return shown, 422
        visit = links.visit(token)
        if not has_chosen_language():
            person = services().own_wishes.person(visit.participant)
            choose_language(reading_language(person))
    except NotFound:
        return closed()
    remember(token)
    return redirect(url_for("participants.start", token=token), 303)


def leave() -> Response:
    """Leave at once: nothing of the visit stays, and the way back asks for the code."""
    session.clear()
    return redirect(services().settings.quick_exit or url_for("participants.calendar"), 303)


def calendar() -> str:
    """Show this month: a page that anybody may have open, and that needs no internet."""
    today = now().date()
    weeks = Calendar(get_locale().first_week_day).monthdatescalendar(today.year, today.month)
    return render_template("participants/calendar.html", today=today, weeks=weeks)


def make_link(code: str) -> Answer:
    """Make the link to a person's own page: shown once with its code, to hand over."""
    person = queues().seen(ParticipantCode(code))
    made = services().own_links.make(person.code, by=reviewer() or "")
    address = url_for("participants.neutral", token=made.token, _external=True)
    return render_template(
        "answers/made.html",
        made=made,
        address=address,
        picture=segno.make(address).svg_data_uri(scale=4),
        person=person.code,
    )
