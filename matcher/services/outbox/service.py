"""Messages wait until a person takes them out: copied, printed, said, or sent by the one relay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from matcher.domain.disclosure import Telling
from matcher.domain.disclosure_entries import (
    disclosed,
    message_handled,
    message_not_sent,
    message_put,
)
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
from matcher.domain.message import Recipient
from matcher.domain.outbox import IN_WRITING, MessageState, wait_in_outbox
from matcher.domain.personal_number import has_personal_number
from matcher.domain.phone_only import refuse_writing
from matcher.errors import DecisionError, InputError, SettingsError
from matcher.services.outbox.texts import MessageTexts, no_longer, opening_of, person_of
from matcher.services.outbox.wholes import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.disclosure import How
    from matcher.domain.ladders import Ladders
    from matcher.domain.message import Message
    from matcher.domain.message_template import Rendered
    from matcher.domain.outbox import OutboxMessage
    from matcher.domain.permission import FieldGroup
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.services.outbox.texts import MessageText


class SendMail(Protocol):
    """Hands one text to the mail relay."""

    def check(self, address: str) -> None:
        """Raise :class:`InputError` when something is no address."""
        ...

    def __call__(self, address: str, text: Rendered) -> None:
        """Send; raises :class:`SettingsError` when the relay does not take it."""
        ...


@dataclass(frozen=True, slots=True)
class Taking:
    """How a message is taken out of the outbox.

    Parameters
    ----------
    state
        What becomes of it.
    how
        Which way an employer is told by it.
    by
        Who does it.
    contact
        Who at the employer is told; needed when the text says something about a person.
    lang
        ``sv``, ``en`` or ``ar`` in place of the reader's own.
    """

    state: MessageState
    how: How
    by: str
    contact: str | None = None
    lang: str | None = None


class OutboxService:
    """Use cases about messages; nothing goes out unless a person does it.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        Name jobs and certificates in the reader's language.
    now
        The time now, with a zone.
    new_id
        Returns an id that is not taken.
    send
        Hands an address and a text to the mail relay; ``None`` when no relay is set.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        ladders: Ladders,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        send: SendMail | None = None,
    ) -> None:
        self._units = units
        self._texts = MessageTexts(ladders)
        self._now = now
        self._new_id = new_id
        self._send = send

    def put(self, messages: Sequence[Message], *, by: str) -> tuple[OutboxMessage, ...]:
        """Let messages wait.

        A message may name the suggestion that gave rise to it instead of opening and participant,
        and an employer by one of its openings.

        Raises
        ------
        InputError
            A template, a fact or a name is not right.
        NotFound
            The person a message is about, or the opening, is not there.
        """
        with self._units(write=True) as unit:
            waiting = self.put_messages(unit, messages, by=by, at=self._now())
            unit.commit()
        return waiting

    def put_messages(
        self, unit: UnitOfWork, messages: Sequence[Message], *, by: str, at: datetime
    ) -> tuple[OutboxMessage, ...]:
        """Let messages wait in a transaction that goes on; errors as for :meth:`put`.

        What is for the employer of an opening that names none has no reader and is left out.
        """
        waiting = tuple(
            wait_in_outbox(one, self._new_id(), by=by, at=at)
            for one in (whole(unit, message) for message in messages)
            if one.to
        )
        for one in waiting:
            person_of(unit, one)
            opening_of(unit, one)
        unit.outbox.put(waiting)
        for one in waiting:
            unit.audit.append(message_put(one))
        return waiting

    def messages(self, *, ended: bool = False) -> tuple[OutboxMessage, ...]:
        """Return the messages that wait; with ``ended`` the sent and cancelled too.

        Those about people with protected identity are not among them.
        """
        with self._units() as unit:
            messages = unit.outbox.all(ended=ended)
            about = unit.participants.among({one.about for one in messages if one.about})
        hidden = {one.code for one in about if one.protected_identity}
        return tuple(one for one in messages if one.about not in hidden)

    def show(self, message_id: str, lang: str | None = None) -> MessageText:
        """Return a message with its text, to look at; nothing is told by that.

        Raises
        ------
        NotFound
            There is none, or its person or opening is gone or protected.
        DecisionError
            The text would tell an employer what is not permitted now.
        """
        with self._units() as unit:
            return self._texts.make(unit, unit.outbox.get(message_id), lang, self._now().date())

    def take(self, message_id: str, taking: Taking) -> MessageText:
        """Take a message out: its new state, and what it tells an employer, are on record first.

        When a LinkWorker has told a participant what a message asked for, the kind sentence for
        her is put beside it.

        Raises
        ------
        NotFound, DecisionError
            As for :meth:`show`; also when the permission was taken back this very moment.
        InputError
            Nobody is named, or it is not said who at the employer is told.
        InvalidTransition
            It was sent or cancelled, or a person has to tell it first.
        Conflict
            Somebody else has handled it meanwhile.
        """
        with self._units(write=True) as unit:
            before = unit.outbox.get(message_id)
            at = self._now()
            after = before.handled(taking.state, by=taking.by, at=at)
            if taking.state in IN_WRITING and before.to_kind is Recipient.PARTICIPANT:
                refuse_writing(unit.participants.get(ParticipantCode(before.to)))
            shown = self._texts.make(unit, before, taking.lang, at.date())
            for step in shown.told:
                self._tell(unit, after, step, taking, at)
            unit.outbox.save(after, before.state)
            unit.audit.append(message_handled(after, after.handled_by or "", at))
            written = after.then(self._new_id()) if before.state is not after.state else None
            if written is not None:
                unit.outbox.put([written])
                unit.audit.append(message_put(written))
            unit.commit()
        return replace(shown, message=after)

    def send(self, message_id: str, address: str, taking: Taking) -> MessageText:
        """Send a message by the mail relay.

        What it tells is recorded before it leaves. When the relay does not take it, it waits again,
        and the audit log says so.

        Parameters
        ----------
        address
            Where to; it is not kept.

        Raises
        ------
        SettingsError
            No relay is set, or it did not take the message.
        InputError, NotFound, DecisionError
            As for :meth:`take`.
        """
        if self._send is None:
            raise SettingsError(
                "No mail relay is set, so nothing is sent. Copy the text, print it or say it; or "
                "set STEGVIS_MAIL_RELAY."
            )
        self._send.check(address)
        with self._units() as unit:
            before = unit.outbox.get(message_id)
        taken = self.take(message_id, replace(taking, contact=taking.contact or address))
        try:
            self._send(address, taken.text)
        except SettingsError:
            self._wait_again(taken.message, before, taking.by)
            raise
        return taken

    def cancel(self, message_id: str, *, by: str) -> OutboxMessage:
        """Cancel a message.

        Raises
        ------
        NotFound, InputError, InvalidTransition, Conflict
            As for :meth:`take`.
        """
        with self._units(write=True) as unit:
            before = unit.outbox.get(message_id)
            person_of(unit, before)
            at = self._now()
            after = before.handled(MessageState.CANCELLED, by=by, at=at)
            unit.outbox.save(after, before.state)
            unit.audit.append(message_handled(after, after.handled_by or "", at))
            unit.commit()
        return after

    def _wait_again(self, sent: OutboxMessage, before: OutboxMessage, by: str) -> None:
        with self._units(write=True) as unit:
            unit.outbox.save(before, sent.state)
            unit.audit.append(message_not_sent(before, " ".join(by.split()), self._now()))
            unit.commit()

    def _tell(
        self,
        unit: UnitOfWork,
        message: OutboxMessage,
        step: FieldGroup,
        taking: Taking,
        at: datetime,
    ) -> None:
        contact = " ".join((taking.contact or "").split())
        if has_personal_number(contact):
            raise InputError("The contact holds a personal identity number. Write a name only.")
        code = ParticipantCode(message.about or "")
        stored = unit.disclosures.tell(
            Telling(
                id=self._new_id(),
                participant=code,
                employer=EmployerId(message.to),
                opening=OpeningId(message.opening or ""),
                contact=contact,
                field_group=step,
                how=taking.how,
                by=message.handled_by or "",
                at=at,
                message=message.id,
            )
        )
        if stored is None:
            raise DecisionError(no_longer(message))
        unit.audit.append(disclosed(stored, code))
