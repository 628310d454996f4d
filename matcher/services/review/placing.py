"""Somebody gets a place, does not, or withdraws: the place is taken by one conditional update."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import placement_moved
from matcher.domain.backing import backing_of
from matcher.domain.follow_up import schedule
from matcher.domain.ids import PlacementId
from matcher.domain.machines.participant import PARTICIPANT, ParticipantAction
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.participant import ParticipantState
from matcher.domain.placement import Placement
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, SuggestionState
from matcher.errors import DecisionError
from matcher.services.review.elsewhere import end_elsewhere
from matcher.services.review.ending import end_trial
from matcher.services.review.first_day import write_card
from matcher.services.review.line import clear_line, opening_filled, record
from matcher.services.review.loading import refuse_if_filled, refuse_if_placed
from matcher.services.review.moving import on_suggestion, outcome_of
from matcher.services.review.withdrawing import REACHED_EMPLOYER, withdraw

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.command import Outcome, Request
    from matcher.domain.ids import OpeningId
    from matcher.domain.placement import FirstDay
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import AnswerMode, NotHiredReason, Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands
    from matcher.services.review.ending import End


@dataclass(frozen=True, slots=True)
class Taking:
    """What a place is taken for."""

    starts_on: date | None
    trial: bool


class PlacingService:
    """Takes places and gives them back."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def begin_trial(self, request: Request, starts_on: date | None = None) -> Outcome:
        """Record an agreed trial, which takes the place; parameters and errors as :meth:`hire`."""

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            after, decision = before.begin_trial(signed, others(unit, before))
            record(unit, before, after, decision)
            return self._place(unit, after, signed, Taking(starts_on, trial=True))

        return on_suggestion(self._commands, "try", request, step, starts_on=starts_on)

    def hire(
        self, request: Request, starts_on: date | None = None, card: FirstDay | None = None
    ) -> Outcome:
        """Record that somebody was hired.

        Takes the place unless a trial has it, makes the placement and its follow-ups. With the
        last place everybody else in line is told that it is filled, in the same transaction; so are
        other employers whom the person was presented to.

        Parameters
        ----------
        starts_on
            The agreed first day; the day of the opening, or today, when it is not known.
        card
            For the first day, which the person gets with it; not after a trial.

        Raises
        ------
        OpeningFull
            The last place was taken meanwhile; says by whom and when.
        Conflict
            Somebody moved the suggestion meanwhile, or the person holds another place; says who
            recorded it and when.
        DecisionError
            There is no confirm or no yes on record, or the opening takes nobody.
        NotFound, InvalidTransition
            There is none, or nobody has presented the person.
        """

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            made = self.hired(unit, before, signed, starts_on)
            if card is None or before.state is SuggestionState.TRIAL:
                return made
            return _with_card(unit, made, card, signed)

        said = None if card is None else repr(card)
        return on_suggestion(self._commands, "hire", request, step, starts_on=starts_on, card=said)

    def hired(
        self, unit: UnitOfWork, before: Suggestion, signed: Signature, starts_on: date | None
    ) -> Outcome:
        """Record a hire in a transaction that goes on; parameters and errors as :meth:`hire`."""
        after, decision = before.hire(signed, others(unit, before))
        record(unit, before, after, decision)
        if before.state is SuggestionState.TRIAL:
            return self._keep_on(unit, after, signed)
        return self._place(unit, after, signed, Taking(starts_on, trial=False))

    def not_hire(
        self, request: Request, reason: NotHiredReason | None, trial: End | None = None
    ) -> Outcome:
        """Record that an employer did not hire this time; a LinkWorker tells the person first.

        Parameters
        ----------
        trial
            How the trial ended, when there was one; its place is free again.

        Raises
        ------
        InputError
            There is no reason.
        DecisionError
            There was a trial, and it is not said how it ended.
        NotFound, InvalidTransition, OpeningFull, Conflict
            As for :meth:`hire`.
        """

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            after, told = not_hired(unit, before, signed, reason)
            if before.state is SuggestionState.TRIAL:
                end_trial(unit, before, signed, trial)
            return outcome_of(after, messages=told)

        return on_suggestion(self._commands, "not_hire", request, step, reason=reason, end=trial)

    def withdraw(
        self, request: Request, mode: AnswerMode | None = None, trial: End | None = None
    ) -> Outcome:
        """Record that a person withdraws; it holds from this moment, and nobody asks why.

        It counts whatever others have done since the request was written.

        The slot is free again, or the place when there was a trial; the employer may be told
        nothing more, and what waits to be told is cancelled.

        Parameters
        ----------
        mode
            How it came to us, when it is known.
        trial
            The last day of a trial and why it ended; "wants other" today when nothing is said.

        Raises
        ------
        NotFound, InvalidTransition
            There is none, or there is nothing to withdraw from.
        """

        def step(unit: UnitOfWork, before: Suggestion, signed: Signature) -> Outcome:
            after, told = withdraw(unit, before, signed, mode, trial)
            return outcome_of(after, messages=told)

        return on_suggestion(
            self._commands, "withdraw", request, step, whenever=True, mode=mode, end=trial
        )

    def _place(
        self, unit: UnitOfWork, after: Suggestion, signed: Signature, taking: Taking
    ) -> Outcome:
        return self.store(unit, after, self.planned(unit, after, signed, taking), signed)

    def store(
        self, unit: UnitOfWork, after: Suggestion, placement: Placement, signed: Signature
    ) -> Outcome:
        """Take the place for a planned placement and store it, with what follows from it.

        Raises
        ------
        OpeningFull, Conflict, DecisionError
            As for :meth:`hire`.
        """
        opening = placement.opening
        state = unit.rooms.get(opening).state
        if not unit.rooms.take_place(opening):
            refuse_if_filled(unit, opening)
            raise DecisionError(
                f"This opening is '{state}' and takes nobody. Nothing was saved. Choose an "
                "opening that is open, or open this one first.",
                code="opening.takes_nobody",
            )
        unit.placements.add(placement, signed)
        unit.audit.append(placement_moved(placement, "plan", signed))
        first = placement.starts_on or signed.at.date()
        unit.follow_ups.put(schedule(placement.id, first, self._commands.periods))
        _place_person(unit, after)
        ended: tuple[str, ...] = ()
        template = Template.TRIAL if placement.trial else Template.PLACE
        messages: tuple[Message, ...] = (_placed(after, template),)
        if unit.rooms.get(opening).places_left == 0:
            opening_filled(unit, opening, state, signed)
            ended, told = clear_line(unit, opening, signed.at)
            messages += told
        if not placement.trial:
            gone, told = end_elsewhere(unit, after, signed)
            ended, messages = ended + gone, messages + told
        return outcome_of(after, made=placement.id, also=ended, messages=messages)

    def planned(
        self, unit: UnitOfWork, after: Suggestion, signed: Signature, taking: Taking
    ) -> Placement:
        """Return the placement that a suggestion leads to, not stored yet.

        Raises
        ------
        DecisionError
            There is no confirm or no yes on record, or it is about a step and no opening.
        """
        backing = backing_of(unit.suggestions.history(after.id))
        if backing is None:
            raise DecisionError(
                "Nobody is placed without a named LinkWorker's confirm and the person's yes. "
                "Nothing was saved. Let a LinkWorker confirm and ask the person first.",
                code="place.unbacked",
            )
        opening = _opening_of(after)
        today = signed.at.date()
        first = unit.openings.get(opening).start
        return Placement(
            PlacementId(self._commands.new_id()),
            after.participant,
            after.id,
            opening,
            backing,
            step=after.step,
            trial=taking.trial,
            starts_on=taking.starts_on or max(first or today, today),
        )

    def _keep_on(self, unit: UnitOfWork, after: Suggestion, signed: Signature) -> Outcome:
        before = unit.placements.of_suggestion(after.id)
        if before is None:
            raise DecisionError(
                "The trial has no placement. Nothing was saved. End the trial, and hire "
                "the person by a new suggestion."
            )
        placement = before.hired_after_trial()
        unit.placements.save(placement)
        unit.audit.append(placement_moved(placement, "keep_on", signed))
        ended, told = end_elsewhere(unit, after, signed)
        messages = (_placed(after, Template.PLACE), *told)
        return outcome_of(after, made=placement.id, also=ended, messages=messages)


