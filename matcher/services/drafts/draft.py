"""A draft over all places of a programme, for LinkWorkers; nobody is suggested or told by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_planning import draft_made
from matcher.domain.draft import Draft, DraftRow, DraftSum
from matcher.planning.allocation.check import dual_bound
from matcher.planning.allocation.greedy import greedy
from matcher.planning.allocation.optimal import optimal
from matcher.services.drafts.everybody import Everybody

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.judgement import Band
    from matcher.planning.allocation.problem import Allocation, Problem
    from matcher.planning.pair_scores import Progress
    from matcher.services.drafts.everybody import Asked


@dataclass(frozen=True)
class DraftService(Everybody):
    """Shares out all places at once, as a draft."""

    def draft(self, by: str, progress: Progress = lambda _done, _total: None) -> Draft:
        """Make a draft; only that it was made is stored, in the audit log.

        Parameters
        ----------
        by
            Who asks.
        progress
            Called with how many people are scored, and how many there are.

        Raises
        ------
        EmptyProgramme
            Nobody looks for a job, or there is no opening that was agreed with an employer.
        SuggestionsStopped
            Somebody stopped suggestions for everybody, before or while the draft was made.
        """
        day = self.now().date()
        made = self._shared_out(self._asked(day), day, progress)
        self._record(draft_made(made, self.new_id(), by, self.now(), self._versions()))
        return made

    def _shared_out(self, asked: Asked, day: date, progress: Progress) -> Draft:
        problem, bands = self._scored(asked, day, progress)
        best, first = optimal(problem), greedy(problem)
        return Draft(
            day=day,
            people=len(asked.people),
            openings=len(asked.openings),
            places=int(problem.capacity.sum()),
            pairs=len(bands),
            optimal=DraftSum(best.objective, len(best.chosen)),
            greedy=DraftSum(first.objective, len(first.chosen)),
            bound=dual_bound(problem, best.place_price),
            rows=_rows(asked, problem, bands, best, first),
        )


def _rows(
    asked: Asked,
    problem: Problem,
    bands: tuple[Band, ...],
    best: Allocation,
    first: Allocation,
) -> tuple[DraftRow, ...]:
    other = {
        int(problem.person[pair]): asked.openings[problem.place[pair]].id for pair in first.chosen
    }
    rows = []
    for pair in best.chosen:
        person, opening = int(problem.person[pair]), asked.openings[problem.place[pair]]
        rows.append(
            DraftRow(
                asked.people[person].code,
                opening.id,
                opening.title,
                float(problem.score[pair]),
                bands[pair],
                other.get(person),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.participant))
