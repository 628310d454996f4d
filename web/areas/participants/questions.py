"""Questions about my own way: how I answer, one question a screen, and what I have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import format_date, gettext

from matcher.domain.rounds import HowAnswered
from matcher.errors import InputError, NotFound
from web.areas.participants.page import Page, visiting
from web.areas.participants.words import folded
from web.context import services
from web.error_texts import say_error
from web.faults import Fault
from web.languages import language

if TYPE_CHECKING:
    from matcher.domain.rounds import Asked, FirstAndLatest
    from web.areas.participants.page import Answer

SKIP = "skip"


def has_questions(page: Page) -> bool:
    """Say whether she is asked something that she has not gone through."""
    asked = services().questions.open_for(page.visit.participant)
    return asked is not None and not asked.done


@visiting
def questions(page: Page) -> Answer:
    """Ask how she answers, before the first question; after the last one, thank her."""
    asked = services().questions.open_for(page.visit.participant)
    if asked is None:
        return page.show("questions_none")
    if asked.done and not request.args.get("again"):
        return page.show("questions_done")
    return page.show("questions", ways=[(one.value, _way(one)) for one in HowAnswered])


@visiting
def question(page: Page, how: str, number: int) -> Answer:
    """Show one question with its answers; nothing is chosen beforehand."""
    return _question(page, how, number)


@visiting
def say_answer(page: Page, how: str, number: int) -> Answer:
    """Keep an answer, or that she skips, and go on to the next question."""
    asked = _asked(page, number)
    if request.form.get("about", "") != asked.round.id:
        raise NotFound(
            "These questions are not open any more. Load the page again to see what is asked now."
        )
    item, said = asked.instrument.items[number - 1], request.form.get("value", "")
    value = None if said == SKIP else _number(said)
    try:
        services().questions.answer(
            page.visit.participant, asked.round.id, item.code, value, HowAnswered(how)
        )
    except InputError as error:
        return _question(page, how, number, (Fault("value", say_error(error)),)), 422
    if number < len(asked.instrument.items):
        return page.go("question", how=how, number=number + 1)
    return page.go("questions")


@visiting
def answers(page: Page) -> Answer:
    """Show her first and her latest answer to each question, and nobody else's."""
    said = services().questions.own_answers(page.visit.participant)
    return page.show("answers", lines=folded(_line(one) for one in said))


def _question(page: Page, how: str, number: int, faults: tuple[Fault, ...] = ()) -> str:
    asked, lang = _asked(page, number), language()
    item = asked.instrument.items[number - 1]
    return page.show(
        "question",
        about=asked.round.id,
        text=item.text.get(lang),
        scale=[(value, item.label(value, lang)) for value in item.scale],
        how=how,
        number=number,
        last=len(asked.instrument.items),
        skip=SKIP,
        faults=faults,
    )


def _asked(page: Page, number: int) -> Asked:
    asked = services().questions.open_for(page.visit.participant)
    if asked is None or not 1 <= number <= len(asked.instrument.items):
        raise NotFound("There is no such question. Load the page again to see what is asked now.")
    return asked


def _number(said: str) -> int:
    # No scale holds it, so that nothing chosen is said like something wrong.
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1


def _way(how: HowAnswered) -> str:
    names = {
        HowAnswered.SELF: gettext("I answer alone"),
        HowAnswered.INTERPRETER: gettext("An interpreter helps me"),
        HowAnswered.READ_ALOUD: gettext("Somebody reads to me"),
    }
    return str(names[how])


def _line(one: FirstAndLatest) -> str:
    lang = language()

    def said(at: tuple[object, int]) -> str:
        return f"{one.item.label(at[1], lang)} ({format_date(at[0], 'd MMM y')})"

    text = f"{one.item.text.get(lang)} {said(one.first)}"
    return text if one.latest == one.first else f"{text} → {said(one.latest)}"
