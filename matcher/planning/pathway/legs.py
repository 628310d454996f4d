"""One move of a way, to the next job, and whole ways."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING

from matcher.domain.ladder import Span
from matcher.planning.gaps.standing import Standing
from matcher.planning.unlock.modules import BY_EMPLOYERS

if TYPE_CHECKING:
    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Step, Transition
    from matcher.domain.language import Cefr, CefrRange, LanguageArea
    from matcher.planning.gaps.person import Lack

NOTHING = Span(0, 0)


class LegSource(StrEnum):
    """Who says that one leads to the other.

    ``PERSON``: what is known of the person and what the job asks. ``LADDER``: a way of a ladder.
    ``REGISTER``: JobTech's substitutability; it is what the register says, and no promise.
    """

    PERSON = "person"
    LADDER = "ladder"
    REGISTER = "register"


class Has(StrEnum):
    """Whether a person has the Swedish that a job needs, today."""

    YES = "yes"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SwedishOnTheWay:
    """The Swedish of one area that a job needs.

    Parameters
    ----------
    need
        What the tasks need.
    have
        The person's level today; ``None`` when it is not known.
    lack
        What is still to learn once she stands before this job; ``None`` when nothing is, or when
        it is not known.
    """

    area: LanguageArea
    need: CefrRange
    have: Cefr | None
    has: Has
    lack: Lack | None


@dataclass(frozen=True, slots=True)
class Ease:
    """How easily a move is made, each part in [0, 1]: an order of moves, no chance.

    Parameters
    ----------
    met
        Share of what the job asks that is met before any training; what is not known is left out.
    places
        Grows with the places that are open now: none is 0, one is a half.
    share
        How much of the work one can do who comes from the job before, as the ladder or the
        register says. ``None`` when neither does; it then counts as a half.
    follows
        Whether there is a job before at all; without one, ``share`` does not count.
    """

    met: float
    places: float
    share: float | None
    follows: bool

    @property
    def value(self) -> float:
        """The mean of the parts, in (0, 1].

        >>> Ease(0.8, 0.5, None, follows=True).value
        0.6
        >>> Ease(0.8, 0.5, None, follows=False).value
        0.65
        """
        parts = [self.met, self.places]
        if self.follows:
            parts.append(SHARE_WHEN_UNKNOWN if self.share is None else self.share)
        return sum(parts) / len(parts)


SHARE_WHEN_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Leg:
    """A move to a job, from where the person is or from the job before.

    Parameters
    ----------
    id
        ``start:STEP``, the id of the ladder's way, or ``register:STEP>STEP``.
    origin
        The job before; ``None`` is where the person is.
    to
        The job.
    source
        Who says so.
    work_weeks
        How long the job before is held first, in weeks.
    training, training_weeks
        The training on the way, if there is one. One that employers give to whom they employ runs
        in the job before; any other comes after the weeks there.
    before
        The rest that is learnt before the job, beside the training, in weeks.
    swedish_weeks
        Swedish that has to be there when the job begins, learnt beside all else, in weeks.
    swedish
        What the job needs, area by area.
    lacks
        What is not met yet, or not known, when the person stands before this job.
    share_pct
        How much of the work one can do who comes from the job before.
    """

    id: str
    origin: StepId | None
    to: Step
    source: LegSource
    work_weeks: float
    training: Transition | None
    training_weeks: Span
    before: Span
    swedish_weeks: Span
    swedish: tuple[SwedishOnTheWay, ...]
    lacks: tuple[Lack, ...]
    open_places: int
    within_reach: int
    share_pct: int | None
    ease: Ease

    @property
    def weeks(self) -> Span:
        """Weeks from the beginning of the job before, or from today, to this job."""
        in_job = self.training is not None and self.training.training.kind in BY_EMPLOYERS
        low, high = (
            max(
                max(self.work_weeks, training) + before
                if in_job
                else self.work_weeks + max(training, before),
                swedish,
            )
            for training, before, swedish in (
                (self.training_weeks.low, self.before.low, self.swedish_weeks.low),
                (self.training_weeks.high, self.before.high, self.swedish_weeks.high),
            )
        )
        return Span(low, high)

    @property
    def unknown(self) -> tuple[Lack, ...]:
        """What has to be asked: it may add weeks, and may be met already."""
        return tuple(lack for lack in self.lacks if lack.standing is Standing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Way:
    """Moves, one after the other, from the person to the goal; no job comes twice."""

    legs: tuple[Leg, ...]

    @property
    def id(self) -> str:
        """The ids of its moves."""
        return " ".join(leg.id for leg in self.legs)

    @property
    def weeks(self) -> Span:
        """All weeks until the goal is begun."""
        low, high = self.reached()[-1]
        return Span(low, high)

    @property
    def jobs_held(self) -> tuple[Step, ...]:
        """The jobs on the way, the goal left out."""
        return tuple(leg.to for leg in self.legs[:-1])

    @property
    def order(self) -> float:
        """The product of what eases its moves, in (0, 1]: it orders ways, and is no chance."""
        return prod(leg.ease.value for leg in self.legs)

    @property
    def at_least(self) -> bool:
        """Say whether something is not known that may add weeks."""
        return any(leg.unknown for leg in self.legs)

    def reached(self) -> list[tuple[float, float]]:
        """Return after how many weeks, at least and at most, each job is begun."""
        spans = [(leg.weeks.low, leg.weeks.high) for leg in self.legs]
        return list(accumulate(spans, lambda sum_, one: (sum_[0] + one[0], sum_[1] + one[1])))
