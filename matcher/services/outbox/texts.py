"""The text of a message, made when somebody reads it: never more than is permitted then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.employer_view import areas_asked, employer_view
from matcher.domain.ending_facts import MAY_WORK
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, StepId
from matcher.domain.message import Recipient
from matcher.domain.message_template import YES, render
from matcher.domain.message_texts import RIGHT_TO_WORK
from matcher.domain.permission import FieldGroup, may_be_said, up_to
from matcher.domain.text import LANGUAGES
from matcher.errors import DecisionError, InputError, NotFound
from matcher.ranking.vocabulary import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.domain.ladders import Ladders
    from matcher.domain.message_template import Rendered
    from matcher.domain.opening import Opening
    from matcher.domain.outbox import OutboxMessage
    from matcher.domain.participant import Participant
    from matcher.domain.views import EmployerView
    from matcher.ports import UnitOfWork

STAFF_LANGUAGE = "sv"
"""Employers and LinkWorkers are written to in Swedish unless another language is asked for."""


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message with its text.

    ``told`` are the steps about a person that the text tells an employer.
    """

    message: OutboxMessage
    text: Rendered
    told: tuple[FieldGroup, ...] = ()


class MessageTexts:
    """Makes texts, with the jobs and certificates of some ladders."""

    def __init__(self, ladders: Ladders) -> None:
        self._ladders = ladders

    def make(
        self, unit: UnitOfWork, message: OutboxMessage, lang: str | None, day: date
    ) -> MessageText:
        """Return a message with its text.

        Parameters
        ----------
        lang
            In place of the reader's own language.
        day
            On which it is read.

        Raises
        ------
        NotFound
            Its person or opening is gone, or protected.
        DecisionError
            It would tell an employer what is not permitted on that day.
        InputError
            There are no texts in that language.
        """
        if lang is not None and lang not in LANGUAGES:
            raise InputError(f"There are no texts in '{lang}'. Use one of {', '.join(LANGUAGES)}.")
        person, opening = person_of(unit, message), opening_of(unit, message)
        to_person = message.to_kind is Recipient.PARTICIPANT
        own = person.preferred_language if person and to_person else STAFF_LANGUAGE
        spoken = lang or own if (lang or own) in LANGUAGES else STAFF_LANGUAGE
        template = message.texts
        lines: Mapping[str, str] = {
            name: message.facts[name] for name in template.lines if name in message.facts
        }
        told: tuple[FieldGroup, ...] = ()
        if template.tells is not None and person is not None and opening is not None:
            lines = self._lines(
                _view_for(unit, message, person, opening, self._ladders, day), spoken
            )
            told = up_to(FieldGroup.SKILLS if set(lines) - {"code"} else FieldGroup.CODE)
        values = dict(message.facts)
        if opening is not None:
            values["title"] = self._title(message, opening, spoken)
        elif "step" in values:
            values["title"] = self._step_title(StepId(values["step"]), spoken)
        if "fact" in values:
            values["fact"] = self._fact_name(values["fact"], spoken)
        return MessageText(message, render(template, spoken, values, lines, message.by), told)

    def _title(self, message: OutboxMessage, opening: Opening, lang: str) -> str:
        """Return the job's name: an employer knows its own, a person reads the ladder's."""
        step = self._ladders.steps.get(opening.step) if opening.step else None
        if step is None or message.to_kind is not Recipient.PARTICIPANT:
            return opening.title
        return step.titles.get(lang)

    def _step_title(self, step: StepId, lang: str) -> str:
        known = self._ladders.steps.get(step)
        return known.titles.get(lang) if known else step

    def _lines(self, view: EmployerView, lang: str) -> Mapping[str, str]:
        names = self._certificate_names(lang)
        swedish = [f"{name_of(f'area.{area}', lang)} {level}" for area, level in view.swedish or ()]
        languages = [name_of(f"language.{tag}", lang) for tag in view.languages or ()]
        lines = {
            "code": view.code,
            "skills": "; ".join(view.skills or ()),
            "certificates": "; ".join(names.get(one, one) for one in view.certificates or ()),
            "swedish": ", ".join(swedish),
            "languages": ", ".join(languages),
            "driving_licence": YES.get(lang) if view.driving_licence else "",
        }
        return {name: said for name, said in lines.items() if said}

    def _fact_name(self, fact: str, lang: str) -> str:
        if fact == MAY_WORK:
            return RIGHT_TO_WORK.get(lang)
        return self._certificate_names(lang).get(fact, fact)

    def _certificate_names(self, lang: str) -> Mapping[str, str]:
        return {
            need.id: need.names.get(lang)
            for step in self._ladders.steps.values()
            for need in step.certificates
        }


def _view_for(
    unit: UnitOfWork,
    message: OutboxMessage,
    person: Participant,
    opening: Opening,
    ladders: Ladders,
    day: date,
) -> EmployerView:
    employer, furthest = EmployerId(message.to), message.texts.tells or FieldGroup.CODE
    held = may_be_said(unit.permissions.of(person.code), person.code, employer, opening.id, day)
    permitted = [step for step in held if step in up_to(furthest)]
    if not permitted or opening.employer != employer:
        raise DecisionError(no_longer(message))
    return employer_view(person, opening, permitted, areas_asked(opening, ladders), day)


def person_of(unit: UnitOfWork, message: OutboxMessage) -> Participant | None:
    """Return whom a message is about; raises :class:`NotFound` for who is gone or protected."""
    if message.about is None:
        return None
    person = unit.participants.get(ParticipantCode(message.about))
    if person.protected_identity:
        raise NotFound(f"There is no message {message.id}. Look with `stegvis outbox list`.")
    return person


def opening_of(unit: UnitOfWork, message: OutboxMessage) -> Opening | None:
    """Return what opening a message is about; raises :class:`NotFound` when it is gone.

    ``None`` where the template does without one and none is named.
    """
    if not message.opening and "opening" not in message.texts.missing(message.facts):
        return None
    return unit.openings.get(OpeningId(message.opening or ""))


def no_longer(message: OutboxMessage) -> str:
    """Say that a message would tell what is not permitted now."""
    return (
        f"Message {message.id} would tell an employer about {message.about}, and there is no "
        f"permission now. Nothing was told. Ask the person, or cancel it with "
        f"`stegvis outbox cancel {message.id}`."
    )
