"""The person is presented to the employer, and they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.message import Message, Recipient, Template
from matcher.domain.opening import OpeningState
from matcher.domain.suggestion import Action
from matcher.errors import DecisionError, InputError
from matcher.services.review.line import record
from matcher.services.review.loading import own_room
from matcher.services.review.moving import on_suggestion, outcome_of
from matcher.services.review.permitting import refuse_unpermitted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matcher.domain.command import Outcome, Request
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands

MOST_TIMES = 3
"""How many times for a meeting are offered at most."""


class PresentingService:
    """Brings a person and an employer together; nothing before this reaches an employer."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def present(self, request: Request) -> Outcome:
        """Present a person who said yes.

        Raises
        ------
        DecisionError
            There is no named confirm or no yes, the person has taken the permission back, the
            opening is a lead, or it takes nobody now.
        NotFound, InvalidTransition, OpeningFull, Conflict
            There is none, the person has not said yes, or somebody was first.
        """

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            room = own_room(unit, before)
            kind = room.kind if room else None
            after, decision = before.present(signed, unit.suggestions.history(before.id), kind)
            if room is not None and room.state is not OpeningState.OPEN:
                raise DecisionError(
                    f"This opening is '{room.state}', so nobody is presented now. Nothing was "
                    "saved. Choose an opening that is open, or open this one first.",
                    code="opening.takes_nobody",
                )
            refuse_unpermitted(unit, after, signed)
            record(unit, before, after, decision)
            return outcome_of(after, messages=(_to_employer(after, Template.PRESENT),))

        return on_suggestion(self._commands, "present", request, step)

    def meet(self, request: Request, times: Sequence[datetime] = ()) -> Outcome:
        """Record that a meeting was agreed; the person is told, with the times to choose from.

        Parameters
        ----------
        times
            At most three that the employer offers, as clocks show them there.

        Raises
        ------
        InputError
            More than three times, or one twice.
        DecisionError, NotFound, InvalidTransition, OpeningFull, Conflict
            As for :meth:`present`.
        """
        offered = sorted(set(times))
        if len(offered) < len(times) or len(offered) > MOST_TIMES:
            raise InputError(
                f"Offer at most {MOST_TIMES} different times for the meeting.", code="times.number"
            )

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            after, told = met(unit, before, signed, times=offered)
            return outcome_of(after, messages=(told,))

        return on_suggestion(self._commands, "meet", request, step, times=offered)


def met(
    unit: UnitOfWork,
    before: Suggestion,
    signed: Signature,
    at: datetime | None = None,
    *,
    times: Sequence[datetime] = (),
) -> tuple[Suggestion, Message]:
    """Store that a meeting was agreed; return what the person is told.

    Parameters
    ----------
    at
        When, if it is known, in the time zone in which it is told.
    times
        Those that are offered while it is not.
    """
    said = ", ".join(f"{one:%Y-%m-%d %H:%M}" for one in times)
    after, decision = before.move(Action.MEET, signed, note=said or None)
    record(unit, before, after, decision)
    facts = {"suggestion": str(after.id), "title": after.title}
    if said:
        facts["times"] = said
    template = Template.MEETING
    if at is not None:
        facts |= {"day": at.date().isoformat(), "time": f"{at:%H.%M}"}
        template = Template.MEETING_AT
    return after, Message(Recipient.PARTICIPANT, after.participant, template, facts)


def _to_employer(suggestion: Suggestion, template: Template) -> Message:
    return Message(
        Recipient.EMPLOYER,
        suggestion.opening or "",
        template,
        {"suggestion": str(suggestion.id), "title": suggestion.title},
    )
