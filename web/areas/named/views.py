"""Whom a handler is named for, and jobs for one of them, of which nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for

from matcher.domain.ids import ParticipantCode
from matcher.errors import NotFound
from matcher.ranking.wire import say_explanation, say_nothing
from matcher.services.looks import PROFILE
from web.context import queues, reviewer, services
from web.languages import language
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from matcher.domain.participant import Participant
    from matcher.services.suggest import ShortList

LISTED = 10
"""How long a list is that somebody is shown."""

named = Blueprint("named", __name__)


@named.get("/named")
def people() -> str:
    """Show the codes of those for whom the reader is the named handler."""
    return render_template("named/people.html", codes=queues().named())


@named.post("/named/<code>/suggestions")
def suggest(code: str) -> str:
    """Show jobs for somebody with protected identity.

    The answer is the list itself and no way to it: there is nothing stored to go back to.
    """
    person = queues().seen(ParticipantCode(code))
    if not person.protected_identity:
        raise NotFound(
            "Lists that are not stored are for people with protected identity. Go to the "
            "page of the person for the list that is stored."
        )
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    with one_at_a_time():
        made = services().suggest.for_participant(person.code, LISTED, reviewer() or "")
    return _page(person, made)


def _page(person: Participant, made: ShortList) -> str:
    lang = language()
    return render_template(
        "named/suggestions.html",
        person=person,
        listed=[(one, say_explanation(one.explanation, lang)) for one in made.suggestions],
        nothing=say_nothing(made.none_because, lang) if made.none_because else None,
        here=url_for("review.person", code=person.code),
    )
