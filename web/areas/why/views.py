"""A job that is missed in somebody's list: found by its words, and why it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from matcher.domain.ids import ParticipantCode
from matcher.errors import NotFound
from matcher.ranking.phrases import say
from matcher.ranking.wire import reason_from_json, say_explanation
from web.context import queues, services
from web.languages import language
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.wrappers import Response

    from matcher.services.suggest.why_not import WhyNot

    Answer = str | Response | tuple[str, int]

LISTED = 10
"""How long a list is that somebody is shown."""
MOST_FOUND = 20

why = Blueprint("why", __name__)


@why.get("/people/<code>/why")
def ask(code: str) -> Answer:
    """Find a job, and say why it does not stand in a person's list."""
    person = queues().seen(ParticipantCode(code))
    if person.protected_identity:
        raise NotFound(
            "Nothing is matched here for people with protected identity. Go to the page of "
            "the person, whose list is not stored."
        )
    words, about = request.args.get("q", "").strip(), request.args.get("about", "")
    found = list(_found(words))[:MOST_FOUND] if words else []
    answer = None
    if about:
        with one_at_a_time():
            answer = services().suggest.why_not(person.code, about, LISTED)
    return render_template(
        "why/ask.html",
        person=person,
        words=words,
        found=found,
        answer=answer,
        gates=_gates(answer),
        said=say_explanation(answer.explanation, language())
        if answer and answer.explanation
        else None,
        here=url_for("why.ask", code=person.code, q=words or None, about=about or None),
    )


def _found(words: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, title, its language and the employer of jobs with these letters."""
    letters, lang = words.casefold(), language()
    for step in services().ladders.steps.values():
        texts = (step.titles.sv, step.titles.en, step.titles.ar, step.id)
        if any(letters in text.casefold() for text in texts):
            yield step.id, step.titles.get(lang), lang, ""
    for opening, employer in services().line_pages.jobs():
        name = employer.name if employer else ""
        if letters in f"{opening.title} {name} {opening.id}".casefold():
            yield opening.id, opening.title, "sv", name


def _gates(answer: WhyNot | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    return tuple(say(reason_from_json(raw), language()) for raw in answer.gates)
