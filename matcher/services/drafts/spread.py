"""How crowded everybody's lists are, and what it costs to spread them; no list is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.audit_planning import lists_spread
from matcher.domain.spread import OpeningShare, SpreadBy, SpreadQuestion, SpreadReport
from matcher.planning.spread.check import highest_sum
from matcher.planning.spread.curve import Spreading
from matcher.planning.spread.lists import lengths, shown
from matcher.services.drafts.everybody import Everybody

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.domain.opening import Opening
    from matcher.planning.pair_scores import Progress
    from matcher.planning.spread.spreading import Spread
    from matcher.services.drafts.everybody import Asked

STRONGEST = 1.0


@dataclass(frozen=True)
class SpreadService(Everybody):
    """Spreads openings over the lists of everybody, and shows their shares.

    Leads are not in it, as nobody has agreed to them. An opening's own ``exposure_cap`` holds
    at every strength but 0. Lists are the openings of the highest score less price, before variety
    by step.
    """

    def spread(
        self,
        by: str,
        question: SpreadQuestion | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> SpreadReport:
        """Spread lists; only that it was done is stored, in the audit log.

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
        day = self.now().date()
        found = self._spread(self._asked(day), day, question or SpreadQuestion(), progress)
        self._record(lists_spread(found, self.new_id(), by, self.now(), self._versions()))
        return found

    def _spread(
        self, asked: Asked, day: date, question: SpreadQuestion, progress: Progress
    ) -> SpreadReport:
        problem, bands = self._scored(asked, day, progress)
        even = question.by is SpreadBy.OPENINGS
        spreading = Spreading(
            problem,
            np.ones_like(problem.capacity) if even else problem.capacity,
            question.length,
            question.minimum,
            _own_caps(asked.openings, problem.people),
        )
        half = spreading.at_half_the_gini()
        strength = question.strength
        if strength is None:
            strength = half.strength if half else STRONGEST
        made, chosen = spreading.at(strength)
        allowed = made.budget + made.beyond
        long = lengths(problem, made)
        return SpreadReport(
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
            curve=spreading.curve(),
            score=float(problem.score[made.listed].sum()),
            bound=highest_sum(problem, made.price, allowed, question.length, question.minimum),
            list_lengths=tuple(
                (size, int(count)) for size, count in enumerate(np.bincount(long)) if count
            ),
            shares=_shares(asked, spreading, made),
        )


def _own_caps(openings: Sequence[Opening], everybody: int) -> NDArray[np.intp]:
    caps = [everybody if one.exposure_cap is None else one.exposure_cap for one in openings]
    return np.array(caps, dtype=np.intp)


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
