"""The one runner of all jobs: it holds a lease, so that two do not do the same work at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from matcher.domain.jobs import LEASE, LEASE_LASTS, SILENT_FOR, JobRun, Outlook
from matcher.errors import StegvisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from matcher.domain.jobs import Due
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.clock.job import Job

    Progress = Callable[[str, int, int], None]

log = structlog.get_logger(__name__)

RENEW_EVERY = LEASE_LASTS / 4


@dataclass(frozen=True, slots=True)
class JobReport:
    """One job: what it is, when it last ran and what it did, and what it sees ahead now."""

    name: str
    about: str
    last: JobRun | None
    ahead: Outlook


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of all jobs did; ``held_by_another`` when another runner was at it."""

    runs: tuple[JobRun, ...] = ()
    held_by_another: bool = False

    @property
    def ok(self) -> bool:
        """Whether no job stopped half-way."""
        return all(run.problem is None for run in self.runs)


class LeaseLost(Exception):
    """Another runner has taken over, because this one was too slow."""


class JobService:
    """Runs and lists the jobs.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    jobs
        The register: every job there is, in the order they run.
    now
        The time now, with a zone.
    new_id
        Makes names of runners.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        jobs: Sequence[Job],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._units = units
        self._jobs = tuple(jobs)
        self._now = now
        self._new_id = new_id

    def list(self) -> tuple[JobReport, ...]:
        """Return every job with its last run and what is ahead; nothing is changed."""
        last = {run.job: run for run in self.last_runs()}
        now = self._now()
        return tuple(
            JobReport(job.name, job.about, last.get(job.name), job.look(now)) for job in self._jobs
        )

    def last_runs(self) -> tuple[JobRun, ...]:
        """Return the last run of each job that ever ran."""
        with self._units() as unit:
            return unit.clock.runs()

    def last_run(self) -> datetime | None:
        """Return when a job ran last; ``None`` when none ever did."""
        return max((run.at for run in self.last_runs()), default=None)

    def is_silent(self) -> bool:
        """Say whether no job ran for so long that somebody should look."""
        last = self.last_run()
        return last is None or self._now() - last > SILENT_FOR

    def run(self, progress: Progress | None = None) -> Report:
        """Run every job once; one that fails is recorded and does not keep the others.

        Parameters
        ----------
        progress
            Told the job, how many moves are made and how many are due.
        """
        holder = self._new_id()
        if not self._take(holder):
            log.info("jobs_held_by_another")
            return Report(held_by_another=True)
        made: list[JobRun] = []
        try:
            # Taken one by one: what ran before the lease was lost is in the report.
            made.extend(self._run(job, holder, progress) for job in self._jobs)
        except LeaseLost:
            log.warning("jobs_lease_lost")
            return Report(tuple(made), held_by_another=True)
        finally:
            self._give_back(holder)
        return Report(tuple(made))

    def _run(self, job: Job, holder: str, progress: Progress | None) -> JobRun:
        moved, outlook, problem = 0, Outlook(), None
        try:
            outlook = job.look(self._now())
            steps = self._steps(job.name, outlook.due, holder, progress)
            moved = sum(job.move(due, self._now()) for due in steps)
            outlook = job.look(self._now())
        except StegvisError as error:
            problem = str(error)
        run = JobRun(job.name, self._now(), moved, outlook.next_on, outlook.waiting, problem)
        with self._units(write=True) as unit:
            unit.clock.record(run)
            unit.commit()
        log.info("job_ran", job=job.name, moved=moved, problem=problem)
        return run

    def _steps(
        self, name: str, due: Sequence[Due], holder: str, progress: Progress | None
    ) -> Iterator[Due]:
        """Yield what is due, renewing the lease while it takes long."""
        renewed = self._now()
        for done, one in enumerate(due, start=1):
            if self._now() - renewed > RENEW_EVERY:
                if not self._take(holder):
                    raise LeaseLost
                renewed = self._now()
            yield one
            if progress is not None:
                progress(name, done, len(due))

    def _take(self, holder: str) -> bool:
        now = self._now()
        with self._units(write=True) as unit:
            taken = unit.clock.take_lease(LEASE, holder, now=now, until=now + LEASE_LASTS)
            unit.commit()
        return taken

    def _give_back(self, holder: str) -> None:
        with self._units(write=True) as unit:
            unit.clock.give_back(LEASE, holder)
            unit.commit()
