"""Somebody at a job: the first day, how it goes on, how it ends, and the step after it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from matcher.domain.audit_decisions import placement_moved
from matcher.domain.command import Outcome
from matcher.domain.follow_up import schedule
from matcher.domain.ids import PlacementId, SuggestionId
from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.role import EMPLOYER_OR_LINKWORKER
from matcher.errors import Conflict, InvalidTransition
from matcher.services.review.ending import end_placement, release_person
from matcher.services.review.first_day import write_card
from matcher.services.review.line import record
from matcher.services.review.loading import load
from matcher.services.review.placing import PlacingService, Taking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from matcher.domain.command import Request
    from matcher.domain.ladder import Transition
    from matcher.domain.message import Message
    from matcher.domain.placement import FirstDay, Placement
    from matcher.domain.signature import Signature
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands
    from matcher.services.review.ending import End

    Step = Callable[[UnitOfWork, Placement, Signature], Outcome]


class PlacementService:
    """Moves placements; every end but the agreed one gives the place back."""

    def __init__(self, commands: Commands, placing: PlacingService) -> None:
        self._commands = commands
        self._placing = placing

    def write_first_day(self, request: Request, card: FirstDay) -> Outcome:
        """Write the card for the first day, which the person gets.

        Raises
        ------
        InvalidTransition
            Not for this role.
        InputError
            The card has no time, or the first day is not agreed.
        DecisionError
            It has started already, or will not.
        NotFound, Conflict
            There is none, or somebody changed it first; says who and when.
        """
        if request.role not in EMPLOYER_OR_LINKWORKER:
            raise InvalidTransition(
                f"As {request.role} nobody writes the card for the first day. Nothing was saved. "
                "Ask a LinkWorker or the employer to write it."
            )

        def step(unit: UnitOfWork, before: Placement, signed: Signature) -> Outcome:
            after, told = write_card(unit, before, card, signed)
            return _outcome(after, messages=(told,))

        return self._run("write_first_day", request, step, card=repr(card))

    def start(self, request: Request, on: date) -> Outcome:
        """Record the first day at work; follow-ups are counted from it.

        Raises
        ------
        InvalidTransition, InputError, DecisionError
            Not possible from where it is, not for this role, or a day does not fit.
        NotFound, Conflict
            There is none, or somebody changed it first; says who and when.
        """

        def step(unit: UnitOfWork, before: Placement, signed: Signature) -> Outcome:
            after = before.start(signed, on)
            unit.follow_ups.put(schedule(after.id, on, self._commands.periods))
            return _saved(unit, after, "start", signed)

        return self._run("start", request, step, on=on)

    def go_on(self, request: Request) -> Outcome:
        """Record that the first time is over; raises as :meth:`start`."""
        return self._run(
            "go_on",
            request,
            lambda unit, before, signed: _saved(unit, before.go_on(signed), "go_on", signed),
        )

    def complete(
        self,
        request: Request,
        on: date,
        then: ParticipantAction = ParticipantAction.END_PLACE,
    ) -> Outcome:
        """Record the agreed end; the job is done, so its place stays taken.

        Parameters
        ----------
        then
            What becomes of the person: active again, or "move_up" or "complete".

        Raises
        ------
        InvalidTransition, InputError, DecisionError, NotFound, Conflict
            As for :meth:`start`.
        """

        def step(unit: UnitOfWork, before: Placement, signed: Signature) -> Outcome:
            outcome = _saved(unit, before.complete(signed, on), "complete", signed)
            if then is ParticipantAction.END_PLACE:
                release_person(unit, before.participant)
            else:
                release_person(unit, before.participant, then, signed.role)
            return outcome

        return self._run("complete", request, step, on=on, then=then)

    def end(self, request: Request, end: End) -> Outcome:
        """Record that it ended early, or never started; the place is free, the person active.

        Raises
        ------
        InvalidTransition, InputError, DecisionError, NotFound, Conflict
            As for :meth:`start`.
        """

        def step(unit: UnitOfWork, before: Placement, signed: Signature) -> Outcome:
            return _outcome(end_placement(unit, before, signed, end))

        return self._run("end", request, step, end=repr(end))

    def move_on(
        self, request: Request, following: Request, ways: Iterable[Transition], on: date
    ) -> Outcome:
        """Complete this placement and hire the person on a next step, in one transaction.

        Parameters
        ----------
        following
            About the suggestion of the next step, which has been presented.
        ways
            The transitions of the ladder.
        on
            The last day at the job so far.

        Returns
        -------
        Outcome
            Of the placement that is completed; ``made`` is the next one.

        Raises
        ------
        DecisionError
            No way leads from one step to the other, or there is no confirm or no yes.
        OpeningFull, InvalidTransition, InputError, NotFound, Conflict
            As for hiring, and as for :meth:`start`.
        """

        def step(unit: UnitOfWork, before: Placement, signed: Signature) -> Outcome:
            suggested = load(unit, SuggestionId(following.about), following.seen_version)
            after, decision = suggested.hire(signed, ())
            record(unit, suggested, after, decision)
            planned = self._placing.planned(unit, after, signed, Taking(None, trial=False))
            done, opened = before.reach_next_step(planned, ways, signed, on)
            _saved(unit, done, "complete", signed)
            hired = self._placing.store(unit, after, opened, signed)
            return _outcome(done, hired.made, hired.also, hired.messages)

        return self._run("move_on", request, step, on=on, following=following)

    def _run(self, name: str, request: Request, step: Step, **payload: object) -> Outcome:
        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            before = unit.placements.get(PlacementId(request.about))
            if before.version != request.seen_version:
                _refuse_changed(unit, before)
            return step(unit, before, request.signed(at))

        return self._commands.run(request.command(f"placement.{name}", **payload), act)


def _saved(unit: UnitOfWork, after: Placement, action: str, signed: Signature) -> Outcome:
    unit.placements.save(after)
    unit.audit.append(placement_moved(after, action, signed))
    return _outcome(after)


def _outcome(
    placement: Placement,
    made: str | None = None,
    also: tuple[str, ...] = (),
    messages: tuple[Message, ...] = (),
) -> Outcome:
    return Outcome(
        "placement", placement.id, placement.state.value, placement.version, made, also, messages
    )


def _refuse_changed(unit: UnitOfWork, placement: Placement) -> None:
    events = unit.audit.of_object("placement", placement.id)
    last = events[-1] if events else None
    who = f" by {last.actor} on {(last.at or '')[:16].replace('T', ' at ')} UTC" if last else ""
    raise Conflict(
        f"This placement was changed{who} and is now '{placement.state}'. "
        "Nothing was saved; look at it again.",
        code="changed",
        by=last.actor if last else None,
        at=datetime.fromisoformat(last.at) if last and last.at else None,
    )
