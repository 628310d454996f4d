"""Every pair of a programme that could be suggested, with its score: the product's own ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.planning.gates_first import assess_unless_barred
from matcher.ranking.shortlist import above_floor

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.judgement import Band
    from matcher.ranking.catalogue import Card, Profile
    from matcher.ranking.rules import Rules

    Progress = Callable[[int, int], None]
    Refusal = tuple[ParticipantCode, OpeningId | None]


@dataclass(frozen=True, eq=False)
class PairScores:
    """Pairs above the floor, by person and then by job.

    Parameters
    ----------
    person, place
        Shape (pairs,), intp: indexes of profiles and cards.
    score
        Shape (pairs,), float64, in (0, 1].
    bands
        One for each pair.
    """

    person: NDArray[np.intp]
    place: NDArray[np.intp]
    score: NDArray[np.float64]
    bands: tuple[Band, ...]


def pairs_above_floor(
    profiles: Sequence[Profile],
    cards: Sequence[Card],
    rules: Rules,
    today: date,
    *,
    left_out: Container[Refusal] = frozenset(),
    progress: Progress = lambda _done, _total: None,
) -> PairScores:
    """Score every person with every job, and keep what may be suggested.

    A pair falls out when a gate is in the way, when the person wants no such job, when it was
    answered with no, or when its score is below the floor.

    Parameters
    ----------
    profiles, cards
        People and jobs with their vectors, by the same encoder.
    left_out
        Pairs of a code and an opening that were answered with no.
    progress
        Called with how many people are done and how many there are.
    """
    found: list[tuple[int, int, float, Band]] = []
    for number, profile in enumerate(profiles):
        for place, card in enumerate(cards):
            opening = card.target.opening
            if (profile.person.code, opening.id if opening else None) in left_out:
                continue
            pair = assess_unless_barred(profile, card, rules, today)
            if pair and pair.score > 0 and above_floor([pair], rules.weights.floor):
                found.append((number, place, pair.score, pair.band))
        progress(number + 1, len(profiles))
    people, places, scores, bands = zip(*found, strict=True) if found else ((), (), (), ())
    return PairScores(
        np.array(people, dtype=np.intp),
        np.array(places, dtype=np.intp),
        # the contributions of a perfect pair may add up to a hair above 1
        np.minimum(np.array(scores, dtype=np.float64), 1.0),
        bands,
    )
