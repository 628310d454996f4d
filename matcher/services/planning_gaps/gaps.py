"""Where open jobs and people do not meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.target import Target
from matcher.errors import InputError, NotFound
from matcher.planning.gaps.demand import expected_demand, job_of, open_demand, promised_demand
from matcher.planning.gaps.figures import Resamples
from matcher.planning.gaps.groups import Scope, group_gaps, largest_first, need_gaps
from matcher.planning.gaps.jobs import job_standings
from matcher.planning.gaps.needs import GapKind, jobs_with_the_same_needs, needs_of
from matcher.planning.gaps.person import person_gaps
from matcher.planning.gaps.standing import Judging
from matcher.ranking.catalogue import make_cards, make_profiles
from matcher.services.planning_gaps.loading import load
from matcher.services.planning_gaps.one_person import one_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from matcher.domain.expected import Expected
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.ladders import Ladders
    from matcher.planning.gaps.demand import Demand
    from matcher.planning.gaps.figures import Gap
    from matcher.planning.gaps.person import StepGap
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.planning_gaps.loading import Plannable
    from matcher.services.planning_gaps.matching import Matching

WEEKS = 12.0
_ORDER = list(GapKind)


@dataclass(frozen=True)
class GapReport:
    """Gaps on a day.

    Parameters
    ----------
    people
        How many are counted.
    demand
        All places that were asked about, each with source and certainty.
    gaps
        Groups first, then needs; of each kind the largest first.
    """

    at: date
    weeks: float
    people: int
    demand: tuple[Demand, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class PersonGapReport:
    """What lies between one person and each step."""

    code: ParticipantCode
    at: date
    weeks: float
    steps: tuple[StepGap, ...]


@dataclass(frozen=True)
class GapService:
    """Counts gaps; nothing is stored.

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

    def gaps(
        self,
        scope: Scope | None = None,
        *,
        at: date | None = None,
        weeks: float = WEEKS,
        expected: Sequence[Expected] = (),
    ) -> GapReport:
        """Return the gaps of the programme, or of a part of it.

        Parameters
        ----------
        scope
            What is asked about; everything when not given.
        at
            The day that jobs shall begin on, today when not given.
        weeks
            How long training before a job may take, in weeks.
        expected
            Forecasts and seasons; those of the day count as places.

        Raises
        ------
        InputError
            ``at`` is past.
        NotFound
            There is no such step or opening, or the opening takes nobody on that day.
        EmptyProgramme
            Nobody looks for a job.
        """
        asked = scope or Scope()
        today = self.now().date()
        day = at or today
        if day < today:
            raise InputError(f"{day} is past. Ask for today ({today}) or a later day.")
        matching, found = self.matching(), load(self.units)
        if asked.step is not None:
            matching.ladders.step(asked.step)
        demand = demand_of(found, matching.ladders, today, day, asked, expected)
        targets = targets_of(found, matching.ladders, demand)
        cards = make_cards(targets, matching.ladders, matching.encoder)
        profiles = make_profiles(found.people, matching.encoder, matching.trades)
        places = [sum(d.places for d in demand if job_of(d) == one.id) for one in targets]
        resamples = Resamples(len(profiles), matching.seed)
        judging = Judging(matching.rules, day, weeks)
        jobs = job_standings(profiles, cards, places, judging)
        same = jobs_with_the_same_needs(targets)
        bare_cards = make_cards([one for one, _ in same], matching.ladders, matching.encoder)
        needs = needs_of(profiles, zip(bare_cards, (ids for _, ids in same), strict=True), judging)
        gaps = group_gaps(jobs, demand, matching.ladders, resamples)
        gaps += need_gaps(needs, demand, resamples)
        ordered = [
            gap for kind in _ORDER for gap in largest_first(one for one in gaps if one.kind is kind)
        ]
        return GapReport(day, weeks, len(profiles), demand, tuple(ordered))

    def for_person(self, code: ParticipantCode, *, weeks: float = WEEKS) -> PersonGapReport:
        """Return what lies between one person and each step.

        Raises
        ------
        NotFound
            There is no such person, or the identity is protected.
        InputError
            She does not look for a job now.
        """
        matching, today = self.matching(), self.now().date()
        about = one_person(self.units, matching, code, today)
        judging = Judging(matching.rules, today, weeks)
        gaps = person_gaps(about.profile, about.steps, about.openings, judging)
        return PersonGapReport(code, today, weeks, gaps)


def demand_of(
    found: Plannable,
    ladders: Ladders,
    today: date,
    day: date,
    scope: Scope | None = None,
    expected: Sequence[Expected] = (),
) -> tuple[Demand, ...]:
    """Return the places that are asked about, each with source and certainty.

    Raises
    ------
    NotFound
        There is no such opening, or it takes nobody on that day.
    """
    scope = scope or Scope()
    every = (
        *open_demand(found.openings, found.left, ladders, today, day),
        *promised_demand(found.promises, found.openings, found.employers, ladders),
        *expected_demand(expected, ladders, day),
    )
    asked = tuple(one for one in every if scope.holds(one))
    if scope.opening is not None and not asked:
        raise NotFound(
            f"There is no own opening {scope.opening} that takes people on {day}. Check its id."
        )
    return asked


def targets_of(found: Plannable, ladders: Ladders, demand: Sequence[Demand]) -> tuple[Target, ...]:
    """Return a target for each open job, and one for each step that places are promised on."""
    openings = {opening.id: opening for opening in found.openings}
    targets: dict[str, Target] = {}
    for one in demand:
        step = ladders.steps.get(one.step) if one.step else None
        opening = openings[one.opening] if one.opening else None
        if opening is not None or step is not None:
            target = Target(opening, step)
            targets.setdefault(target.id, target)
    return tuple(targets.values())