def not_hired(
    unit: UnitOfWork, before: Suggestion, signed: Signature, reason: NotHiredReason | None
) -> tuple[Suggestion, tuple[Message, ...]]:
    """Store that an employer did not hire; return who is told first, a LinkWorker."""
    after, decision = before.move(Action.NOT_HIRE, signed, reason=reason)
    record(unit, before, after, decision)
    backing = backing_of(unit.suggestions.history(before.id)[:-1])
    if backing is None:
        return after, ()
    facts = {"suggestion": str(after.id), "title": after.title}
    told = Message(Recipient.LINKWORKER, backing.confirmed_by, Template.TELL_NOT_HIRED, facts)
    return after, (told,)


def others(unit: UnitOfWork, suggestion: Suggestion) -> tuple[Placement, ...]:
    """Return a person's placements, when none of them is in the way.

    Raises
    ------
    Conflict
        The person holds another place; says who recorded it and when.
    """
    if suggestion.state in REACHED_EMPLOYER:
        return refuse_if_placed(unit, suggestion)
    return unit.placements.of(suggestion.participant)


def _opening_of(suggestion: Suggestion) -> OpeningId:
    if suggestion.opening is None:
        raise DecisionError(
            "A place is taken at an opening, and this is a step. Nothing was saved. Choose "
            "an opening of this step first.",
            code="place.step",
        )
    return suggestion.opening


def _place_person(unit: UnitOfWork, after: Suggestion) -> None:
    state = unit.participants.standing(after.participant).state
    if state is ParticipantState.PLACED:
        return
    ready: ParticipantState = state
    if ready is ParticipantState.MAPPED:
        # Whoever was confirmed and said yes has become active on the way.
        ready = PARTICIPANT.apply(ready, ParticipantAction.ACTIVATE, Role.LINKWORKER)
    placed = PARTICIPANT.apply(ready, ParticipantAction.PLACE, Role.SYSTEM)
    unit.placements.place(after.participant, state, placed)


def _with_card(unit: UnitOfWork, hired: Outcome, card: FirstDay, signed: Signature) -> Outcome:
    planned = unit.placements.get(PlacementId(hired.made or ""))
    _, told = write_card(unit, planned, card, signed)
    return replace(hired, messages=(*hired.messages, told))


def _placed(suggestion: Suggestion, template: Template) -> Message:
    facts = {"suggestion": str(suggestion.id), "title": suggestion.title}
    return Message(Recipient.PARTICIPANT, suggestion.participant, template, facts)
