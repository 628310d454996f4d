"""Who left is archived, and deleted later."""

from __future__ import annotations

from datetime import UTC, date, datetime

from unit.services.clock.conftest import NOON, PLAN, PROPOSAL, log_of, make, service

from matcher.domain.importing import ImportKind
from matcher.domain.jobs import Due
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import move_participant
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.services.clock import (
    RetentionJob,
)


def leave(units, at, code="P001"):
    with units(write=True) as unit:
        person = unit.participants.get(code)
        signed = Signature(Role.LINKWORKER, "Anna", at)
        after, move = move_participant(
            person, ParticipantAction.WITHDRAW, signed, LeaveReason.OWN_WISH
        )
        unit.participants.put([after])
        unit.moves.add(move)
        unit.commit()


def retention(units, plan=PLAN):
    gone = []

    def erase(code):
        with units(write=True) as unit:
            unit.erasure.erase(code)
            unit.commit()
        gone.append(code)

    return RetentionJob(units, plan, erase), gone


def test_who_left_is_archived_and_later_everything_about_her_goes(units, clock):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001"), make.person("P002")])
        unit.commit()
    leave(units, NOON)
    job, gone = retention(units)
    jobs = service(units, clock, job)
    clock.pass_days(91)
    assert jobs.run().runs[0].moved == 0
    clock.now = datetime(2025, 6, 1, 9, tzinfo=UTC)

    [run] = jobs.run().runs

    assert (run.moved, run.next_on) == (1, date(2027, 6, 1))
    with units() as unit:
        assert unit.participants.get("P001").state is ParticipantState.ARCHIVED
        last = unit.moves.of("P001")[-1]
    assert (last.actor, last.by, last.after) == (Role.CLOCK, "clock", ParticipantState.ARCHIVED)
    clock.now = datetime(2027, 6, 1, 9, tzinfo=UTC)
    assert jobs.run().runs[0].moved == 1
    assert gone == ["P001"]
    with units() as unit:
        assert [one.code for one in unit.participants.all()] == ["P002"]
    actions = [event.action for event in log_of(units)]
    assert actions == ["participant.archive", "participant.anonymise"]


def test_who_came_back_before_the_move_is_left_alone(units, clock):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.commit()
    leave(units, NOON)
    job, _ = retention(units)
    clock.pass_days(200)
    [due] = job.look(clock()).due
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.commit()
    assert not job.move(due, clock())
    with units(write=True) as unit:  # and left once more, today
        unit.participants.put([make.person("P001")])
        unit.commit()
    leave(units, clock())
    assert not job.move(due, clock())
    assert not job.move(Due("P404", "archive"), clock())


def test_without_a_decided_plan_nobody_is_moved_and_it_is_said_who_waits(units, clock):
    with units(write=True) as unit:
        unit.participants.put(
            [make.person("P001"), make.person("P002", state=ParticipantState.COMPLETED)]
        )
        unit.commit()
    leave(units, NOON)
    clock.pass_days(1000)
    job, gone = retention(units, PROPOSAL)

    [run] = service(units, clock, job).run().runs

    assert (run.moved, gone) == (0, [])
    assert run.waiting[0].startswith("1 people would be archived")
    assert run.waiting[1].startswith("Of 1 people nobody knows")


def test_a_state_that_an_import_brought_counts_from_the_import(units, clock):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001", state=ParticipantState.COMPLETED)])
        unit.imports.record(make.batch("b0", ImportKind.PARTICIPANTS, created=["P001"]), [])
        unit.commit()
    job, _ = retention(units)
    assert job.look(clock()).next_on == date(2025, 6, 1)
