"""How crowded everybody's lists are, what it costs to spread them, and doing so with prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.audit_planning import lists_spread, prices_ended, prices_used
from matcher.domain.judgement import Band
from matcher.domain.spread import (
    MINIMUM,
    OpeningShare,
    SpreadBy,
    SpreadQuestion,
    SpreadReport,
    prices_of,
)
from matcher.domain.stop import refuse_when
from matcher.errors import InputError
from matcher.planning.spread.check import highest_sum
from matcher.planning.spread.curve import Spreading
from matcher.planning.spread.exposure import BY_SCORE, SPREAD, shown_exposure
from matcher.planning.spread.exposure_report import exposure_report
from matcher.planning.spread.groups import groups_of
from matcher.planning.spread.lists import lengths, shown
from matcher.planning.spread.short_lists import why_few
from matcher.planning.spread.suggested import Kinds
from matcher.services.drafts.everybody import Everybody

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.domain.exposure import ExposureReport, WhyFew
    from matcher.domain.opening import Opening
    from matcher.domain.spread import SpreadPrices
    from matcher.planning.pair_scores import Progress
    from matcher.planning.spread.spreading import Spread
    from matcher.services.drafts.everybody import Asked

STRONGEST = 1.0


@dataclass(frozen=True, eq=False)
class _Made:
    """Lists with what they were made from."""

    asked: Asked
    spreading: Spreading
    spread: Spread


@dataclass(frozen=True)
class SpreadService(Everybody):
    """Spreads openings over the lists of everybody, and shows their shares.

    Leads are not in it, as nobody has agreed to them. An opening's own ``exposure_cap`` holds
    at every strength but 0. Lists are the openings of the highest score less price, before variety
    by step; beside them stand figures of lists as suggestions choose them.

    Parameters
    ----------
    seed
        Of the lots between equal bids.
    """

    seed: int = 0

    def spread(
        self,
        by: str,
        question: SpreadQuestion | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> SpreadReport:
        """Spread lists on trial; only that it was done is stored, in the audit log.

        Parameters
        ----------
        by
            Who asks.
        progress
            Called with how many people are scored, and how many there are.

        Raises
        ------
        InputError
            The strength is outside [0, 1], or the minimum longer than a list.
        EmptyProgramme
            Nobody looks for a job, or there is no opening that was agreed with an employer.
        SuggestionsStopped
            Somebody stopped suggestions for everybody, before or while the lists were made.
        """
        found, _ = self._made(by, question or SpreadQuestion(), progress)
        return found

    def use(
        self,
        by: str,
        question: SpreadQuestion | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> tuple[SpreadReport, SpreadPrices]:
        """Spread lists as :meth:`spread` does, and choose suggestions at the prices from now on.

        The prices of before are ended and kept, so that their lists can be made again.

        Raises
        ------
        InputError
            As for :meth:`spread`, or the minimum is lower than everybody has to be shown.
        EmptyProgramme, SuggestionsStopped
            As for :meth:`spread`.
        """
        asked_for = question or SpreadQuestion()
        if asked_for.minimum < MINIMUM:
            raise InputError(
                f"Lists in use keep a minimum of at least {MINIMUM}, not {asked_for.minimum}. "
                "Give that or more."
            )
        day = self.now().date()
        found, _ = self._spread(self._asked(day), day, asked_for, progress)
        at = self.now()
        prices = prices_of(found, self.seed, by, at)
        with self.units(write=True) as unit:
            refuse_when(unit.stop.get())
            before = unit.prices.end(by, at)
            unit.prices.use(prices)
            unit.audit.append(lists_spread(found, self.new_id(), by, at, self._versions()))
            unit.audit.append(prices_used(prices, found, before))
            unit.commit()
        return found, prices

    def end(self, by: str) -> str | None:
        """Choose suggestions by score alone again; return which prices were in use, if any."""
        at = self.now()
        with self.units(write=True) as unit:
            ended = unit.prices.end(by, at)
            if ended is not None:
                unit.audit.append(prices_ended(ended, by, at))
                unit.commit()
        return ended

    def in_use(self) -> SpreadPrices | None:
        """Return the prices that suggestions are chosen at, ``None`` when it is by score alone."""
        with self.units() as unit:
            return unit.prices.in_use()

    def exposure(self, by: str, progress: Progress = lambda _done, _total: None) -> ExposureReport:
        """Return how often groups of openings stand in lists, as planners may see it.

        Parameters and errors are those of :meth:`spread`; the log says the same.
        """
        found, made = self._made(by, SpreadQuestion(), progress)
        asked, spreading, problem = made.asked, made.spreading, made.spreading.problem
        spread, usual = made.spread, spreading.at(0.0)[0]
        long = lengths(problem, spread)
        shown = shown_exposure(
            problem,
            asked.openings,
            groups_of(asked.openings, problem.capacity.tolist(), self.ladders),
            {BY_SCORE: usual, SPREAD: spread},
            self._why(made, np.flatnonzero(long < MINIMUM).tolist(), found.day),
            MINIMUM,
        )
        return exposure_report(found, shown)

    def _why(self, made: _Made, few: Sequence[int], day: date) -> list[WhyFew]:
        asked = made.asked
        short = [asked.people[at] for at in few]
        if not short:
            return []
        profiles, cards = self._catalogue(short, asked.openings)
        return [
            why_few(profile, cards, self.rules, day, asked.refused, MINIMUM) for profile in profiles
        ]

    def _made(
        self, by: str, question: SpreadQuestion, progress: Progress
    ) -> tuple[SpreadReport, _Made]:
        day = self.now().date()
        asked = self._asked(day)
        found, made = self._spread(asked, day, question, progress)
        self._record(lists_spread(found, self.new_id(), by, self.now(), self._versions()))
        return found, made

    def _spread(
        self, asked: Asked, day: date, question: SpreadQuestion, progress: Progress
    ) -> tuple[SpreadReport, _Made]:
        problem, bands = self._scored(asked, day, progress)
        even = question.by is SpreadBy.OPENINGS
        spreading = Spreading(
            problem,
            np.ones_like(problem.capacity) if even else problem.capacity,
            question.length,
            question.minimum,
            _own_caps(asked.openings, problem.people),
            self.seed,
            _kinds(asked.openings, bands),
        )
        half = spreading.at_half_the_gini()
        strength = question.strength
        if strength is None:
            strength = half.strength if half else STRONGEST
        made, chosen = spreading.at(strength)
        allowed = made.budget + made.beyond
        long = lengths(problem, made)
        report = SpreadReport(
            day=day,
            people=problem.people,
            with_openings=int((np.bincount(problem.person, minlength=problem.people) > 0).sum()),
            openings=problem.openings,
            reachable=int(spreading.reachable.sum()),
            places=int(problem.capacity.sum()),
            pairs=len(bands),
            length=question.length,
            minimum=question.minimum,
            weighed_by=question.by,
            chosen=chosen,
            half=half,
            half_suggested=spreading.at_half_the_gini(suggested=True),
            curve=spreading.curve(),
            score=float(problem.score[made.listed].sum()),
            bound=highest_sum(problem, made.price, allowed, question.length, question.minimum),
            list_lengths=tuple(
                (size, int(count)) for size, count in enumerate(np.bincount(long)) if count
            ),
            shares=_shares(asked, spreading, made),
        )
        return report, _Made(asked, spreading, made)


def _own_caps(openings: Sequence[Opening], everybody: int) -> NDArray[np.intp]:
    caps = [everybody if one.exposure_cap is None else one.exposure_cap for one in openings]
    return np.array(caps, dtype=np.intp)


def _kinds(openings: Sequence[Opening], bands: Sequence[Band]) -> Kinds:
    steps: dict[str, int] = {}
    names = [one.step or f"opening:{one.id}" for one in openings]
    return Kinds(
        np.array([steps.setdefault(name, len(steps)) for name in names], dtype=np.intp),
        np.array([band is Band.STRETCH for band in bands], dtype=np.bool_),
    )


def _shares(asked: Asked, spreading: Spreading, made: Spread) -> tuple[OpeningShare, ...]:
    problem = spreading.problem
    usual, times = shown(problem, spreading.at(0.0)[0]), shown(problem, made)
    could = np.bincount(problem.place, minlength=problem.openings)
    usual_part, part = usual / max(usual.sum(), 1), times / max(times.sum(), 1)
    rows = [
        OpeningShare(
            opening=one.id,
            title=one.title,
            places=int(problem.capacity[at]),
            could=int(could[at]),
            by_score=int(usual[at]),
            lists=int(times[at]),
            share_by_score=float(usual_part[at]),
            share=float(part[at]),
            budget=int(made.budget[at]) if made.budget[at] < problem.people else None,
            cap=one.exposure_cap,
            beyond=int(made.beyond[at]),
            price=float(made.price[at]),
        )
        for at, one in enumerate(asked.openings)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.by_score, row.opening)))
