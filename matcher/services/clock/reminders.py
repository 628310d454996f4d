"""Employers who have not answered are reminded once, and then a LinkWorker is told to ring them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.backing import confirm_and_yes
from matcher.domain.jobs import SENDER, Due, Outlook
from matcher.domain.message import Message, Recipient, Template
from matcher.domain.outbox import MessageState
from matcher.domain.permission import may_be_said
from matcher.domain.reminders import ReminderMove, Waiting, next_reminder_on, reminder_moves

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.jobs import Presented
    from matcher.domain.reminders import IsWorkingDay
    from matcher.ports import PutMessages, UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True)
class ReminderJob:
    """Puts reminders in the outbox, each once.

    Parameters
    ----------
    units
        Opens units of work.
    put_messages
        Keeps what people are told.
    is_working_day
        Says whether a day is worked.
    """

    units: UnitOfWorkFactory
    put_messages: PutMessages
    is_working_day: IsWorkingDay
    name: str = "reminders"
    about: str = (
        "employers who have not answered for three working days are reminded, and after five a "
        "LinkWorker is told to ring them"
    )

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            found = [
                (one, waiting)
                for one in unit.clock.presented()
                if (waiting := _waiting(unit, one, today))
            ]
        due = tuple(
            Due(one.id, move.value)
            for one, waiting in found
            for move in reminder_moves(waiting, today, self.is_working_day)
        )
        later = (next_reminder_on(waiting, today, self.is_working_day) for _, waiting in found)
        return Outlook(due, min((day for day in later if day), default=None))

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        move, today = ReminderMove(due.move), now.date()
        with self.units(write=True) as unit:
            one = next((one for one in unit.clock.presented() if one.id == due.key), None)
            waiting = _waiting(unit, one, today) if one else None
            if one is None or waiting is None:
                return False
            if move not in reminder_moves(waiting, today, self.is_working_day):
                return False
            self.put_messages(unit, [_message(unit, one, move)], by=SENDER, at=now)
            unit.commit()
        return True


def _waiting(unit: UnitOfWork, one: Presented, today: date) -> Waiting | None:
    """Return since when an employer has known and what was done; ``None`` when none is waited for.

    Nobody is hurried who has not been told yet, or may not be told any more.
    """
    if not _may_be_reminded(unit, one, today):
        return None
    since, done = one.at.date(), set()
    for message in unit.outbox.about(one.participant):
        if message.facts.get("suggestion") != one.id:
            continue
        if message.template == Template.PRESENT:
            if message.state is MessageState.WAITING:
                return None
            since = max(since, (message.handled_at or message.created_at).date())
        if message.template in set(ReminderMove):
            done.add(ReminderMove(message.template))
    return Waiting(since, frozenset(done))


def _may_be_reminded(unit: UnitOfWork, one: Presented, today: date) -> bool:
    opening = unit.openings.get(one.opening)
    if opening.employer is None or unit.participants.standing(one.participant).protected_identity:
        return False
    given = unit.permissions.of(one.participant)
    return bool(may_be_said(given, one.participant, opening.employer, opening.id, today))


def _message(unit: UnitOfWork, one: Presented, move: ReminderMove) -> Message:
    facts = {"suggestion": str(one.id)}
    if move is ReminderMove.REMIND_EMPLOYER:
        return Message(Recipient.EMPLOYER, one.opening, Template.REMIND_EMPLOYER, facts)
    confirmed, _ = confirm_and_yes(unit.suggestions.history(one.id))
    colleague = unit.suggestions.get(one.id).handed_to
    whom = colleague or (confirmed.by if confirmed else SENDER)
    return Message(Recipient.LINKWORKER, whom, Template.TELL_LINKWORKER, facts)
