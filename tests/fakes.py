"""Small true implementations of the ports, for tests of use cases.

:class:`MemoryStore` is one organisation's database; its method ``units`` is the
:class:`matcher.ports.UnitOfWorkFactory`. A unit works on a copy and only ``commit`` brings it back.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from fakes_audit import (
    MemoryAuditLog,
    MemoryRunInputs,
    MemorySpreadPrices,
    MemoryStopSwitch,
    NoStepMoved,
    NothingMerged,
    NothingWaits,
)
from fakes_concepts import MemoryConcepts
from fakes_imports import MemoryImports
from fakes_rows import MemoryCommands, MemoryEmployers, MemoryOpenings, MemoryPeople, Rows
from fakes_suggestions import MemoryRooms, MemorySuggestions
from fakes_views import MemoryViews

from matcher.domain.periods import STANDARD
from matcher.services.review.commands import Commands
from matcher.taxonomy.mapping import AdMapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.domain.opening import Employer, Opening
    from matcher.domain.participant import Participant
    from matcher.taxonomy.mapping import AdText


@dataclass
class MemoryStore:
    """One organisation's database in memory."""

    rows: Rows = field(default_factory=Rows)
    commits: int = 0

    def units(self, *, write: bool = False) -> MemoryUnitOfWork:
        """Open a unit of work: this method is the factory."""
        return MemoryUnitOfWork(self, write=write)

    def with_rows(
        self,
        participants: Iterable[Participant] = (),
        openings: Iterable[Opening] = (),
        employers: Iterable[Employer] = (),
    ) -> Self:
        """Put rows in and return the store."""
        with self.units(write=True) as unit:
            unit.employers.put(list(employers))
            unit.participants.put(list(participants))
            unit.openings.put(list(openings))
            unit.commit()
        return self


class MemoryUnitOfWork:
    """:class:`matcher.ports.UnitOfWork` on a :class:`MemoryStore`."""

    def __init__(self, store: MemoryStore, *, write: bool) -> None:
        self._store = store
        self._write = write
        self._begin()

    def _begin(self) -> None:
        # The rows are frozen, so copies of the containers are enough.
        self._rows = Rows(
            **{
                name: {key: copy.copy(value) for key, value in held.items()}
                if name in {"before", "after"}
                else held.copy()
                for name, held in vars(self._store.rows).items()
            }
        )
        rows = self._rows
        self.participants = MemoryPeople(rows.participants, "participant", lambda one: one.code)
        self.openings = MemoryOpenings(rows.openings, "opening", lambda one: one.id)
        self.employers = MemoryEmployers(rows)
        self.suggestions = MemorySuggestions(rows)
        self.imports = MemoryImports(rows)
        self.concepts = MemoryConcepts(rows.concepts, rows.concept_moves)
        self.occupations = MemoryConcepts(rows.occupations, rows.occupation_moves)
        self.views = MemoryViews(rows)
        self.audit = MemoryAuditLog(rows.audit, rows.participants)
        self.inputs = MemoryRunInputs(rows.audit, self.audit)
        self.stop = MemoryStopSwitch(rows.audit)
        self.prices = MemorySpreadPrices(rows.audit)
        self.rooms = MemoryRooms(rows)
        self.commands = MemoryCommands(rows.commands)
        self.merged = NothingMerged()
        self.outbox = NothingWaits()
        self.steps = NoStepMoved()

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, *error: object) -> None:
        self._rows = Rows()

    def commit(self) -> None:
        if not self._write:
            raise RuntimeError("this unit was opened for reading")
        self._store.rows = self._rows
        self._store.commits += 1
        self._begin()


@dataclass
class FixedMapper:
    """:class:`matcher.taxonomy.mapping.AdMapper` with an answer for each title.

    ``asked`` are the ads it was given, in chunks.
    """

    answers: dict[str, AdMapping] = field(default_factory=dict)
    asked: list[tuple[AdText, ...]] = field(default_factory=list)

    def map(self, ads: Sequence[AdText]) -> list[AdMapping]:
        self.asked.append(tuple(ads))
        none = AdMapping(None, None, None, 0.0, "no_sector")
        return [self.answers.get(ad.title, none) for ad in ads]


@dataclass
class TickingClock:
    """A clock that moves on a minute each time it is asked."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def commands_on(units, now, periods=STANDARD):
    """Runs commands where nobody has to be told anything."""
    return Commands(units, now, lambda unit, messages, *, by, at: None, periods)
