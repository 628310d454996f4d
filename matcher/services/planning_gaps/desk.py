"""The tables of the planner's desk: counted in the background, kept while nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.planning.gaps.demand import job_of
from matcher.planning.gaps.jobs import job_standings
from matcher.planning.gaps.needs import jobs_with_the_same_needs, needs_of
from matcher.planning.gaps.standing import Judging
from matcher.planning.gaps.tables import WHOLE, areas_of, count_rows, publish_tables
from matcher.planning.unlock.modules import entry_counts
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.services.planning_gaps.gaps import WEEKS, demand_of, targets_of
from matcher.services.planning_gaps.kept import Kept
from matcher.services.planning_gaps.loading import load
from matcher.services.planning_gaps.training import modules_for, open_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from matcher.planning.gaps.tables import Tables
    from matcher.planning.release.rows import ShownRow
    from matcher.planning.unlock.modules import Module
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.planning_gaps.kept import Held
    from matcher.services.planning_gaps.loading import Plannable
    from matcher.services.planning_gaps.matching import Matching


@dataclass(frozen=True, slots=True)
class DeskBasis:
    """What the tables are made from, beside the ladders: with others there is another service."""

    day: date
    found: Plannable


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A training, and everybody who looks for a job by how she stands to its entry rules.

    Parameters
    ----------
    people
        By :class:`matcher.domain.entry.Entry`.
    """

    module: Module
    people: ShownRow


@dataclass(frozen=True, slots=True)
class DeskTables:
    """The tables of a day.

    Parameters
    ----------
    weeks
        How long training before a job may take.
    by_area
        The tables of each municipality; of the whole programme under no name.
    trainings
        Of the trainings that lead to an open place and have entry rules: who meets them.
    """

    day: date
    weeks: float
    by_area: Mapping[str, Tables]
    trainings: tuple[TrainingRow, ...] = ()

    @property
    def whole(self) -> Tables:
        """Of the whole programme."""
        return self.by_area[WHOLE]

    @property
    def areas(self) -> tuple[str, ...]:
        """The municipalities that have places."""
        return tuple(area for area in self.by_area if area != WHOLE)


class DeskService:
    """Reads only.

    Parameters
    ----------
    matching
        Asked for when it is needed: the encoder is slow to load.
    now
        The clock.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        matching: Callable[[], Matching],
        now: Callable[[], datetime],
    ) -> None:
        self._units = units
        self._matching = matching
        self._now = now
        self._tables: Kept[DeskBasis, DeskTables] = Kept(self._count, now)

    def tables(self, wait_s: float) -> Held[DeskTables]:
        """Return the tables, or what there is of them after waiting for a while.

        Raises
        ------
        EmptyProgramme
            Nobody looks for a job.
        """
        return self._tables.get(DeskBasis(self._now().date(), load(self._units)), wait_s)

    def latest(self, wait_s: float) -> Held[DeskTables]:
        """Return the tables that a page shows already, without looking whether they still hold."""
        return self._tables.latest() or self.tables(wait_s)

    def _count(self, basis: DeskBasis) -> DeskTables:
        matching, found, day = self._matching(), basis.found, basis.day
        demand = demand_of(found, matching.ladders, day, day)
        targets = targets_of(found, matching.ladders, demand)
        profiles = make_profiles(found.people, matching.encoder, matching.trades)
        judging = Judging(matching.rules, day, WEEKS)
        places = [sum(d.places for d in demand if job_of(d) == one.id) for one in targets]
        cards = make_cards(targets, matching.ladders, matching.encoder)
        jobs = job_standings(profiles, cards, places, judging)
        same = jobs_with_the_same_needs(targets)
        bare = make_cards([one for one, _ in same], matching.ladders, matching.encoder)
        needs = [
            need
            for card, (_, ids) in zip(bare, same, strict=True)
            for need in needs_of(profiles, [(card, ids)], judging)
        ]
        counted = {
            area: count_rows(
                [one for one in demand if area in (WHOLE, one.area)], jobs, needs, matching.ladders
            )
            for area in (WHOLE, *areas_of(demand))
        }
        open_cards, _ = open_jobs(found, matching, day)
        modules = [one for one in modules_for(open_cards, matching) if one.entry is not None]
        standings = entry_counts(modules, found.people, day)
        tables, rows = publish_tables(len(profiles), counted, standings)
        trainings = zip(modules, rows.values(), strict=True)
        return DeskTables(
            day, WEEKS, tables, tuple(TrainingRow(module, row) for module, row in trainings)
        )
