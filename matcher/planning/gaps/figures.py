"""Counts of people and the shortfall of places, with an interval over the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.filling import left_empty
from matcher.planning.gaps.standing import ABLE, SOON, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.domain.text import LocalText
    from matcher.planning.gaps.demand import Demand
    from matcher.planning.gaps.jobs import JobStandings
    from matcher.planning.gaps.needs import GapKind, NeedOfPeople

RESAMPLES = 1_000
_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its interval of 95 % over people drawn anew."""

    value: float
    ci95: tuple[float, float]


@dataclass(frozen=True)
class Gap:
    """Places and people of one group or need.

    Parameters
    ----------
    supply
        How many people stand where; everybody stands once.
    coverage
        Mean coverage of a need, in [0, 1], over those of whom it is known.
    shortfall
        Of a group: places that stay empty although everybody who can begin takes one, each person
        one at most. Of a need: places more than people who meet it or learn it beside the job.
    after_training
        The same when everybody has been trained who can be in the weeks that were asked about.
    """

    kind: GapKind
    id: str
    texts: LocalText | None
    demand: tuple[Demand, ...]
    supply: dict[Standing, int]
    coverage: float | None
    shortfall: Figure
    after_training: Figure

    @property
    def places(self) -> int:
        """All places asked for."""
        return sum(one.places for one in self.demand)


class Resamples:
    """n people drawn anew with replacement, 1 000 times.

    Parameters
    ----------
    people
        n.
    seed
        Of the drawing.

    Examples
    --------
    >>> Resamples(2, seed=1).shortfall(3, np.array([True, True]))
    Figure(value=1.0, ci95=(1.0, 1.0))
    """

    def __init__(self, people: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        even = np.full(people, 1 / max(1, people))
        self._times = (
            rng.multinomial(people, even, size=RESAMPLES).astype(np.float64)
            if people
            else np.zeros((RESAMPLES, 0))
        )

    def shortfall(self, places: int, able: NDArray[np.bool_]) -> Figure:
        """Return how many places are left over when everybody who is able takes one.

        Parameters
        ----------
        able
            Shape (n,).
        """
        drawn = np.maximum(0.0, places - self._times @ able.astype(np.float64))
        return _figure(max(0, places - int(able.sum())), drawn)

    def empty_places(self, able: NDArray[np.bool_], places: NDArray[np.intp], more: int) -> Figure:
        """Return how many places of m jobs stay empty, each person in one place at most.

        Parameters
        ----------
        able
            Shape (n, m): who can do which job.
        places
            Shape (m,).
        more
            Places of no known job: nobody can be said to fill them.
        """
        everybody = np.ones(len(able))
        drawn = np.array([left_empty(able, places, times) + more for times in self._times])
        return _figure(left_empty(able, places, everybody) + more, drawn)


def _figure(value: float, drawn: NDArray[np.floating]) -> Figure:
    low, high = np.quantile(drawn, _ENDS)
    return Figure(float(value), (float(low), float(high)))


def need_gap(
    need: NeedOfPeople, demand: Sequence[Demand], coverage: float | None, resamples: Resamples
) -> Gap:
    """Compare the places of the jobs that have a need with the people who meet it."""
    places = sum(one.places for one in demand)
    return Gap(
        need.key.kind,
        need.key.id,
        need.texts,
        tuple(demand),
        _supply(need.standings),
        coverage,
        resamples.shortfall(places, np.isin(need.standings, ABLE)),
        resamples.shortfall(places, np.isin(need.standings, SOON)),
    )


def group_gap(
    kind: GapKind,
    group: str,
    texts: LocalText | None,
    demand: Sequence[Demand],
    jobs: JobStandings,
    resamples: Resamples,
) -> Gap:
    """Compare the places of some jobs with the people who can do them.

    Parameters
    ----------
    jobs
        The jobs of the group.
    """
    more = sum(one.places for one in demand) - int(jobs.places.sum())
    return Gap(
        kind,
        group,
        texts,
        tuple(demand),
        _supply(jobs.nearest()),
        None,
        resamples.empty_places(np.isin(jobs.standings, ABLE), jobs.places, more),
        resamples.empty_places(np.isin(jobs.standings, SOON), jobs.places, more),
    )


def _supply(standings: NDArray[np.int8]) -> dict[Standing, int]:
    return {standing: int((standings == standing).sum()) for standing in Standing}
