"""All moves of one person: from today to the jobs she can begin, and from job to job.

What lies between her and a job is taken from her gaps. On the way, what the job before and the
training have given is taken off; nothing is judged a second time but the Swedish that is then left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance, Span, When
from matcher.planning.gaps.standing import Standing
from matcher.planning.pathway.ease import ease_of
from matcher.planning.pathway.legs import NOTHING, Leg, LegSource
from matcher.planning.pathway.swedish import on_the_way
from matcher.ranking.ladder_fit import LADDER, VALIDATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Step, Transition
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Participant
    from matcher.planning.gaps.person import Lack, StepGap
    from matcher.planning.gaps.standing import Judging

LEAST_SHARE_PCT = 50
"""Below, the register says that a part of the work can be done: too little to begin on."""
WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class RegisterWay:
    """What the register says: who works on one step can do so much of the work of another."""

    origin: StepId
    target: StepId
    percentage: int


@dataclass(frozen=True)
class Moves:
    """Finds the moves of one person.

    Parameters
    ----------
    gaps
        What lies between her and each step.
    """

    person: Participant
    gaps: Mapping[StepId, StepGap]
    judging: Judging

    def all(self, ladders: Ladders, register: Iterable[RegisterWay]) -> tuple[Leg, ...]:
        """Return every move; none leads to a job that she has said no to.

        Parameters
        ----------
        register
            Ways between steps; those between steps that a ladder joins only say how much of the
            work can be done.
        """
        said = {(way.origin, way.target): way.percentage for way in register}
        transitions = [way for ladder in ladders.all for way in ladder.transitions]
        joined = {(way.from_step, way.to_step) for way in transitions}
        by_id = {way.id: way for way in transitions}
        found = [self._start(gap, by_id) for gap in self.gaps.values()]
        found += [self._ladder(way, said.get((way.from_step, way.to_step))) for way in transitions]
        found += [
            self._register(way)
            for way in (RegisterWay(*ends, pct) for ends, pct in sorted(said.items()))
            if (way.origin, way.target) not in joined and way.percentage >= LEAST_SHARE_PCT
        ]
        return tuple(leg for leg in found if leg is not None)

    def _start(self, gap: StepGap, ways: Mapping[str, Transition]) -> Leg | None:
        if gap.standing is Standing.MISSING or not self._wanted(gap.step.id):
            return None
        up = [lack.judgement for lack in gap.lacks if lack.judgement.topic is Topic.LADDER]
        training = next((ways.get((one.facts or {}).get("way", "")) for one in up), None)
        given = _Given() if training is None else _Given(training=_given_by(training))
        stretch = _Stretch(0, training, None)
        return self._leg(f"start:{gap.step.id}", LegSource.PERSON, None, gap, given, stretch)

    def _ladder(self, way: Transition, register_pct: int | None) -> Leg | None:
        before, gap = self._ends(way.from_step, way.to_step)
        if before is None or gap is None:
            return None
        # As ranking has it: from a first job the training is open at once, a validation is not.
        at_once = before.entry and way.training.kind != VALIDATION
        months = 0.0 if at_once else self.judging.rules.weights.ladder_months
        job = self._from_job(before, gap.step)
        if months:
            job |= _grown(gap.step) - way.training.gives
        own = way.substitutability_pct
        share = register_pct if own is None else own
        stretch = _Stretch(months * WEEKS_A_MONTH, way, share)
        given = _Given(job, _given_by(way))
        return self._leg(way.id, LegSource.LADDER, before, gap, given, stretch)

    def _register(self, way: RegisterWay) -> Leg | None:
        before, gap = self._ends(way.origin, way.target)
        if before is None or gap is None:
            return None
        given = _Given(self._from_job(before, gap.step), frozenset({LADDER}))
        work = self.judging.rules.weights.ladder_months * WEEKS_A_MONTH
        return self._leg(
            f"register:{way.origin}>{way.target}",
            LegSource.REGISTER,
            before,
            gap,
            given,
            _Stretch(work, None, way.percentage),
        )

    def _ends(self, origin: StepId, target: StepId) -> tuple[Step | None, StepGap | None]:
        """Return the job before and what lies before the next; retired steps have neither."""
        before, gap = self.gaps.get(origin), self.gaps.get(target)
        if before is None or gap is None or not (self._wanted(origin) and self._wanted(target)):
            return None, None
        return before.step, gap

    def _wanted(self, step: StepId) -> bool:
        return step not in self.person.wishes.unwanted

    @staticmethod
    def _from_job(before: Step, step: Step) -> frozenset[str]:
        """Return what the job before asked for too: the same papers, and needs in the same words.

        Requirements of two steps may share an id and mean different things.
        """
        words = {need.texts.sv for need in before.requirements}
        same = {need.id for need in step.requirements if need.texts.sv in words}
        papers = {one.id for one in before.certificates if one.importance is Importance.ESSENTIAL}
        return frozenset(same | (papers & {one.id for one in step.certificates}))

    def _leg(
        self,
        leg_id: str,
        source: LegSource,
        before: Step | None,
        gap: StepGap,
        given: _Given,
        stretch: _Stretch,
    ) -> Leg | None:
        swedish = on_the_way(self.person, before, gap.step, self.judging)
        arriving = {one.area.value: one.lack for one in swedish}
        lacks = []
        for lack in gap.lacks:
            topic, about = lack.judgement.topic, lack.judgement.id
            if topic is Topic.SWEDISH and lack.judgement.outcome is not Outcome.UNKNOWN:
                still = arriving.get(about)
                lacks += [still] if still is not None else []
            elif about not in given.all:
                lacks.append(lack)
        if any(lack.standing is Standing.MISSING for lack in lacks):
            return None
        training = stretch.training
        return Leg(
            id=leg_id,
            origin=None if before is None else before.id,
            to=gap.step,
            source=source,
            work_weeks=stretch.work_weeks,
            training=training,
            training_weeks=NOTHING if training is None else training.weeks.full_time,
            before=_before(lack for lack in lacks if lack.judgement.topic is not Topic.SWEDISH),
            swedish_weeks=_before(lack for lack in lacks if lack.judgement.topic is Topic.SWEDISH),
            swedish=swedish,
            lacks=tuple(lacks),
            open_places=gap.open_places,
            within_reach=gap.within_reach,
            share_pct=stretch.share_pct,
            ease=ease_of(gap, given.job, arriving, stretch.share_pct, follows=before is not None),
        )


@dataclass(frozen=True, slots=True)
class _Given:
    """Ids of what a job before, and a training, have given."""

    job: frozenset[str] = frozenset()
    training: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        return self.job | self.training


@dataclass(frozen=True, slots=True)
class _Stretch:
    work_weeks: float
    training: Transition | None
    share_pct: int | None


def _given_by(way: Transition) -> frozenset[str]:
    """Return what a training gives, and that one has come as far up."""
    return way.training.gives | {LADDER}


def _grown(step: Step) -> frozenset[str]:
    """Return the skills of a step.

    A way of a ladder leads to the next job: the skills that its training does not give come with
    the months in the job before, and no papers do.
    """
    return frozenset(need.id for need in step.skills)


def _before(lacks: Iterable[Lack]) -> Span:
    """Return how long everything takes that is learnt before a job, side by side."""
    spans = [
        lack.judgement.weeks
        for lack in lacks
        if lack.judgement.outcome is Outcome.TRAINABLE
        and lack.judgement.when is When.BEFORE
        and lack.judgement.weeks
    ]
    low = max((span.low for span in spans), default=0.0)
    return Span(low, max((span.high for span in spans), default=0.0))
