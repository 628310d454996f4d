"""Problems of people and openings with a score for each pair."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from matcher.planning.allocation.problem import Problem


def make_problem(pairs: list[tuple[int, int, float]], people: int, capacity: list[int]) -> Problem:
    person, place, score = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Problem(
        np.array(person, dtype=np.intp),
        np.array(place, dtype=np.intp),
        np.array(score, dtype=np.float64),
        people,
        np.array(capacity, dtype=np.intp),
    )


@st.composite
def problems(draw: st.DrawFn, people: int = 12, openings: int = 8, seats: int = 3) -> Problem:
    """Draw a programme; scores in hundredths, so that many are equal."""
    count = draw(st.integers(0, people))
    capacity = draw(st.lists(st.integers(0, seats), max_size=openings))
    chosen: dict[tuple[int, int], float] = {}
    if count and capacity:
        pair = st.tuples(st.integers(0, count - 1), st.integers(0, len(capacity) - 1))
        score = st.integers(1, 100).map(lambda hundredths: hundredths / 100)
        chosen = draw(st.dictionaries(pair, score, max_size=count * len(capacity)))
    return make_problem([(*pair, score) for pair, score in chosen.items()], count, capacity)


def random_problem(seed: int, people: int, openings: int, seats: int, share: float) -> Problem:
    rng = np.random.default_rng(seed)
    person, place = np.nonzero(rng.random((people, openings)) < share)
    score = np.clip(
        0.5
        + rng.normal(0, 0.1, people)[person]
        + rng.normal(0, 0.1, openings)[place]
        + rng.normal(0, 0.1, person.size),
        0.01,
        1,
    )
    return Problem(person, place, score, people, rng.integers(0, seats + 1, openings))
