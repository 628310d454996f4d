"""The score is the sum of its contributions, and the weights file is checked."""

from __future__ import annotations

import json

import numpy as np
import pytest
from register import OCCUPATIONS, WAYS, small_register

from matcher.errors import ArtifactError
from matcher.planning.next_step import NextStepScorer
from matcher.planning.next_step_features import FEATURES, FROM_OTHERS, FROM_OWN_WAYS
from matcher.planning.next_step_weights import NextStepWeights, parse_next_step_weights
from matcher.planning.way_graph import WayGraph
from matcher.settings import shared_path

SHIPPED = shared_path("models", "weights", "next-step-2.json")


def even_weights() -> NextStepWeights:
    known = dict.fromkeys(FEATURES, 1 / len(FEATURES))
    new = dict.fromkeys(FEATURES, 0.0) | dict.fromkeys(FROM_OTHERS, 1 / len(FROM_OTHERS))
    return NextStepWeights("even", known, new)


def document(**changes: object) -> str:
    even = even_weights()
    return json.dumps({"version": "v", "known": even.known, "new": even.new, **changes})


def test_contributions_sum_to_the_score():
    graph = WayGraph(OCCUPATIONS, WAYS).without(5)
    scorer = NextStepScorer(small_register(), even_weights())
    everyone = np.arange(7)

    scores = scorer.score(graph, everyone)

    assert scores.min() >= 0
    assert scores.max() <= 1
    for origin in range(7):
        added = scorer.contributions(graph, origin, everyone)
        assert [sum(one.values()) for one in added] == pytest.approx(scores[origin].tolist())


def test_the_weights_of_an_occupation_depend_on_its_ways():
    graph = WayGraph(OCCUPATIONS, WAYS).without(5)
    weights = even_weights()
    only_level = dict.fromkeys(FEATURES, 0.0) | {"same_level": 1.0}
    scorer = NextStepScorer(small_register(), NextStepWeights("x", weights.known, only_level))

    (new,) = scorer.score(graph, np.array([5]))
    (known,) = scorer.score(graph, np.array([0]))

    assert new.tolist() == pytest.approx([1 - abs(int(o.ssyk[0]) - 7) / 9 for o in OCCUPATIONS])
    assert known[1] > known[5]


def test_the_weights_that_ship_are_sound():
    weights = parse_next_step_weights(SHIPPED.read_text(encoding="utf-8"))

    assert weights.version.startswith("next-step-2@")
    assert sum(weights.known[name] for name in FROM_OWN_WAYS) > 0.2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "cannot be read"),
        (document(known=None), "cannot be read"),
        (document(version="v", new={}), "must name exactly"),
        (document(known=dict.fromkeys(FEATURES, 1.0)), "sum to 1"),
        (document(new=dict.fromkeys(FEATURES, 1 / len(FEATURES))), "without any"),
        (
            document(known=dict.fromkeys(FEATURES, 0.0) | {"name": 2.0, "same_group": -1.0}),
            "at least 0",
        ),
    ],
)
def test_weights_that_cannot_be_used_say_why(text: str, problem: str):
    with pytest.raises(ArtifactError, match=problem):
        parse_next_step_weights(text)
