"""Links by which a participant or an employer answers without an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from matcher.domain.account import tidy_name
from matcher.domain.answer_link import MOST_WRONG_CODES, AnswerLink, check_forwarding
from matcher.domain.audit_entries import link_event
from matcher.domain.machines.suggestion import SUGGESTION, Action, AnswerMode, SuggestionState
from matcher.domain.one_time import (
    digest_of,
    new_personal_code,
    new_token,
    same,
    slow_digest,
    tidy_digits,
)
from matcher.domain.phone_only import refuse_writing
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError, InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode, StepId, SuggestionId
    from matcher.domain.suggestion import Suggestion
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

_WITH_EMPLOYER = frozenset(
    {
        SuggestionState.PRESENTED,
        SuggestionState.MEETING,
        SuggestionState.TRIAL,
        SuggestionState.HIRED,
    }
)

ANSWERS = {Role.PARTICIPANT: (Action.ACCEPT, Action.REFUSE, Action.NOT_NOW)}
"""What can be said here; employers answer at :mod:`matcher.services.review.by_employer`."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as it is shown once: the token, and a participant's personal code."""

    link: AnswerLink
    token: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a link asks.

    Parameters
    ----------
    person
        The code of the participant: what an employer knows first.
    title, step
        The job as it was suggested, and its step of a ladder.
    answers
        What can be said now; empty when it was said otherwise already.
    """

    link: AnswerLink
    person: ParticipantCode
    title: str
    step: StepId | None
    answers: tuple[Action, ...]


class RecordAnswer(Protocol):
    """Moves a suggestion as somebody asks or answers, with all that follows from it."""

    def __call__(
        self,
        unit: UnitOfWork,
        before: Suggestion,
        action: Action,
        signed: Signature,
        mode: AnswerMode | None = None,
    ) -> None:
        """Record it; raises when it is not possible (any more)."""
        ...


class AnswerLinkService:
    """Each call is one transaction; looking changes nothing.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    record
        Moves the suggestion in the transaction that uses the link.
    """

    def __init__(
        self, units: UnitOfWorkFactory, now: Callable[[], datetime], record: RecordAnswer
    ) -> None:
        self._units = units
        self._now = now
        self._record = record

    def ask(self, suggestion_id: SuggestionId, *, by: str) -> MadeLink:
        """Ask the participant: the suggestion counts as asked, and there is a link to answer.

        Raises
        ------
        NotFound
            There is no such suggestion, or the identity is protected.
        InvalidTransition
            It is neither confirmed nor asked.
        DecisionError
            She asked not to be written to.
        """
        token, code = new_token(), new_personal_code()
        digest = digest_of(token)
        with self._units(write=True) as unit:
            before, at = unit.suggestions.get(suggestion_id), self._now()
            person = unit.participants.get(before.participant)
            if person.protected_identity:
                raise NotFound(f"There is no suggestion {suggestion_id}. Go back to the list.")
            refuse_writing(person)
            if before.state is not SuggestionState.ASKED:
                self._record(unit, before, Action.ASK, Signature(Role.LINKWORKER, by, at))
            sealed = slow_digest(code, digest)
            link = AnswerLink(digest, before.id, Role.PARTICIPANT, at, by, code_digest=sealed)
            unit.answer_links.put(link)
            unit.audit.append(link_event("made", link, by, at, before.participant))
            unit.commit()
        return MadeLink(link, token, code)

    def invite_employer(self, suggestion_id: SuggestionId, *, by: str) -> MadeLink:
        """Make a link for the employer to whom somebody was presented.

        Raises
        ------
        NotFound
            There is no such suggestion.
        InvalidTransition
            Nobody was presented: without the person's yes an employer learns of nobody.
        """
        with self._units(write=True) as unit:
            before, at = unit.suggestions.get(suggestion_id), self._now()
            if before.state not in _WITH_EMPLOYER:
                raise InvalidTransition(
                    f"The suggestion is '{before.state}': an employer gets a link after the person "
                    "said yes and was presented. Present the person first.",
                    code="link.not_presented",
                )
            made = self._made(unit, before.id, Role.EMPLOYER, at, by)
            unit.audit.append(link_event("made", made.link, by, at, before.participant))
            unit.commit()
        return made

    def forward(self, token: str, name: str) -> MadeLink:
        """Make a link for a named manager of the site; the employer's own goes on.

        Raises
        ------
        NotFound
            The link is unknown or closed.
        InputError
            Nobody is named, or it is not the employer's own link.
        """
        with self._units(write=True) as unit:
            link, at = self._open(unit, token), self._now()
            check_forwarding(link, name.strip())
            person = unit.suggestions.get(link.suggestion).participant
            made = self._made(unit, link.suggestion, Role.SITE_MANAGER, at, link.by)
            named = replace(made.link, name=tidy_name(name), forwarded_from=link.digest)
            unit.answer_links.put(named)
            unit.audit.append(link_event("forwarded", named, "employer", at, person))
            unit.commit()
        return replace(made, link=named)

    def open(self, token: str) -> AnswerLink:
        """Return a link that still works; nothing is changed.

        Raises
        ------
        NotFound
            It is unknown, too old, answered, or closed by wrong codes: all look the same.
        """
        with self._units() as unit:
            return self._open(unit, token)

    def check_code(self, token: str, typed: str) -> bool:
        """Say whether this is the personal code; a wrong one is counted, and five close the link.

        Raises
        ------
        NotFound
            As for :meth:`open`.
        """
        link = self.open(token)
        if link.code_digest is None:
            return False
        if same(slow_digest(tidy_digits(typed), link.digest), link.code_digest):
            return True
        with self._units(write=True) as unit:
            unit.answer_links.count_wrong_code(link.digest)
            if unit.answer_links.get(link.digest).wrong_codes >= MOST_WRONG_CODES:
                person = unit.suggestions.get(link.suggestion).participant
                entry = link_event("closed", link, "wrong codes", self._now(), person)
                unit.audit.append(entry)
            unit.commit()
        return False

    def question(self, token: str) -> Question:
        """Return what a link asks; the personal code was checked before.

        Raises
        ------
        NotFound
            As for :meth:`open`.
        """
        with self._units() as unit:
            link = self._open(unit, token)
            one = unit.suggestions.get(link.suggestion)
        can = tuple(
            act for act in ANSWERS.get(link.role, ()) if SUGGESTION.may(one.state, act, link.role)
        )
        return Question(link, one.participant, one.title, one.step, can)

    def answer(self, token: str, action: Action) -> None:
        """Answer, once.

        Raises
        ------
        NotFound
            As for :meth:`open`.
        InputError
            That is no answer to this question.
        InvalidTransition
            It was answered otherwise meanwhile.
        """
        with self._units(write=True) as unit:
            link, at = self._open(unit, token), self._now()
            if action not in ANSWERS.get(link.role, ()):
                raise InputError(
                    "That is no answer to this question. Nothing was saved. Choose one of the "
                    "answers under the question.",
                    code="answer.unknown",
                )
            before = unit.suggestions.get(link.suggestion)
            # Her code is never the actor: in the log she is the subject, under a pseudonym.
            signed = Signature(link.role, link.name or link.role.value, at)
            mode = AnswerMode.SELF if link.role is Role.PARTICIPANT else None
            self._record(unit, before, action, signed, mode)
            unit.answer_links.use(link.digest, at)
            unit.commit()

    def _made(
        self, unit: UnitOfWork, suggestion: SuggestionId, role: Role, at: datetime, by: str
    ) -> MadeLink:
        token = new_token()
        link = AnswerLink(digest_of(token), suggestion, role, at, by)
        unit.answer_links.put(link)
        return MadeLink(link, token)

    def _open(self, unit: UnitOfWork, token: str) -> AnswerLink:
        link = unit.answer_links.get(digest_of(token))
        if not link.open_at(self._now()):
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        return link
