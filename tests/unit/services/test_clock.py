"""The jobs of the clock on a real database: what moves, what is recorded, who may run them."""

from __future__ import annotations

import json
import multiprocessing
import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fresh import copied, new_database
from unit.persistence.conftest import DEMO, Make

from matcher.domain.audit import verify
from matcher.domain.importing import ImportKind
from matcher.domain.jobs import LEASE, LEASE_LASTS, Due, Outlook
from matcher.domain.machines.participant import LeaveReason, ParticipantAction
from matcher.domain.machines.suggestion import Action
from matcher.domain.organisation import Organisation
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import move_participant
from matcher.domain.periods import Interval
from matcher.domain.retention import RetentionPlan
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import SuggestionState
from matcher.errors import Conflict, DecisionError
from matcher.persistence.database import ensure_organisation, open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.clock import (
    ImportJob,
    JobService,
    ProposalJob,
    RetentionJob,
    Ticker,
)

NOON = Make.now
PLAN = RetentionPlan(
    "Nämnden", date(2024, 1, 1), Interval(months=3), Interval(months=24), Interval(days=90)
)
PROPOSAL = replace(PLAN, decided_by=None, decided_on=None)
make = Make()


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days):
        self.now += timedelta(days=days)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    url = new_database(tmp_path_factory.mktemp("clock"))
    engine = open_engine(url)
    ensure_organisation(engine, Organisation(DEMO, "Demo"))
    engine.dispose()
    return url


@pytest.fixture
def url(migrated, tmp_path):
    return copied(migrated, tmp_path)


@pytest.fixture
def units(url):
    engine = open_engine(url)
    yield unit_of_work_factory(engine, DEMO)
    engine.dispose()


@pytest.fixture
def clock():
    return Clock()


def service(units, clock, *jobs):
    names = iter(f"runner-{number}" for number in range(1000))
    return JobService(units, jobs, clock, lambda: next(names))


def suggest(units, *suggestions, opening=None, **run):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.openings.put([opening] if opening else [])
        unit.suggestions.add(make.run(**run), list(suggestions))
        unit.commit()


def state_of(units, suggestion="s1"):
    with units() as unit:
        return unit.suggestions.get(suggestion).state


def log_of(units):
    with units() as unit:
        events = list(unit.audit.events())
        assert verify(events, unit.audit.head()).ok
        return events


def test_an_undecided_proposal_lapses_silently_and_is_a_decision_of_the_clock(units, clock):
    suggest(units, make.suggestion())
    jobs = service(units, clock, ProposalJob(units))

    assert jobs.run().runs[0].moved == 0
    assert jobs.list()[0].ahead.next_on == date(2025, 3, 29)
    clock.pass_days(27)
    assert jobs.run().runs[0].moved == 0
    clock.pass_days(1)
    assert len(jobs.list()[0].ahead.due) == 1
    assert state_of(units) is SuggestionState.PROPOSED

    [run] = jobs.run().runs

    assert (run.moved, run.next_on, run.problem) == (1, None, None)
    assert state_of(units) is SuggestionState.LAPSED
    with units() as unit:
        [row] = unit.suggestions.decisions("P001")
    assert (row.decision.actor, row.decision.by, row.decision.action) == (
        Role.CLOCK,
        "clock",
        Action.LAPSE,
    )
    [event] = log_of(units)
    assert (event.action, event.actor) == ("suggestion.lapse", "clock")
    assert json.loads(event.details)["after"] == "lapsed"
    assert jobs.run().runs[0].moved == 0


def test_the_time_is_counted_from_the_last_decision(units, clock):
    suggest(units, make.suggestion())
    asked = Signature(Role.LINKWORKER, "Anna", NOON + timedelta(days=20))
    with units(write=True) as unit:
        unit.suggestions.save(*make.suggestion().move(Action.NEED_INFO, asked))
        unit.commit()
    jobs = service(units, clock, ProposalJob(units))

    clock.pass_days(28)
    assert jobs.run().runs[0].moved == 0
    clock.pass_days(20)
    assert jobs.run().runs[0].moved == 1


def test_a_proposal_for_an_opening_past_its_deadline_lapses(units, clock):
    opening = make.lead(deadline=date(2025, 3, 5))
    suggest(units, make.suggestion(opening="O1"), make.suggestion("s2", rank=2), opening=opening)
    jobs = service(units, clock, ProposalJob(units))

    clock.pass_days(4)
    assert jobs.run().runs[0].moved == 0
    assert jobs.list()[0].ahead.next_on == date(2025, 3, 6)
    clock.pass_days(1)
    assert jobs.run().runs[0].moved == 1
    assert (state_of(units, "s1"), state_of(units, "s2")) == (
        SuggestionState.LAPSED,
        SuggestionState.PROPOSED,
    )


def test_what_was_decided_on_stays(units, clock):
    suggest(units, make.suggestion())
    job = ProposalJob(units)
    clock.pass_days(90)
    [due] = job.look(clock()).due
    with units(write=True) as unit:
        unit.suggestions.save(*make.suggestion().confirm(by="Anna", at=clock()))
        unit.commit()

    assert not job.move(due, clock())
    assert not job.move(Due("gone", "lapse"), clock())
    assert job.look(clock()).due == ()
    assert state_of(units) is SuggestionState.CONFIRMED


