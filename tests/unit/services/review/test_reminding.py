"""Employers who do not answer: reminded once, and then a person rings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from line import own

from matcher.domain.disclosure import How
from matcher.domain.jobs import Due
from matcher.domain.message import Template
from matcher.domain.outbox import MessageState
from matcher.domain.permission import FieldGroup, Withdrawal
from matcher.interchange.working_days import is_swedish_working_day
from matcher.services.clock import ReminderJob
from matcher.services.outbox.service import Taking

MONDAY = date(2026, 11, 23)
FRIDAY, TUESDAY = date(2026, 11, 27), date(2026, 12, 1)
BOTH = (Template.REMIND_EMPLOYER, Template.TELL_LINKWORKER)


@pytest.fixture
def presented(line):
    [first] = line.put(1, own())
    line.present(first)
    return first


def tell(line, state=MessageState.COPIED):
    [message] = line.messages(Template.PRESENT)
    line.outbox.take(message.id, Taking(state, How.MESSAGE, "Anna", "Eva, chef"))


def job_of(line):
    return ReminderJob(line.units, line.outbox.put_messages, is_swedish_working_day)


def noon(day):
    return datetime.combine(day, time(12), UTC)


def put(line):
    return [len(line.messages(template)) for template in BOTH]


def test_an_employer_is_reminded_once_and_then_a_linkworker_told_once(line, presented):
    tell(line)
    assert line.pass_to(MONDAY + timedelta(days=3)) == {}
    assert line.pass_to(FRIDAY) == {"reminders": 1}
    assert line.pass_to(FRIDAY) == line.pass_to(date(2026, 11, 30)) == {}
    assert put(line) == [1, 0]

    assert line.pass_to(TUESDAY) == {"reminders": 1}
    assert line.pass_to(TUESDAY + timedelta(days=20)) == {}

    assert put(line) == [1, 1]
    [to_employer], [to_linkworker] = map(line.messages, BOTH)
    assert (to_employer.to, to_employer.about, to_employer.opening) == ("E1", "P001", "O1")
    assert (to_linkworker.to, to_linkworker.about) == ("Anna", "P001")
    assert "P001" in line.outbox.show(to_employer.id, "en").text.body
    assert "Diskare" in line.outbox.show(to_linkworker.id, "en").text.body
    line.check()


def test_it_is_said_when_somebody_is_reminded_next(line, presented):
    tell(line)
    ahead = job_of(line).look(noon(MONDAY))
    assert (ahead.due, ahead.next_on) == ((), FRIDAY)
    ahead = job_of(line).look(noon(FRIDAY))
    assert (ahead.due, ahead.next_on) == ((Due(presented, "remind_employer"),), TUESDAY)
    assert put(line) == [0, 0]


def test_who_has_not_been_told_yet_is_not_hurried(line, presented):
    assert line.pass_to(FRIDAY) == {}

    line.start += timedelta(days=7)
    tell(line)

    assert line.pass_to(date(2026, 12, 3)) == {}
    assert line.pass_to(date(2026, 12, 4)) == {"reminders": 1}
    assert put(line) == [1, 0]


def test_a_reminder_that_somebody_cancelled_is_not_put_again(line, presented):
    tell(line)
    line.pass_to(FRIDAY)
    [reminder] = line.messages(Template.REMIND_EMPLOYER)
    line.outbox.cancel(reminder.id, by="Anna")

    assert line.pass_to(date(2026, 11, 30)) == {}


def test_an_answer_ends_the_waiting(line, presented):
    tell(line)
    job = job_of(line)
    [due] = job.look(noon(FRIDAY)).due
    line.presenting.meet(line.asks(presented))

    assert not job.move(due, noon(FRIDAY))
    assert job.look(noon(FRIDAY)).due == ()
    assert put(line) == [0, 0]


def test_two_runners_remind_once(line, presented):
    tell(line)
    job = job_of(line)
    [due] = job.look(noon(FRIDAY)).due

    assert [job.move(due, noon(FRIDAY)) for _ in range(2)] == [True, False]

    assert put(line) == [1, 0]


def test_a_colleague_who_took_over_is_told(line, presented):
    tell(line)
    with line.units(write=True) as unit:
        before = unit.suggestions.get(presented)
        unit.suggestions.hand_over(replace(before, handed_to="Bo", version=before.version + 1))
        unit.commit()

    line.pass_to(TUESDAY)

    assert [one.to for one in line.messages(Template.TELL_LINKWORKER)] == ["Bo"]
    assert put(line) == [0, 1]


def test_without_a_permission_nobody_is_reminded(line, presented):
    tell(line)
    with line.units(write=True) as unit:
        at = line.now()
        unit.permissions.withdraw(Withdrawal("P001", "O1", FieldGroup.CODE, None, "Anna", at))
        unit.commit()

    assert line.pass_to(FRIDAY) == {}


def test_nobody_is_reminded_about_who_has_protected_identity(line, presented):
    tell(line)
    with line.units(write=True) as unit:
        hidden = replace(unit.participants.get("P001"), protected_identity=True)
        unit.participants.put([hidden])
        unit.commit()

    assert line.pass_to(FRIDAY) == {}
