"""What a person sees of her suggested jobs, and how she answers or asks to be rung."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from matcher.domain.message import Message, Recipient, Template
from matcher.domain.opening import OpeningKind
from matcher.domain.outbox import MessageState
from matcher.domain.permission import FieldGroup
from matcher.domain.personal_link import BY_PERSON
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.errors import InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from matcher.domain.ids import EmployerId, OpeningId, SuggestionId
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.personal_link import Visit
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import PutMessages, UnitOfWork, UnitOfWorkFactory

ANSWERS = frozenset({Action.ACCEPT, Action.REFUSE, Action.NOT_NOW})

GOING_ON = (
    SuggestionState.ACCEPTED,
    SuggestionState.PRESENTED,
    SuggestionState.MEETING,
    SuggestionState.TRIAL,
)
"""She has said yes, and can still take it back."""


class RecordAnswer(Protocol):
    """Moves a suggestion as somebody answers, with all that follows from it."""

    def __call__(
        self,
        unit: UnitOfWork,
        before: Suggestion,
        action: Action,
        signed: Signature,
        mode: AnswerMode | None = None,
        up_to: FieldGroup = FieldGroup.CODE,
    ) -> None:
        """Record it; raises when it is not possible (any more)."""
        ...


@dataclass(frozen=True, slots=True)
class OwnJob:
    """A job somebody is asked about, or has said yes to.

    Parameters
    ----------
    opening
        ``None`` for a step where nothing is open, and when the opening is gone.
    employer
        Name of the employer, as far as it is known.
    """

    suggestion: Suggestion
    opening: Opening | None
    employer: str | None

    @property
    def is_asked(self) -> bool:
        """Whether an answer is waited for."""
        return self.suggestion.state is SuggestionState.ASKED

    @property
    def tells_employer(self) -> bool:
        """Whether a yes lets an employer know something: one has agreed to the opening."""
        agreed = self.opening is not None and self.opening.kind is OpeningKind.OWN
        return agreed and self.employer is not None


@dataclass(frozen=True, slots=True)
class OwnJobs:
    """A person with the jobs she may see: those a LinkWorker has asked her about."""

    person: Participant
    asked: tuple[OwnJob, ...]
    going_on: tuple[OwnJob, ...]


class OwnJobService:
    """Each call is one transaction, about the person of a visit and nobody else.

    What nobody has asked her about yet she does not see: a suggestion becomes hers by the question.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    record
        Moves the suggestion in the transaction that takes the answer.
    put_messages
        Keeps what a LinkWorker has to be told.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        now: Callable[[], datetime],
        record: RecordAnswer,
        put_messages: PutMessages,
    ) -> None:
        self._units = units
        self._now = now
        self._record = record
        self._put_messages = put_messages

    def jobs(self, visit: Visit) -> OwnJobs:
        """Return the jobs of a visit; the one that its link asks about stands first."""
        with self._units() as unit:
            person = unit.participants.get(visit.participant)
            current = unit.suggestions.current(visit.participant)
            employers = {one.id: one.name for one in unit.employers.all()}
            listed = sorted(current, key=lambda one: (one.id != visit.suggestion, one.rank))
            jobs = [
                _job(unit, one, employers)
                for one in listed
                if one.state in {SuggestionState.ASKED, *GOING_ON}
            ]
        return OwnJobs(
            person,
            tuple(job for job in jobs if job.is_asked),
            tuple(job for job in jobs if not job.is_asked),
        )

    def opening(self, opening: OpeningId) -> Opening | None:
        """Return an opening, ``None`` when it is gone."""
        with self._units() as unit:
            try:
                return unit.openings.get(opening)
            except NotFound:
                return None

    def employer_names(self) -> Mapping[EmployerId, str]:
        """Return what employers are called."""
        with self._units() as unit:
            return {one.id: one.name for one in unit.employers.all()}

    def open_now(self, visit: Visit) -> tuple[Opening, ...]:
        """Return the openings that take people today, those agreed with an employer first."""
        with self._units() as unit:
            unit.participants.get(visit.participant)
            openings = unit.openings.all()
        today = self._now().date()
        takes = [one for one in openings if one.matchable_on(today)]
        return tuple(sorted(takes, key=lambda one: (one.kind is not OpeningKind.OWN, one.id)))

    def answer(
        self,
        visit: Visit,
        suggestion: SuggestionId,
        action: Action,
        up_to: FieldGroup = FieldGroup.CODE,
    ) -> None:
        """Record what the person says; every link that asked about it has done its work.

        Parameters
        ----------
        up_to
            How much a yes lets the employer know: as little as there is unless she says more.

        Raises
        ------
        InputError
            That is no answer.
        NotFound
            It is no suggestion of hers.
        InvalidTransition, Conflict
            It was answered or moved meanwhile.
        """
        if action not in ANSWERS:
            raise InputError(
                "That is no answer to this question. Nothing was saved. Choose one of the "
                "answers under the question.",
                code="answer.unknown",
            )
        with self._units(write=True) as unit:
            before, at = _own(unit, visit, suggestion), self._now()
            signed = Signature(Role.PARTICIPANT, BY_PERSON, at)
            self._record(unit, before, action, signed, AnswerMode.SELF, up_to)
            for link in unit.answer_links.of(suggestion):
                if link.role is Role.PARTICIPANT:
                    unit.answer_links.use(link.digest, at)
            unit.commit()

    def ring_me(self, visit: Visit, suggestion: SuggestionId | None = None) -> None:
        """Ask the LinkWorker who gave the link to ring; asked again, one line is enough.

        Parameters
        ----------
        suggestion
            Which job it is about, if it is about one.

        Raises
        ------
        NotFound
            It is no suggestion of hers.
        """
        with self._units(write=True) as unit:
            facts: dict[str, str] = {"participant": visit.participant}
            opening = None
            if suggestion is not None:
                asked = _own(unit, visit, suggestion)
                facts["suggestion"], opening = asked.id, asked.opening
            if not _is_waiting(unit, visit, opening):
                line = Message(Recipient.LINKWORKER, visit.by, Template.RING_PERSON, facts)
                self._put_messages(unit, (line,), by=BY_PERSON, at=self._now())
            unit.commit()


def _is_waiting(unit: UnitOfWork, visit: Visit, opening: OpeningId | None) -> bool:
    return any(
        one.template == Template.RING_PERSON
        and one.state is MessageState.WAITING
        and (one.opening or None) == opening
        for one in unit.outbox.about(visit.participant)
    )


def _own(unit: UnitOfWork, visit: Visit, suggestion: SuggestionId) -> Suggestion:
    found = unit.suggestions.get(suggestion)
    if found.participant != visit.participant:
        raise NotFound(f"There is no suggestion {suggestion}. Go back to the list.")
    return found


def _job(unit: UnitOfWork, suggestion: Suggestion, employers: Mapping[EmployerId, str]) -> OwnJob:
    if suggestion.opening is None:
        return OwnJob(suggestion, None, None)
    try:
        opening = unit.openings.get(suggestion.opening)
    except NotFound:
        return OwnJob(suggestion, None, None)
    employer = employers.get(opening.employer) if opening.employer else None
    return OwnJob(suggestion, opening, employer)
