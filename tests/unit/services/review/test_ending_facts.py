"""Before a right to work or a certificate ends, one LinkWorker is told, once."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from line import DEMO, MORNING

from matcher.domain.message import Template
from matcher.domain.outbox import MessageState
from matcher.domain.participant import MayWork, MayWorkStatus, Participant, ParticipantState
from matcher.domain.role import Role
from matcher.domain.skills import Certificate
from matcher.services.accounts import AccountService
from matcher.services.caseloads import CaseloadService
from matcher.services.clock import EndingFactJob

ENDS = date(2027, 1, 31)
TOLD = ENDS - timedelta(days=30)


def put(line, code="P001", until=ENDS, certificates=None, **more):
    may_work = MayWork(MayWorkStatus.YES, until)
    with line.units(write=True) as unit:
        unit.participants.put(
            [Participant(DEMO, code, may_work=may_work, certificates=certificates, **more)]
        )
        unit.commit()


def told(line):
    return [(one.to, one.about, one.facts["fact"]) for one in line.messages(Template.FACT_ENDS)]


def test_a_line_thirty_days_before_and_only_once(line):
    put(line)
    assert line.pass_to(TOLD - timedelta(days=1)) == {}

    assert line.pass_to(TOLD) == {"ending_facts": 1}

    assert line.pass_to(TOLD + timedelta(days=1)) == {}
    assert line.pass_to(ENDS + timedelta(days=1)) == {}
    assert told(line) == [("Stegvis", "P001", "may_work")]
    assert line.actions() == ["message.wait"]


def test_the_line_says_what_and_until_when_in_each_language(line):
    put(line, until=None, certificates=(Certificate("food_hygiene", ENDS),))
    line.pass_to(TOLD)
    [waiting] = line.messages(Template.FACT_ENDS)

    said = {lang: line.outbox.show(waiting.id, lang).text.body for lang in ("sv", "en", "ar")}

    assert all("2027-01-31" in text and "P001" in text for text in said.values())
    assert "Livsmedelshygien" in said["sv"]
    assert "food_hygiene" not in " ".join(said.values())
    assert len(set(said.values())) == 3
    assert waiting.state is MessageState.WAITING


def test_the_right_to_work_is_named_in_words(line):
    put(line)
    line.pass_to(TOLD)
    [waiting] = line.messages(Template.FACT_ENDS)
    assert "rätten att arbeta gäller till 2027-01-31" in line.outbox.show(waiting.id).text.body


def test_a_new_day_is_told_of_anew(line):
    put(line)
    line.pass_to(TOLD)
    put(line, until=ENDS + timedelta(days=365))
    assert line.pass_to(TOLD + timedelta(days=2)) == {}

    assert line.pass_to(TOLD + timedelta(days=365)) == {"ending_facts": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"protected_identity": True},
        {"state": ParticipantState.LEFT},
        {"state": ParticipantState.COMPLETED},
    ],
)
def test_nobody_is_told_of_who_is_protected_or_through(line, change):
    put(line, **change)
    assert line.pass_to(TOLD) == {}


def test_what_is_over_for_long_is_told_of_by_the_gate_alone(line):
    put(line, until=MORNING.date() - timedelta(days=400))
    assert line.pass_to(MORNING.date()) == {}


def test_who_is_to_be_checked_has_no_day_that_ends(line):
    with line.units(write=True) as unit:
        to_check = MayWork(MayWorkStatus.TO_CHECK, ENDS)
        unit.participants.put([Participant(DEMO, "P001", may_work=to_check)])
        unit.commit()
    assert line.pass_to(TOLD) == {}


def test_her_linkworker_is_told_else_her_coordinator(line):
    put(line)
    put(line, "P002")
    for code, role, name in (
        ("P001", Role.COORDINATOR, "Cia Ek"),
        ("P001", Role.LINKWORKER, "Bo Berg"),
        ("P002", Role.COORDINATOR, "Cia Ek"),
    ):
        assign(line, code, role, name)

    line.pass_to(TOLD)

    assert sorted(told(line)) == [("Bo Berg", "P001", "may_work"), ("Cia Ek", "P002", "may_work")]


def test_what_was_renewed_since_the_job_looked_is_not_told_of(line):
    put(line)
    job = EndingFactJob(line.units, line.outbox.put_messages)
    at = MORNING.replace(year=TOLD.year, month=TOLD.month, day=TOLD.day)
    ahead = job.look(at)
    put(line, until=ENDS + timedelta(days=365))

    assert not job.move(ahead.due[0], at)
    assert told(line) == []
    assert job.look(at).next_on == TOLD + timedelta(days=365)


def assign(line, code, role, name):
    """Make somebody responsible, with an account of her own."""
    new_ids = (f"{name}-{number}" for number in itertools.count())
    accounts = AccountService(line.units, line.now, lambda: next(new_ids))
    with line.units() as unit:
        known = {one.user.name: one for one in unit.accounts.all()}
    if name not in known:
        user, _ = accounts.invite(name, role, by="chief")
        with line.units() as unit:
            known[name] = unit.accounts.get(user.id)
    caseloads = CaseloadService(line.units, line.now, lambda: "c")
    caseloads.assign([code], known[name], role, by="chief")
