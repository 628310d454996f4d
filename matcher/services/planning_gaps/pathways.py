"""The ways from one person to the jobs she wants, and what one more level of Swedish opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.concept import RelationKind, Scheme
from matcher.domain.ladder import StepState
from matcher.domain.taxonomy_version import VersionState
from matcher.errors import InputError
from matcher.planning.gaps.standing import ABLE, Judging
from matcher.planning.pathway.answer import Ground
from matcher.planning.pathway.goals import GoalReason, goals_of, may_be_goals
from matcher.planning.pathway.one_level import one_level_more
from matcher.planning.pathway.register_ways import between_steps
from matcher.services.planning_gaps.gaps import WEEKS
from matcher.services.planning_gaps.one_person import one_person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from matcher.domain.ids import ParticipantCode, StepId
    from matcher.domain.ladder import Step
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Wishes
    from matcher.planning.gaps.person import StepGap
    from matcher.planning.pathway.answer import Answer
    from matcher.planning.pathway.legs import Way
    from matcher.planning.pathway.moves import RegisterWay
    from matcher.planning.pathway.one_level import OneLevelMore
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.planning_gaps.matching import Matching

MOST_WAYS = 10
WAYS = 3


@dataclass(frozen=True)
class GoalWays:
    """The ways to one goal.

    Parameters
    ----------
    gap
        The goal, and what lies between her and it today.
    because
        Why it is a goal.
    quickest, likeliest
        The best ways, the best first; both are empty when no way is known.
    """

    gap: StepGap
    because: GoalReason
    quickest: tuple[Way, ...]
    likeliest: tuple[Way, ...]


@dataclass(frozen=True)
class PathwayReport:
    """Ways of one person on a day.

    Parameters
    ----------
    goals
        The jobs she wants first, then the nearest in weeks; those that no way leads to last.
    can_begin
        Steps that can be begun now, with or without an introduction: most places within reach
        first.
    may_be_goals
        Every step that can be asked about.
    register
        Name of the imported version of JobTech; ``None`` without one.
    register_ways
        How many ways between steps it gave.
    more_swedish
        What a level more opens: all areas together, then each alone. Empty when nothing is known
        of her Swedish.
    """

    code: ParticipantCode
    at: date
    goals: tuple[GoalWays, ...]
    can_begin: tuple[StepGap, ...]
    may_be_goals: tuple[Step, ...]
    register: str | None
    register_ways: int
    more_swedish: tuple[OneLevelMore, ...]


@dataclass(frozen=True)
class PathwayService:
    """Finds ways; nothing is stored.

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

    def ways(
        self, code: ParticipantCode, to: StepId | None = None, *, most: int = WAYS
    ) -> PathwayReport:
        """Return the best ways from a person to a job, or to the jobs she wants.

        Parameters
        ----------
        to
            The job; when not given, the steps she wishes for and the tops of their ladders.
        most
            How many ways of each kind at most, from 1.

        Raises
        ------
        NotFound
            There is no such person or step, or the identity is protected.
        InputError
            She does not look for a job now, has said no to such work, the step is retired, or the
            number is out of range.
        """
        if not 1 <= most <= MOST_WAYS:
            raise InputError(
                f"{most} ways: write a number from 1 to {MOST_WAYS}.",
                code="pathway.how_many",
                most=MOST_WAYS,
            )
        matching, today = self.matching(), self.now().date()
        about = one_person(self.units, matching, code, today)
        wishes = about.profile.person.wishes
        wanted = _goals(wishes, to, matching.ladders)
        version, register = self._register(matching.ladders)
        ground = Ground(
            about.profile,
            about.steps,
            about.openings,
            matching.ladders,
            register,
            Judging(matching.rules, today, WEEKS),
        )
        answer = ground.answer()
        goals = [
            GoalWays(
                answer.gaps[goal],
                because,
                answer.quickest(goal, most),
                answer.likeliest(goal, most),
            )
            for goal, because in wanted.items()
        ]
        goals.sort(key=_best_first)
        return PathwayReport(
            code,
            today,
            tuple(goals),
            _can_begin(answer, wishes),
            may_be_goals(wishes, matching.ladders),
            version,
            len(register),
            one_level_more(ground, answer, [goal.gap.step.id for goal in goals]),
        )

    def _register(self, ladders: Ladders) -> tuple[str | None, tuple[RegisterWay, ...]]:
        with self.units() as unit:
            version = next(
                (
                    one.name
                    for one in unit.taxonomies.versions()
                    if one.scheme is Scheme.JOBTECH and one.state is VersionState.IN_USE
                ),
                None,
            )
            if version is None:
                return None, ()
            ties = unit.taxonomies.ties(Scheme.JOBTECH, (RelationKind.SUBSTITUTE,))
        said = ((tie.source, tie.target, tie.percentage or 0) for tie in ties)
        return version, between_steps(ladders, said)


def _goals(wishes: Wishes, to: StepId | None, ladders: Ladders) -> Mapping[StepId, GoalReason]:
    if to is None:
        return goals_of(wishes, ladders)
    step = ladders.step(to)
    if step.id in wishes.unwanted:
        raise InputError(
            f"The person has said no to work as {step.id}. Choose another goal, or take the no "
            "back among the wishes first.",
            code="pathway.unwanted",
        )
    if step.state is StepState.RETIRED:
        raise InputError(
            f"The step {step.id} is retired. Choose another goal; see `stegvis ladders show`.",
            code="pathway.retired",
        )
    return {step.id: GoalReason.ASKED}


def _can_begin(answer: Answer, wishes: Wishes) -> tuple[StepGap, ...]:
    found = [
        gap
        for gap in answer.gaps.values()
        if gap.standing in ABLE and gap.step.id not in wishes.unwanted
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.within_reach, -gap.open_places, gap.step.id)))


def _best_first(goal: GoalWays) -> tuple[bool, bool, float, str]:
    return (
        not goal.quickest,
        goal.because is not GoalReason.WISHED_STEP,
        goal.quickest[0].weeks.high if goal.quickest else 0.0,
        goal.gap.step.id,
    )