def bring(units, batch, *, again=True):
    with units(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.imports.record(make.batch("b0", created=["P001"]), [])
        if again:
            before = unit.participants.get("P001")
            unit.participants.put([replace(before, preferred_language="so")])
            unit.imports.record(batch, [before])
        unit.commit()


def images(units):
    with units() as unit:
        return [
            row["before_image"]
            for row in unit.erasure.rows("P001")["imported_rows"]
            if not row["created"]
        ]


def test_an_old_import_stands_and_says_so_when_somebody_undoes_it(units, clock):
    bring(units, make.batch("b1", updated=["P001"]))
    jobs = service(units, clock, ImportJob(units, PLAN))
    clock.pass_days(90)
    assert jobs.run().runs[0].moved == 0
    assert jobs.list()[0].ahead.next_on == date(2025, 5, 30)
    assert images(units)[0]
    clock.pass_days(1)

    assert jobs.run().runs[0].moved == 1

    assert images(units) == [{}]
    assert jobs.run().runs[0].moved == 0
    [event] = log_of(units)
    assert (event.action, event.object_id, event.details) == ("import.close", "b1", '{"rows":1}')
    with units(write=True) as unit, pytest.raises(Conflict, match=r"time to undo .* is over"):
        unit.imports.undo("b1", clock())
    assert not ImportJob(units, PLAN).move(Due("b1", "close"), clock())


def test_without_a_decided_plan_imports_wait(units, clock):
    bring(units, make.batch("b1", updated=["P001"]))
    clock.pass_days(400)

    [run] = service(units, clock, ImportJob(units, PROPOSAL)).run().runs

    assert run.moved == 0
    assert "STEGVIS_RETENTION" in run.waiting[0]
    assert images(units)[0]


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


@dataclass
class Slow:
    """A job that lets somebody else in while it works."""

    meanwhile: object
    number: int = 3
    name: str = "slow"
    about: str = "waits"
    moved: int = 0

    def look(self, _now):
        return Outlook(tuple(Due(str(one), "wait") for one in range(self.moved, self.number)))

    def move(self, _due, _now):
        self.moved += 1
        self.meanwhile()
        return True


def test_two_runners_do_not_run_at_once(units, clock):
    other = service(units, clock, ProposalJob(units))
    refused = []
    slow = Slow(lambda: refused.append(other.run().held_by_another))

    report = JobService(units, [slow], clock, lambda: "first").run()

    assert refused == [True, True, True]
    assert report.runs[0].moved == 3
    assert not other.run().held_by_another


def test_a_killed_runner_blocks_the_next_until_its_lease_expires(units, clock):
    with units(write=True) as unit:
        assert unit.clock.take_lease(LEASE, "dead", now=clock(), until=clock() + LEASE_LASTS)
        unit.commit()
    jobs = service(units, clock, ProposalJob(units))

    assert jobs.run().held_by_another
    clock.now += LEASE_LASTS
    assert not jobs.run().held_by_another


def test_a_slow_runner_renews_its_lease_and_a_stalled_one_stops(units, clock):
    def a_minute():
        clock.now += timedelta(minutes=1)

    assert JobService(units, [Slow(a_minute, 10)], clock, lambda: "slow").run().runs[0].moved == 10

    other = service(units, clock, ProposalJob(units))
    stalled = Slow(lambda: None, 10)

    def stall():
        clock.now += timedelta(minutes=5)
        with units(write=True) as unit:
            assert unit.clock.take_lease(LEASE, "new", now=clock(), until=clock() + LEASE_LASTS)
            unit.commit()

    stalled.meanwhile = stall
    report = JobService(units, [stalled], clock, lambda: "stalled").run()
    assert report.held_by_another
    assert stalled.moved == 1
    assert other.run().held_by_another  # the lease of the new one was not given back


def test_one_that_fails_is_recorded_and_does_not_keep_the_others(units, clock):
    def fail():
        raise DecisionError("Nothing can be moved today.")

    suggest(units, make.suggestion())
    clock.pass_days(30)
    jobs = service(units, clock, Slow(fail), ProposalJob(units))
    told = []

    report = jobs.run(lambda *said: told.append(said))

    assert not report.ok
    assert [(one.job, one.moved) for one in report.runs] == [("slow", 0), ("proposals", 1)]
    assert jobs.list()[0].last.problem == "Nothing can be moved today."
    assert told == [("proposals", 1, 1)]


def test_silence_is_noticed_after_a_day(units, clock):
    jobs = service(units, clock, ProposalJob(units))
    assert jobs.is_silent()
    jobs.run()
    clock.pass_days(1)
    assert not jobs.is_silent()
    clock.now += timedelta(seconds=1)
    assert jobs.is_silent()
    assert jobs.last_run() == clock() - timedelta(days=1, seconds=1)


def lapse_all(url, barrier):
    engine = open_engine(url)
    units = unit_of_work_factory(engine, DEMO)
    later = NOON + timedelta(days=60)
    job = ProposalJob(units)
    due = job.look(later).due
    barrier.wait(60)
    for one in due:
        job.move(one, later)
    engine.dispose()


def test_two_processes_that_move_the_same_things_move_each_once(url, units):
    """Even without a lease: a move looks again in its own transaction."""
    listed = [make.suggestion(f"s{number}", rank=number) for number in range(1, 21)]
    suggest(units, *listed)
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    both = [context.Process(target=lapse_all, args=(url, barrier)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(120)

    assert [one.exitcode for one in both] == [0, 0]
    with units() as unit:
        assert len(unit.suggestions.decisions("P001")) == 20
    assert len(log_of(units)) == 20


def test_a_thread_runs_them_again_and_again_and_survives_a_failure():
    ran, three = [], threading.Event()

    def run():
        ran.append(1)
        if len(ran) == 3:
            three.set()
        raise RuntimeError("the disk is full")

    ticker = Ticker(run, first_after_s=0.001, every_s=0.001)
    ticker.start()
    assert three.wait(20)
    ticker.stop()
    done = len(ran)
    assert done >= 3
