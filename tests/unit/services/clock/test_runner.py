"""Who may run the jobs, and what is recorded of a run."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from datetime import timedelta

import pytest
from unit.persistence.conftest import DEMO
from unit.services.clock.conftest import NOON, log_of, make, service, suggest

from matcher.domain.jobs import LEASE, LEASE_LASTS, Due, Outlook
from matcher.errors import DecisionError
from matcher.persistence.database import open_engine
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.clock import (
    JobService,
    ProposalJob,
)


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


@pytest.mark.process
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
