"""Which people each training suits, for those who may suggest that they apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.entry import Entry, entry_of
from matcher.domain.stop import refuse_when
from matcher.domain.suited import SuitedPerson, SuitedTraining
from matcher.planning.unlock.pairs import pairs_of
from matcher.ranking.catalogue import make_profiles
from matcher.services.planning_gaps.loading import load
from matcher.services.planning_gaps.training import modules_for, open_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

    from matcher.planning.pair_scores import Progress
    from matcher.planning.unlock.modules import Module
    from matcher.ports import UnitOfWorkFactory
    from matcher.ranking.catalogue import Profile
    from matcher.services.planning_gaps.matching import Matching


@dataclass(frozen=True)
class SuitedService:
    """Matches everybody with every open job after every training; nothing is stored.

    Parameters
    ----------
    matching
        Asked for when it is needed: the encoder is slow to load.
    now
        The clock.
    """

    units: UnitOfWorkFactory
    matching: Callable[[], Matching]
    now: Callable[[], datetime]

    def trainings(
        self, progress: Progress = lambda _done, _total: None
    ) -> tuple[SuitedTraining, ...]:
        """Return each training that opens a job for somebody, the one that suits most first.

        Parameters
        ----------
        progress
            Called with how many people are matched, and how many there are.

        Raises
        ------
        EmptyProgramme
            Nobody looks for a job.
        SuggestionsStopped
            Somebody stopped suggestions for everybody.
        """
        with self.units() as unit:
            refuse_when(unit.stop.get())
        matching, today = self.matching(), self.now().date()
        found = load(self.units)
        cards, _ = open_jobs(found, matching, today)
        modules = modules_for(cards, matching)
        profiles = make_profiles(found.people, matching.encoder, matching.trades)
        pairs = pairs_of(profiles, cards, modules, matching.rules, today, progress)
        opened = pairs.opened.sum(axis=2)
        suited = [
            SuitedTraining(
                module.id,
                module.titles,
                module.weeks,
                tuple(sorted(module.steps)),
                _people(module, profiles, opened[number], today),
                module.admits,
                module.entry is not None,
                module.entry.text if module.entry else "",
            )
            for number, module in enumerate(modules)
        ]
        return tuple(
            sorted(
                (one for one in suited if one.people), key=lambda one: (-len(one.people), one.id)
            )
        )


def _people(
    module: Module, profiles: Sequence[Profile], jobs: NDArray[np.intp], today: date
) -> tuple[SuitedPerson, ...]:
    found = []
    for row in np.flatnonzero(jobs).tolist():
        person = profiles[row].person
        points = module.judge(person, today)
        unsure = tuple(one for one in points if one.entry is not Entry.MEETS)
        found.append(SuitedPerson(person.code, int(jobs[row]), entry_of(points), unsure))
    order = list(Entry)
    return tuple(sorted(found, key=lambda one: (order.index(one.entry), one.participant)))
