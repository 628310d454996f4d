"""Where n people stand to each open job as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.gaps.standing import Standing, standing_to_job
from matcher.planning.gates_first import assess_unless_barred

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from matcher.domain.target import Target
    from matcher.planning.gaps.standing import Judging
    from matcher.ranking.catalogue import Card, Profile


@dataclass(frozen=True)
class JobStandings:
    """Standings to m jobs.

    Parameters
    ----------
    targets
        m jobs.
    places
        Shape (m,).
    standings
        Shape (n, m), codes of :class:`Standing`.
    """

    targets: tuple[Target, ...]
    places: NDArray[np.intp]
    standings: NDArray[np.int8]

    def of(self, jobs: Collection[str | None]) -> JobStandings:
        """Return some of the jobs, by id of target."""
        columns = [at for at, target in enumerate(self.targets) if target.id in jobs]
        return JobStandings(
            tuple(self.targets[at] for at in columns),
            self.places[columns],
            self.standings[:, columns],
        )

    def nearest(self) -> NDArray[np.int8]:
        """Return each person's nearest standing to any of the jobs, shape (n,)."""
        if not self.targets:
            return np.full(len(self.standings), Standing.MISSING, dtype=np.int8)
        nearest: NDArray[np.int8] = self.standings.min(axis=1)
        return nearest


def job_standings(
    profiles: Sequence[Profile],
    cards: Sequence[Card],
    places: Sequence[int],
    judging: Judging,
) -> JobStandings:
    """Judge n people for m jobs.

    Parameters
    ----------
    places
        m numbers of places.
    """
    standings = np.full((len(profiles), len(cards)), Standing.MISSING, dtype=np.int8)
    for row, profile in enumerate(profiles):
        for column, card in enumerate(cards):
            found = assess_unless_barred(profile, card, judging.rules, judging.day)
            if found is not None:
                standings[row, column] = standing_to_job(found, judging)
    return JobStandings(
        tuple(card.target for card in cards), np.array(places, dtype=np.intp), standings
    )
