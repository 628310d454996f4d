"""A fact is asked for, a colleague takes over, the person is asked, answers, or withdraws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext

from matcher.domain.permission import FieldGroup
from matcher.domain.suggestion import Action
from web.areas.line.page import Said, colleagues, finish, line
from web.context import services
from web.faults import Fault
from web.forms import one_of, sent, text_of, told_mode
from web.seen import seen_suggestion

if TYPE_CHECKING:
    from web.areas.line.page import Answer

_ANSWERS = {"yes": Action.ACCEPT, "no": Action.REFUSE, "not_now": Action.NOT_NOW}
LONGEST_NOTE = 300


@line.post("/suggestions/<suggestion_id>/need-info")
def need_info(suggestion_id: str) -> Answer:
    """Put a suggestion aside until a fact is known."""
    page, form = seen_suggestion(suggestion_id), sent()
    note = text_of("fact_note", LONGEST_NOTE)
    faults = [] if note else [Fault("fact_note", gettext("Write which fact is missing."))]
    return finish(
        page,
        faults,
        lambda: services().review.need_info(form.about(page.suggestion.id), note),
        Said(gettext("Put aside until the fact is known.")),
    )


@line.post("/suggestions/<suggestion_id>/give-info")
def give_info(suggestion_id: str) -> Answer:
    """Bring a suggestion back to review."""
    page, form = seen_suggestion(suggestion_id), sent()
    return finish(
        page,
        (),
        lambda: services().review.give_info(form.about(page.suggestion.id)),
        Said(gettext("Back to review: decide with the new fact.")),
    )


@line.post("/suggestions/<suggestion_id>/hand-over")
def hand_over(suggestion_id: str) -> Answer:
    """Hand an undecided suggestion to a colleague."""
    page, form = seen_suggestion(suggestion_id), sent()
    to = text_of("colleague")
    known = dict(colleagues())
    faults = [] if to in known else [Fault("colleague", gettext("Choose a colleague."))]
    return finish(
        page,
        faults,
        lambda: services().review.hand_over(form.about(page.suggestion.id), to),
        Said(gettext("Handed over. A message tells your colleague.")),
    )


@line.post("/suggestions/<suggestion_id>/asked")
def ask(suggestion_id: str) -> Answer:
    """Record that the person is asked by whoever is signed in, without a link."""
    page, form = seen_suggestion(suggestion_id), sent()
    return finish(
        page,
        (),
        lambda: services().asking.ask(form.about(page.suggestion.id)),
        Said(gettext("The person counts as asked. Write the answer down when you have it.")),
    )


@line.post("/suggestions/<suggestion_id>/answer")
def answer(suggestion_id: str) -> Answer:
    """Write down what the person answered, how it came, and how far a yes reaches."""
    page, form = seen_suggestion(suggestion_id), sent()
    said = _ANSWERS.get(request.form.get("answer", ""))
    mode, up_to = told_mode("mode"), one_of(FieldGroup, "up_to")
    faults = []
    if said is None:
        faults.append(Fault("answer", gettext("Choose one of the answers.")))
    if mode is None:
        faults.append(Fault("mode", gettext("Say how the answer came.")))
    if said is Action.ACCEPT and page.is_own and up_to is None:
        faults.append(Fault("up_to", gettext("Say what the employer may know.")))
    return finish(
        page,
        faults,
        lambda: services().asking.answer(
            form.about(page.suggestion.id), said or Action.NOT_NOW, mode, up_to or FieldGroup.SKILLS
        ),
        Said(gettext("The answer is saved.")),
    )


@line.post("/suggestions/<suggestion_id>/withdraw")
def withdraw(suggestion_id: str) -> Answer:
    """Record that the person withdraws; nobody asks why."""
    page, form = seen_suggestion(suggestion_id), sent()
    mode = told_mode("withdraw_mode")
    faults = [] if mode else [Fault("withdraw_mode", gettext("Say how the answer came."))]
    return finish(
        page,
        faults,
        lambda: services().placing.withdraw(form.about(page.suggestion.id), mode),
        Said(gettext("Withdrawn. The employer may be told nothing more.")),
    )
