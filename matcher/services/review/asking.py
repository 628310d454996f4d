"""The person is asked, and answers: yes, no, or not now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.command import Command, Outcome
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.permission import FieldGroup, Yes
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action
from matcher.errors import InputError
from matcher.services.review.line import record
from matcher.services.review.loading import load
from matcher.services.review.moving import on_suggestion, outcome_of
from matcher.services.review.permitting import permit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.command import Request
    from matcher.domain.ids import OpeningId, SuggestionId
    from matcher.domain.suggestion import AnswerMode, Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

AT_ONCE = 6
"""How many people are asked about one opening in one go."""

ANSWERS = frozenset({Action.ACCEPT, Action.REFUSE, Action.NOT_NOW})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says, how it came to us, and the furthest step that a yes reaches up to."""

    action: Action
    mode: AnswerMode | None
    up_to: FieldGroup = FieldGroup.SKILLS


class AskingService:
    """Asks people about what a LinkWorker confirmed, and records what they say."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def ask(self, request: Request) -> Outcome:
        """Ask a person about a confirmed suggestion.

        Raises
        ------
        NotFound, InvalidTransition, OpeningFull, Conflict
            There is none, it is not confirmed, or somebody was first.
        """

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            after = asked(unit, before, signed)
            return outcome_of(after, messages=(_question(after),))

        return on_suggestion(self._commands, "ask", request, step)

    def ask_all(
        self,
        opening: OpeningId,
        seen: Sequence[tuple[SuggestionId, int]],
        *,
        by: str,
        key: str | None = None,
    ) -> Outcome:
        """Ask up to six people about one opening, all or none.

        Parameters
        ----------
        seen
            Suggestions with the version that was looked at.

        Raises
        ------
        InputError
            None or more than six, one of them twice, or of another opening.
        NotFound, InvalidTransition, OpeningFull, Conflict
            As for :meth:`ask`.
        """
        ids = [suggestion for suggestion, _ in seen]
        if not 1 <= len(set(ids)) == len(ids) <= AT_ONCE:
            raise InputError(
                f"{len(ids)} suggestions were chosen; choose 1 to {AT_ONCE} different ones.",
                code="ask.number",
                most=AT_ONCE,
            )

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            signed = Signature(Role.LINKWORKER, by, at)
            people = []
            for suggestion, version in seen:
                before = load(unit, suggestion, version)
                if before.opening != opening:
                    raise InputError(
                        f"{suggestion} is not about opening {opening}. Choose again.",
                        code="ask.other_opening",
                    )
                people.append(asked(unit, before, signed))
            others = tuple(str(one.id) for one in people[1:])
            return outcome_of(
                people[0], also=others, messages=tuple(_question(one) for one in people)
            )

        payload = {"opening": opening, "seen": seen}
        return self._commands.run(Command("suggestion.ask_all", by, payload, key), act)

    def answer(
        self,
        request: Request,
        answer: Action,
        mode: AnswerMode | None,
        up_to: FieldGroup = FieldGroup.SKILLS,
    ) -> Outcome:
        """Record a person's answer; a "no" or "not now" gives the slot back.

        A yes is the permission to tell the employer, step by step, what it reaches up to.

        Parameters
        ----------
        answer
            ``ACCEPT``, ``REFUSE`` or ``NOT_NOW``; nobody has to say why.
        mode
            How it came: by the person alone, by phone, in person, through an interpreter.
        up_to
            The furthest step of a yes: code and skills unless name and contact were said too.

        Raises
        ------
        InputError
            It is no answer, or cannot have come like that.
        DecisionError
            It is not said how it came.
        NotFound, InvalidTransition, OpeningFull, Conflict
            As for :meth:`ask`.
        """
        if answer not in ANSWERS:
            raise InputError(
                f"'{answer}' is no answer. Choose accept, refuse or not_now.", code="answer.unknown"
            )

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            said = Answer(answer, mode, up_to)
            return outcome_of(answered(unit, before, said, signed, self._commands.new_id))

        return on_suggestion(self._commands, answer.value, request, step, mode=mode, up_to=up_to)


def answered(
    unit: UnitOfWork,
    before: Suggestion,
    said: Answer,
    signed: Signature,
    new_id: Callable[[], str],
) -> Suggestion:
    """Store an answer with what it permits; errors as :meth:`AskingService.answer`."""
    after, decision = before.move(said.action, signed, mode=said.mode)
    record(unit, before, after, decision)
    if said.action is Action.ACCEPT and said.mode is not None:
        permit(unit, after, Yes(said.up_to, said.mode, signed.by), signed, new_id)
    return after


def asked(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Suggestion:
    """Store that somebody was asked; errors as :meth:`AskingService.ask`."""
    after, decision = before.move(Action.ASK, signed)
    record(unit, before, after, decision)
    return after


def _question(asked: Suggestion) -> Message:
    facts = {"suggestion": str(asked.id), "title": asked.title}
    return Message(Recipient.PARTICIPANT, asked.participant, Template.ASK, facts)
