"""Learn the weights of the next-step score from known ways, a part of which is hidden.

Every fold hides a fifth of the pairs (by a hash of the pair) and asks for them. For occupations
without ways it learns from those that a fold leaves none, and from occupations all of whose ways
are hidden. The weights are at least 0 and make each hidden way stand out from the candidates of its
occupation (softmax loss).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from matcher.planning.next_step_features import (
    FEATURES,
    FROM_OTHERS,
    next_step_features,
)
from matcher.planning.way_graph import WayGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.planning.occupations import Way
    from matcher.planning.register import Register

    Vector = NDArray[np.float32]

SEED = 20261125
HIDDEN_PARTS = 5
HARD, CHANCE = 80, 20
NEW_OCCUPATIONS = 500
RIDGE = 3e-5
_AT_ONCE = 64
LEAST: Mapping[str, float] = MappingProxyType({"shared_skills": 0.01, "near_zone": 0.01})
"""What is weighed so much at least, since planners ask for it (docs/adr/0015)."""
_HARD_BY = (
    "shared_links",
    "peers_lead_there",
    "like_names_lead_there",
    "name",
    "minor_groups",
    "same_group",
    "shared_skills",
)


@dataclass(frozen=True)
class Examples:
    """Candidates of asked occupations.

    Parameters
    ----------
    values
        Shape (m, features).
    right
        Shape (m,), whether the way was hidden.
    question
        Shape (m,), ascending: candidates with the same number compete.
    known
        Whether the asked occupations have ways left.
    """

    values: Vector
    right: NDArray[np.bool_]
    question: NDArray[np.int64]
    known: bool = True


def part_of_pair(pair: tuple[str, str], parts: int, salt: str = "") -> int:
    """Return the part a pair of concept ids, smaller first, belongs to: from 0 up.

    >>> part_of_pair(("a", "b"), 3) in {0, 1, 2}
    True
    """
    # md5 only spreads the pairs; nothing is secret
    digest = hashlib.md5(f"{salt}{'|'.join(pair)}".encode(), usedforsecurity=False)
    return int(digest.hexdigest(), 16) % parts


def hidden_examples(register: Register, ways: Sequence[Way]) -> Iterator[Examples]:
    """Hide each part of the ways in turn and ask for it."""
    rng = np.random.default_rng(SEED)
    for part in range(HIDDEN_PARTS):
        hidden = [way for way in ways if part_of_pair(way.pair, HIDDEN_PARTS, "fold:") == part]
        graph = WayGraph(register.occupations, ways).without_pairs({way.pair for way in hidden})
        asked = _targets(graph, hidden)
        for known in (True, False):
            rows = [origin for origin in asked if bool(graph.degree[origin]) is known]
            for start in range(0, len(rows), _AT_ONCE):
                yield _examples(register, graph, rows[start : start + _AT_ONCE], asked, rng)


def new_examples(
    register: Register,
    ways: Sequence[Way],
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Examples]:
    """Hide all ways of an occupation and ask for those that lead on from it."""
    rng = np.random.default_rng(SEED)
    graph = WayGraph(register.occupations, ways)
    origins = np.array(sorted({graph.place[way.origin] for way in ways}))
    drawn = rng.permutation(origins)[:NEW_OCCUPATIONS].tolist()
    for done, origin in enumerate(drawn, start=1):
        asked = {origin: graph.onward(origin)}
        yield _examples(register, graph.without(origin), [origin], asked, rng)
        if progress is not None:
            progress(done, len(drawn))


def _targets(graph: WayGraph, ways: Sequence[Way]) -> Mapping[int, NDArray[np.int64]]:
    found: dict[int, list[int]] = {}
    for way in ways:
        found.setdefault(graph.place[way.origin], []).append(graph.place[way.target])
    return {origin: np.array(targets) for origin, targets in sorted(found.items())}


def _examples(
    register: Register,
    graph: WayGraph,
    rows: Sequence[int],
    asked: Mapping[int, NDArray[np.int64]],
    rng: np.random.Generator,
) -> Examples:
    features = next_step_features(register, graph, np.array(rows, dtype=np.int64))
    values, right, question = [], [], []
    for place, origin in enumerate(rows):
        targets = asked[origin]
        others = np.setdiff1d(
            np.arange(len(graph)), np.r_[targets, graph.onward(origin), origin], assume_unique=False
        )
        hardness = np.sum([features[name][place, others] for name in _HARD_BY], axis=0)
        hard = others[np.argsort(-hardness, kind="stable")[:HARD]]
        chosen = np.r_[targets, hard, rng.choice(others, min(CHANCE, len(others)), replace=False)]
        values.append(np.stack([features[name][place, chosen] for name in FEATURES], axis=1))
        right.append(np.arange(len(chosen)) < len(targets))
        question.append(np.full(len(chosen), origin))
    return Examples(
        np.concatenate(values),
        np.concatenate(right),
        np.concatenate(question),
        bool(graph.degree[rows[0]]),
    )


def fit(parts: Sequence[Examples], names: Sequence[str]) -> dict[str, float]:
    """Return weights of at least 0 that sum to 1; features not named get 0.

    Parameters
    ----------
    parts
        Examples; questions of different parts do not mix.
    names
        Features that may be weighed.
    """
    used = [FEATURES.index(name) for name in names]
    values = np.concatenate([part.values for part in parts])[:, used]
    right = np.concatenate([part.right for part in parts])
    starts = _starts(parts)
    lengths = np.diff(np.r_[starts, len(right)])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = values @ weights.astype(np.float32)
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        raised = np.exp(scores)
        rivals = np.repeat(np.add.reduceat(raised * ~right, starts), lengths)
        total = raised[right] + rivals[right]
        slope = np.zeros_like(scores)
        slope[right] = 1 / total
        pull = np.repeat(np.add.reduceat(slope, starts), lengths)
        slope = np.where(right, 0, raised * pull)
        slope[right] = raised[right] / total - 1
        count = right.sum()
        worth = float((np.log(total) - scores[right]).sum() / count + RIDGE * (weights**2).sum())
        return worth, (values.T @ slope / count + 2 * RIDGE * weights).astype(np.float64)

    begin = np.full(len(used), 1 / len(used))
    best = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(used)).x
    shared = dict.fromkeys(FEATURES, 0.0) | dict(zip(names, best / best.sum(), strict=True))
    return at_least(shared, LEAST)


def at_least(weights: Mapping[str, float], least: Mapping[str, float]) -> dict[str, float]:
    """Return weights that sum to 1 as before, some of them raised to what they must be.

    >>> at_least({"a": 1.0, "b": 0.0}, {"b": 0.25})
    {'a': 0.75, 'b': 0.25}
    """
    raised = {name: worth for name, worth in least.items() if weights[name] < worth}
    others = sum(worth for name, worth in weights.items() if name not in raised)
    share = (1 - sum(raised.values())) / others
    return {name: raised.get(name, float(worth) * share) for name, worth in weights.items()}


def _starts(parts: Sequence[Examples]) -> NDArray[np.int64]:
    found, before = [], 0
    for part in parts:
        first = np.flatnonzero(np.diff(part.question, prepend=-1))
        found.append(first + before)
        before += len(part.question)
    return np.concatenate(found)


def learn(
    register: Register,
    ways: Sequence[Way],
    version: str,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Return the weights file's text.

    Parameters
    ----------
    register
        Occupations.
    ways
        Known ways that may be learnt from; keep those that are reported out.
    version
        Name of the file's version.
    progress
        Called while the new occupations are gone through.
    """
    hidden = list(hidden_examples(register, ways))
    left_without = [part for part in hidden if not part.known]
    known = fit([part for part in hidden if part.known], FEATURES)
    new = fit([*left_without, *new_examples(register, ways, progress)], FROM_OTHERS)
    document = {
        "version": version,
        "made_by": f"stegvis-train next-step, {len(ways)} ways, {register.titles.encoder_id}",
        "known": _rounded(known),
        "new": _rounded(new),
    }
    return json.dumps(document, indent=2) + "\n"


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    """Round to four decimals; the largest takes what is left, so that they sum to 1."""
    short = {name: round(value, 4) for name, value in weights.items()}
    largest = max(short, key=lambda name: short[name])
    short[largest] = round(short[largest] + 1 - sum(short.values()), 4)
    return short
