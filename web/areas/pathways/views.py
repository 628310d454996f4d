"""The ways from a person to a job: the quickest, the likeliest, and what Swedish opens."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from matcher.domain.ids import ParticipantCode, StepId
from matcher.errors import InputError, NotFound
from matcher.services.looks import PROFILE
from web.areas.pathways.reading import goal_choices, read_ways
from web.areas.pathways.swedish import read_more
from web.context import queues, reviewer, services
from web.error_texts import say_error
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Answer = str | Response | tuple[str, int]

NOT_LOOKING = "person.not_looking"

pathways = Blueprint("pathways", __name__)


@pathways.get("/people/<code>/pathways")
def ways(code: str) -> Answer:
    """Show the ways to the jobs a person wishes for, or to the one of ``?to=``."""
    person = queues().seen(ParticipantCode(code))
    if person.protected_identity:
        raise NotFound(
            "Nothing is planned here for people with protected identity. Plan with the "
            "person directly."
        )
    services().looks.note(person.code, by=reviewer(), what=PROFILE)
    to = request.args.get("to", "")
    around = {
        "code": person.code,
        "to": to,
        "choices": goal_choices(services().ladders, person.wishes),
        "here": url_for("pathways.ways", code=person.code, to=to or None),
    }
    try:
        with one_at_a_time():
            found = services().pathways.ways(person.code, StepId(to) if to else None)
    except InputError as error:
        # Who looks for no job now is no mistake of the reader.
        status = HTTPStatus.OK if error.code == NOT_LOOKING else HTTPStatus.UNPROCESSABLE_ENTITY
        shown = render_template("pathways/ways.html", problem=say_error(error), **around)
        return shown, status.value
    return render_template(
        "pathways/ways.html",
        report=found,
        ways=read_ways(found),
        more=read_more(found),
        **around,
    )
