"""What a new list is good for: its first people with a job that nobody had thought of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from matcher.domain.ids import ParticipantCode, StepId
from matcher.domain.importing import ImportKind
from matcher.domain.judgement import Band
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from matcher.domain.importing import ImportBatch
    from matcher.domain.ladders import Ladders
    from matcher.domain.views import FirstJobRow
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWorkFactory

MOST_PEOPLE = 20
"""For so many people of a new list suggestions are made at once."""
MOST_SHOWN = 5
_ORDER = {band: place for place, band in enumerate(Band)}


@dataclass(frozen=True, slots=True)
class FirstJob:
    """A person with one suggestion; ``wished`` when it is a trade or job she named herself."""

    row: FirstJobRow
    wished: bool


@dataclass(frozen=True, slots=True)
class FirstHour:
    """What there is of an import so far.

    Parameters
    ----------
    people
        Whom suggestions are made for, in the order of the file.
    waiting
        Those of them for whom nobody has asked yet.
    jobs
        At most five, those first whose job nobody had thought of.
    nothing
        Those for whom nothing fits right now.
    """

    batch: ImportBatch
    people: tuple[ParticipantCode, ...]
    waiting: tuple[ParticipantCode, ...]
    jobs: tuple[FirstJob, ...]
    nothing: tuple[ParticipantCode, ...]


class FirstHourService:
    """Reads what came of an import.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        For the trades of steps.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, ladders: Ladders, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now

    def batch(self, batch_id: str, by: str) -> ImportBatch:
        """Return an import of one's own; raises :class:`matcher.errors.NotFound`."""
        with self._units() as unit:
            batch = unit.imports.get(batch_id)
        if batch.by != by:
            raise NotFound(f"There is no import {batch_id}. List the imports to see their ids.")
        return batch

    def of(self, batch_id: str, viewer: Viewer, by: str) -> FirstHour:
        """Return what came of an import of one's own, of people one may see.

        Raises
        ------
        NotFound
            There is no such import, it is somebody else's, or it brought no people.
        """
        batch = self.batch(batch_id, by)
        if batch.kind is not ImportKind.PARTICIPANTS:
            raise NotFound(
                "There are no people in this import. Choose an import of participants: `stegvis "
                "import list` shows them."
            )
        with self._units() as unit:
            seen = unit.caseloads.scope(viewer, self._now().date()).people
            codes = [ParticipantCode(key) for key in (*batch.created, *batch.updated)]
            asked_for = [code for code in codes if code in seen][:MOST_PEOPLE]
            rows = unit.views.first_jobs(asked_for)
        by_code = {code: tuple(mine) for code, mine in groupby(rows, key=lambda row: row.code)}
        people = tuple(code for code in asked_for if code in by_code)
        found = [self._first(by_code[code]) for code in people]
        jobs = [job for job in found if job.row.step or job.row.title]
        jobs.sort(key=_promising)
        return FirstHour(
            batch=batch,
            people=people,
            waiting=tuple(job.row.code for job in found if not job.row.asked),
            jobs=tuple(jobs[:MOST_SHOWN]),
            nothing=tuple(job.row.code for job in found if job.row.asked and job.row.title is None),
        )

    def _first(self, rows: Sequence[FirstJobRow]) -> FirstJob:
        """Return the best job that the person did not name, else the best one."""
        new = next((row for row in rows if row.title and not self._wished(row)), None)
        return FirstJob(new or rows[0], wished=new is None and rows[0].title is not None)

    def _wished(self, row: FirstJobRow) -> bool:
        if row.step is None:
            return False
        step = self._ladders.steps.get(StepId(row.step))
        trade = step.sector.value if step else None
        return row.step in row.wished_steps or trade in row.wished_sectors


def _promising(job: FirstJob) -> tuple[bool, int, float, str]:
    band = len(_ORDER) if job.row.band is None else _ORDER[job.row.band]
    return job.wished, band, -job.row.score, job.row.code
