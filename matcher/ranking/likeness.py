"""How much of a job a person has done: soft coverage of each skill by the best of her facets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.sector import Sector
from matcher.ranking.verbalise import FacetKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.ports import Vectors
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules


@dataclass(frozen=True)
class Likeness:
    """Likeness of a person's facets to one job, all values in [0, 1].

    Parameters
    ----------
    work
        Shape (facets,): each facet against the whole job.
    coverage
        Shape (skills,): each skill by the best facet.
    best_facet
        Shape (skills,): which facet that was.
    """

    work: NDArray[np.float64]
    coverage: NDArray[np.float64]
    best_facet: NDArray[np.intp]


def liken(profile: Profile, card: Card, rules: Rules) -> Likeness:
    """Compare a profile with a job; a profile without facets gives coverage 0 and no best facet."""
    skills = len(card.skills)
    if not profile.facets:
        empty = np.zeros(skills)
        return Likeness(np.zeros(0), empty, np.full(skills, -1, dtype=np.intp))
    work = job_likeness(profile, card.work, card.target.sector, rules)
    if not skills:
        return Likeness(work, np.zeros(0), np.zeros(0, dtype=np.intp))
    each = rules.skill.apply(profile.vectors @ card.skill_vectors.T)
    share = rules.weights.whole_job_share
    covered = np.maximum(each, share * work[:, None] + (1 - share) * each)
    return Likeness(work, covered.max(axis=0), covered.argmax(axis=0))


def job_likeness(
    profile: Profile, job: Vectors, sector: Sector | None, rules: Rules
) -> NDArray[np.float64]:
    """Return the likeness of each facet to a whole job of shape (d,); shape (facets,).

    The likeness of the texts and the trade that the facet was read as each have their share: the
    encoder is less sure of Somali and Tigrinya, and knows the trade before it knows the job. A
    skill alone is worth less than having done the work.
    """
    likeness = rules.work.apply(profile.vectors @ job)
    if sector is not None:
        share = rules.weights.trade_share
        trade = profile.trades[:, list(Sector).index(sector)]
        likeness = (1 - share) * likeness + share * trade
    done = [facet.kind is FacetKind.EXPERIENCE for facet in profile.facets]
    return likeness * np.where(done, 1.0, rules.weights.skill_worth)
