"""Where a person stands to a requirement or to a whole job; unknown is never counted as no."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance, When

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.judgement import Judgement
    from matcher.domain.opening import Opening
    from matcher.ranking.assess import Assessment
    from matcher.ranking.rules import Rules


class Standing(IntEnum):
    """The nearest first: of several jobs the least counts.

    ``BESIDE`` is learnt beside the job and keeps nobody from beginning; ``BEFORE`` takes at most
    the weeks that were asked about, ``LATER`` takes longer.
    """

    MET = 0
    BESIDE = 1
    BEFORE = 2
    LATER = 3
    UNKNOWN = 4
    MISSING = 5


@dataclass(frozen=True, slots=True)
class Judging:
    """What people are judged with.

    Parameters
    ----------
    day
        The day that dates are held against.
    weeks
        How long training before a job may take.
    """

    rules: Rules
    day: date
    weeks: float


ABLE = (Standing.MET, Standing.BESIDE)
"""Who can begin."""
SOON = (*ABLE, Standing.BEFORE)
"""Who can begin once the training that is asked about has been given."""


def standing_to_need(judgement: Judgement, weeks: float) -> Standing:
    """Return where a person stands to one requirement.

    Parameters
    ----------
    judgement
        As ranking judged it.
    weeks
        How long training before the job may take.
    """
    if judgement.outcome is Outcome.TRAINABLE:
        if judgement.when is When.BESIDE:
            return Standing.BESIDE
        long = judgement.weeks is None or judgement.weeks.high > weeks
        return Standing.LATER if long else Standing.BEFORE
    return {
        Outcome.MET: Standing.MET,
        Outcome.UNKNOWN: Standing.UNKNOWN,
        Outcome.MISSING: Standing.MISSING,
    }[judgement.outcome]


def standing_to_job(found: Assessment, judging: Judging) -> Standing:
    """Return where a person stands to a whole job.

    A gate in the way, an essential need that cannot be trained, or a score below the floor is a
    no. What is not known of the person is asked first. Training before the job of at most
    ``introduction_weeks`` is an introduction to it, as for the bands.

    Parameters
    ----------
    found
        The pair as ranking assessed it.
    """
    weights = judging.rules.weights
    essential = [j for j in found.judgements if j.importance is Importance.ESSENTIAL]
    if (
        found.barred_by
        or found.score < weights.floor
        or any(j.outcome is Outcome.MISSING for j in essential)
    ):
        return Standing.MISSING
    if any(_not_known(j, found.card.target.opening) for j in essential):
        return Standing.UNKNOWN
    trained = [j for j in essential if j.outcome is Outcome.TRAINABLE]
    before = max((j.weeks.high for j in trained if j.when is When.BEFORE and j.weeks), default=0.0)
    if before > weights.introduction_weeks:
        return Standing.LATER if before > judging.weeks else Standing.BEFORE
    return Standing.BESIDE if trained else Standing.MET


def _not_known(judgement: Judgement, opening: Opening | None) -> bool:
    """Say whether it is the person of whom something is not known, not the job."""
    if judgement.outcome is not Outcome.UNKNOWN or judgement.bonus:
        return False
    if opening is None:
        return True
    says = {
        Topic.HOURS: opening.hours.per_week_min is not None,
        Topic.SHIFTS: bool(opening.hours.shifts),
        Topic.TRAVEL: opening.place is not None and opening.place.lat is not None,
    }
    return says.get(judgement.topic, True)
