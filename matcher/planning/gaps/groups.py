"""Gaps over the programme, its sectors, steps and areas, and over single needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.planning.gaps.demand import job_of
from matcher.planning.gaps.figures import group_gap, need_gap
from matcher.planning.gaps.needs import GapKind, coverage_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.domain.ids import OpeningId, StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.sector import Sector
    from matcher.domain.text import LocalText
    from matcher.planning.gaps.demand import Demand
    from matcher.planning.gaps.figures import Gap, Resamples
    from matcher.planning.gaps.jobs import JobStandings
    from matcher.planning.gaps.needs import NeedOfPeople

_PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about; ``None`` is everything."""

    sector: Sector | None = None
    step: StepId | None = None
    area: str | None = None
    opening: OpeningId | None = None

    def holds(self, demand: Demand) -> bool:
        """Say whether places are asked about."""
        return (
            self.sector in (None, demand.sector)
            and self.step in (None, demand.step)
            and self.area in (None, demand.area)
            and self.opening in (None, demand.opening)
        )


def group_gaps(
    jobs: JobStandings, demand: Sequence[Demand], ladders: Ladders, resamples: Resamples
) -> list[Gap]:
    """Return the gaps over the programme, then sectors, steps and areas that ask for anybody.

    People are counted at the open jobs of a group, and at the steps that places are promised on.
    Places that are promised on no step count as places only.
    """
    groups: list[tuple[GapKind, str, LocalText | None, list[Demand]]] = [
        (GapKind.PROGRAMME, _PROGRAMME, None, list(demand))
    ]
    groups += [
        (GapKind.SECTOR, ladder.sector.value, ladder.names, asked)
        for ladder in ladders.all
        if (asked := [one for one in demand if one.sector is ladder.sector])
    ]
    groups += [
        (GapKind.STEP, step.id, step.titles, asked)
        for step in ladders.steps.values()
        if (asked := [one for one in demand if one.step == step.id])
    ]
    groups += [
        (GapKind.AREA, area, None, [one for one in demand if one.area == area])
        for area in sorted({one.area for one in demand if one.area})
    ]
    return [
        group_gap(kind, group, texts, asked, jobs.of({job_of(one) for one in asked}), resamples)
        for kind, group, texts, asked in groups
    ]


def need_gaps(
    needs: Iterable[NeedOfPeople], demand: Sequence[Demand], resamples: Resamples
) -> list[Gap]:
    """Return the gap of every need: the places of the jobs that have it, and who meets it."""
    found = []
    for need in needs:
        asked = [one for one in demand if job_of(one) in need.targets]
        found.append(need_gap(need, asked, coverage_of(need), resamples))
    return found


def largest_first(gaps: Iterable[Gap]) -> list[Gap]:
    """Order gaps of one kind: the largest shortfall first, then the most places."""
    return sorted(gaps, key=lambda gap: (-gap.shortfall.value, -gap.places, gap.id))
