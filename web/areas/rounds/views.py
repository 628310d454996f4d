"""The rounds of a person as staff see them: when, and gone through or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext

from matcher.bootstrap import now
from matcher.domain.ids import ParticipantCode, RoundId
from matcher.errors import NotFound
from matcher.services.looks import PROFILE
from web.context import queues, reviewer, services

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

rounds = Blueprint("rounds", __name__)


@rounds.get("/people/<code>/questions")
def several(code: str) -> str:
    """Show when a person was asked, and whether she has gone through it: no answer."""
    person = _seen(code)
    services().looks.note(person, by=reviewer(), what=PROFILE)
    return render_template(
        "rounds/several.html",
        code=person,
        rounds=services().questions.standings(person),
        may_be_asked=services().questions.may_be_asked(person),
        here=url_for("rounds.several", code=person),
    )


@rounds.post("/people/<code>/questions")
def ask(code: str) -> Response:
    """Put the questions of this quarter to a person from today on."""
    person = _seen(code)
    made = services().questions.ask(now().date(), by=reviewer() or "", only=[person])
    flash(
        gettext("The questions are on the person's own page from today.")
        if made
        else gettext("The questions of this quarter are there already.")
    )
    return redirect(url_for("rounds.several", code=person), 303)


@rounds.post("/people/<code>/questions/<round_id>/not-asked")
def not_asked(code: str, round_id: str) -> Response:
    """Write that the questions were not put to her; nobody says why."""
    person = _seen(code)
    services().questions.not_asked(person, RoundId(round_id), by=reviewer() or "")
    flash(gettext("Saved."))
    return redirect(url_for("rounds.several", code=person), 303)


def _seen(code: str) -> ParticipantCode:
    """Return the code of a person whom the reader may see; nobody protected is asked anything."""
    person = queues().seen(ParticipantCode(code))
    if person.protected_identity:
        raise NotFound("There is nothing here. Go back to the first page.")
    return person.code
