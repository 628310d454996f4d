"""What an employer does by a link or signed in: looks, meets, declines, hires, follows up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.domain.account import tidy_name
from matcher.domain.answer_link import AnswerLink, check_forwarding
from matcher.domain.audit_employers import meeting_offered, workplace_answered
from matcher.domain.audit_entries import link_event
from matcher.domain.command import Command
from matcher.domain.employer_answer import (
    AFTER_MEETING,
    REASON_OF,
    EmployerAnswer,
    HowItGoes,
    WorkplaceAnswer,
)
from matcher.domain.employer_key import ByAccount
from matcher.domain.machines.placement import PlacementState
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.meeting import ZONE, MeetingTime, check_times, usual_times
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.one_time import digest_of, new_token
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, InvalidTransition, NotFound
from matcher.services.review.employer_page import linked, page_of, signed_by, tell
from matcher.services.review.first_day import write_card
from matcher.services.review.moving import outcome_of
from matcher.services.review.placing import not_hired
from matcher.services.review.presenting import met

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from matcher.domain.command import Outcome
    from matcher.domain.employer_key import EmployerKey
    from matcher.domain.ids import SuggestionId
    from matcher.domain.ladders import Ladders
    from matcher.domain.machines.suggestion import NotHiredReason
    from matcher.domain.placement import FirstDay
    from matcher.domain.reminders import IsWorkingDay
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands
    from matcher.services.review.employer_page import EmployerPage
    from matcher.services.review.placing import PlacingService

    Act = Callable[[UnitOfWork, AnswerLink, Suggestion, Signature], Outcome]

_S = SuggestionState


@dataclass(frozen=True)
class EmployerLinks:
    """Each call is one transaction; looking again changes nothing.

    Parameters
    ----------
    commands
        Open transactions, read the clock, and keep messages.
    placing
        Takes the place when somebody is hired.
    ladders
        Say which Swedish a job asks for.
    is_working_day
        Days on which one meets.
    """

    commands: Commands
    placing: PlacingService
    ladders: Ladders
    is_working_day: IsWorkingDay = field(repr=False)

    def offer(
        self, suggestion: SuggestionId, *, by: str, times: tuple[datetime, ...] = ()
    ) -> tuple[MeetingTime, ...]:
        """Offer three times for a meeting, or those that are given, until one is agreed.

        Raises
        ------
        NotFound
            There is no such suggestion.
        InputError
            A time is past, or there are more than three.
        """
        with self.commands.units(write=True) as unit:
            found, at = unit.suggestions.get(suggestion), self.commands.now()
            if found.state is not _S.PRESENTED:
                return unit.meetings.offered(found.id)
            offered = times or usual_times(at.astimezone(ZONE).date(), self.is_working_day)
            check_times(offered, at)
            rows = tuple(MeetingTime(found.id, one, by, at) for one in sorted(offered))
            unit.meetings.offer(rows)
            unit.audit.append(meeting_offered(found.id, found.participant, len(rows), by, at))
            unit.commit()
        return rows

    def open(self, key: EmployerKey) -> EmployerPage:
        """Show the page, and record what it tells.

        Raises
        ------
        NotFound
            The link is unknown or closed, the person withdrew, or nothing may be told any more.
        """
        with self.commands.units(write=True) as unit:
            at = self.commands.now()
            link, one = linked(unit, key, at)
            tell(unit, link, one, at, self.commands.new_id)
            page = page_of(unit, link, one, self.ladders, at)
            unit.commit()
        return page

    def look(self, key: EmployerKey) -> EmployerPage:
        """Return the page again, with what was told before and is still permitted.

        Raises
        ------
        NotFound
            As for :meth:`open`.
        """
        with self.commands.units() as unit:
            at = self.commands.now()
            link, one = linked(unit, key, at)
            return page_of(unit, link, one, self.ladders, at)

    def answer(
        self, key: EmployerKey, said: EmployerAnswer, time: datetime | None = None
    ) -> Outcome:
        """Say that one meets, at one of the times offered or another, or not this time.

        Raises
        ------
        InputError
            That time was not offered, or is past.
        NotFound, InvalidTransition, Conflict
            The link is closed, or it was answered otherwise meanwhile.
        """

        def act(unit: UnitOfWork, link: AnswerLink, one: Suggestion, signed: Signature) -> Outcome:
            if said is not EmployerAnswer.MEET:
                return self._declined(unit, link, one, signed, REASON_OF[said])
            self._take_time(unit, one, time, signed)
            local = time.astimezone(ZONE) if time else None
            after, told = met(unit, one, signed, local)
            return outcome_of(after, messages=(told,))

        return self._run("answer", key, act, said=said, time=time)

    def decline(self, key: EmployerKey, reason: NotHiredReason) -> Outcome:
        """Say after a meeting that it is not this time; errors as :meth:`answer`."""
        if reason not in AFTER_MEETING:
            raise InputError(
                "That is no reason that an employer gives. Nothing was saved. Choose one of the "
                "reasons on the page.",
                code="reason.missing",
            )

        def act(unit: UnitOfWork, link: AnswerLink, one: Suggestion, signed: Signature) -> Outcome:
            if one.state is _S.TRIAL:
                raise DecisionError(
                    "How a trial ended is told to a person: ring us. Nothing was saved.",
                    code="trial.ring",
                )
            return self._declined(unit, link, one, signed, reason)

        return self._run("decline", key, act, reason=reason)

    def hire(self, key: EmployerKey, card: FirstDay, starts_on: date) -> Outcome:
        """Hire the person who was met, with a card for the first day.

        Raises
        ------
        InputError
            The card has no time, or the first day is past.
        OpeningFull, NotFound, InvalidTransition, DecisionError, Conflict
            As :meth:`matcher.services.review.placing.PlacingService.hire`.
        """

        def act(unit: UnitOfWork, _: AnswerLink, one: Suggestion, signed: Signature) -> Outcome:
            if one.state is _S.PRESENTED:
                raise DecisionError("Meet the person first. Nothing was saved.", code="meet.first")
            if starts_on < signed.at.astimezone(ZONE).date():
                raise InputError(
                    "The first day has to lie ahead. Nothing was saved. Write a later day.",
                    code="first_day.past",
                )
            made = self.placing.hired(unit, one, signed, starts_on)
            placement = unit.placements.of_suggestion(one.id)
            if placement is None or placement.state is not PlacementState.PLANNED:
                return made  # after a trial that has begun there is no first day to come
            told = write_card(unit, placement, card, signed)[1]
            after = unit.suggestions.get(one.id)
            return outcome_of(
                after, made=made.made, also=made.also, messages=(*made.messages, told)
            )

        return self._run("hire", key, act, card=repr(card), starts_on=starts_on)

    def how_it_goes(self, key: EmployerKey, said: HowItGoes) -> None:
        """Say how the placement goes; a LinkWorker is told to ring when that is asked for.

        Raises
        ------
        NotFound
            The link is closed, or nothing is asked now.
        """
        with self.commands.units(write=True) as unit:
            at = self.commands.now()
            link, one = linked(unit, key, at)
            page = page_of(unit, link, one, self.ladders, at)
            if page.placement is None or page.asked is None:
                raise NotFound(
                    "Nothing is asked now. Ring the LinkWorker if there is something to tell."
                )
            signed = signed_by(link, at)
            answer = WorkplaceAnswer(
                page.placement.id, page.asked.point, said, signed.by, signed.at
            )
            unit.workplace_answers.put(answer)
            unit.audit.append(workplace_answered(answer, signed, one.participant))
            if said is not HowItGoes.GOES_WELL:
                facts = {"suggestion": str(one.id)}
                told = Message(Recipient.LINKWORKER, link.by, Template.RING_WORKPLACE, facts)
                self.commands.put_messages(unit, (told,), by=signed.by, at=signed.at)
            unit.commit()

    def forward(self, key: ByAccount, name: str) -> str:
        """Make a link for a named manager of the site, and return its token, shown once.

        Raises
        ------
        NotFound
            As for :meth:`open`.
        InputError
            Nobody is named.
        InvalidTransition
            It was answered meanwhile.
        """
        token = new_token()
        with self.commands.units(write=True) as unit:
            at = self.commands.now()
            link, one = linked(unit, key, at)
            check_forwarding(link, name.strip())
            if one.state is not _S.PRESENTED:
                raise InvalidTransition(
                    f"The suggestion is '{one.state}': only what waits for an answer is forwarded. "
                    "Load the page again to see what is open.",
                    code="link.not_presented",
                )
            made = AnswerLink(
                *(digest_of(token), one.id, Role.SITE_MANAGER, at, link.by), name=tidy_name(name)
            )
            unit.answer_links.put(made)
            unit.audit.append(link_event("forwarded", made, key.name, at, one.participant))
            unit.commit()
        return token

    def _run(self, name: str, key: EmployerKey, act: Act, **payload: object) -> Outcome:
        door = repr(key) if isinstance(key, ByAccount) else digest_of(key)
        command = Command(f"link.{name}", "employer", {"link": door, **payload})

        def step(unit: UnitOfWork, at: datetime) -> Outcome:
            link, one = linked(unit, key, at)
            return act(unit, link, one, signed_by(link, at))

        return self.commands.run(command, step)

    def _take_time(
        self, unit: UnitOfWork, one: Suggestion, time: datetime | None, signed: Signature
    ) -> None:
        if time is None:
            return
        ahead = time > signed.at
        if not ahead or not unit.meetings.choose(one.id, time, signed.by, signed.at):
            raise InputError(
                "That time is not offered any more. Choose another one.", code="times.gone"
            )

    def _declined(
        self,
        unit: UnitOfWork,
        link: AnswerLink,
        one: Suggestion,
        signed: Signature,
        reason: NotHiredReason,
    ) -> Outcome:
        after, told = not_hired(unit, one, signed, reason)
        unit.answer_links.use(link.digest, signed.at)
        return outcome_of(after, messages=told)
