"""Weights of the next-step score are learnt from hidden ways; tables are split by pair."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcher.embedding import HashingEncoder
from matcher.errors import InputError
from matcher.evaluation.next_step_task import evaluate_next_step, next_step_task
from matcher.planning.next_step import NextStepScorer
from matcher.planning.next_step_features import FEATURES, FROM_OWN_WAYS
from matcher.planning.next_step_weights import parse_next_step_weights
from matcher.planning.occupations import Occupation, Way
from matcher.planning.register import Register
from matcher.planning.title_likeness import title_likeness
from training.edge_split import HELD_OUT, KEPT, split_ways
from training.next_step import LEAST, Examples, at_least, fit, hidden_examples, learn, part_of_pair

if TYPE_CHECKING:
    from pathlib import Path

TRADES = 6
EACH = 10
OCCUPATIONS = tuple(
    Occupation(
        f"t{trade}n{number}", f"Yrke {trade} {number}", f"{1 + trade % 3}{trade}1{number % 2}"
    )
    for trade in range(TRADES)
    for number in range(EACH)
)


def ways_within_trades() -> tuple[Way, ...]:
    """Within a trade every second pair is known; nothing leads from trade to trade."""
    return tuple(
        Way(f"t{trade}n{a}", f"t{trade}n{b}", 75)
        for trade in range(TRADES)
        for a in range(EACH)
        for b in range(EACH)
        if a != b and (a + b) % 2
    )


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(OCCUPATIONS, title_likeness(OCCUPATIONS, HashingEncoder()))


def test_the_pair_decides_the_part_in_both_directions():

    expected = int(hashlib.md5(b"a|b", usedforsecurity=False).hexdigest(), 16) % 3

    assert part_of_pair(Way("b", "a", 75).pair, 3) == part_of_pair(("a", "b"), 3) == expected


def test_what_is_learnt_finds_hidden_ways(register: Register):
    ways = ways_within_trades()
    kept = [way for way in ways if part_of_pair(way.pair, 3)]
    asked = [way for way in ways if not part_of_pair(way.pair, 3)]

    weights = parse_next_step_weights(learn(register, kept, "small"))
    task = next_step_task(OCCUPATIONS, kept, asked)
    found = evaluate_next_step(task, NextStepScorer(register, weights), seed=1)

    assert found["hits_at_10"] > 0.95
    assert weights.version.startswith("small@")


def test_what_planners_ask_for_is_always_weighed(register: Register):
    weights = parse_next_step_weights(learn(register, ways_within_trades(), "small"))

    for name, least in LEAST.items():
        assert weights.known[name] >= least
        assert weights.new[name] >= least
    raised = at_least({"a": 0.6, "b": 0.4, "c": 0.0}, {"b": 0.1, "c": 0.5})
    assert raised == pytest.approx({"a": 0.3, "b": 0.2, "c": 0.5})


def test_who_is_left_without_ways_is_learnt_from_apart(register: Register):
    others = [way for way in ways_within_trades() if "t0n0" not in way.pair]

    parts = list(hidden_examples(register, [*others, Way("t0n0", "t0n1", 75)]))

    assert {part.known for part in parts} == {True, False}
    (alone,) = (part for part in parts if not part.known)
    own = [FEATURES.index(name) for name in FROM_OWN_WAYS]
    assert not alone.values[:, own].any()
    assert alone.right.sum() == 1


def test_learning_again_gives_the_same(register: Register):
    assert learn(register, ways_within_trades(), "x") == learn(register, ways_within_trades(), "x")


def test_the_fit_finds_the_feature_that_tells_and_nothing_below_zero():
    rng = np.random.default_rng(1)
    values = rng.random((400, len(FEATURES))).astype(np.float32)
    right = np.arange(400) % 10 == 0
    values[right, FEATURES.index("shared_links")] += 1
    values[right, FEATURES.index("name")] -= 1
    parts = [
        Examples(values[:200], right[:200], np.repeat(np.arange(20), 10)),
        Examples(values[200:], right[200:], np.repeat(np.arange(20), 10)),
    ]

    weights = fit(parts, FEATURES)

    assert max(weights, key=weights.__getitem__) == "shared_links"
    assert weights["name"] == 0
    assert min(weights.values()) >= 0
    assert sum(weights.values()) == pytest.approx(1)


def test_features_that_are_not_named_get_no_weight():
    values = np.random.default_rng(1).random((40, len(FEATURES))).astype(np.float32)
    part = Examples(values, np.arange(40) % 10 == 0, np.repeat(np.arange(4), 10))
    others = [name for name in FEATURES if name not in FROM_OWN_WAYS]

    weights = fit([part], others)

    assert [weights[name] for name in FROM_OWN_WAYS] == [0] * len(FROM_OWN_WAYS)


def test_a_table_is_split_so_that_both_directions_stay_together(tmp_path: Path):
    table = tmp_path / "edges.csv"
    rows = [(way.origin, "från", way.target, str(way.percentage)) for way in ways_within_trades()]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["from_concept_id", "from_label", "to_concept_id", "percentage"])
        writer.writerows(rows)

    held, kept = split_ways(table, tmp_path / "out", 3, 0)

    read = {}
    for name in (HELD_OUT, KEPT):
        with (tmp_path / "out" / name).open(encoding="utf-8") as file:
            read[name] = [tuple(row.values()) for row in csv.DictReader(file)]
    assert (len(read[HELD_OUT]), len(read[KEPT])) == (held, kept)
    assert sorted(read[HELD_OUT] + read[KEPT]) == sorted(rows)
    pairs = {name: {frozenset(row[::2][:2]) for row in found} for name, found in read.items()}
    assert pairs[HELD_OUT] & pairs[KEPT] == set()
    assert 0.2 < held / len(rows) < 0.5


def test_a_table_of_something_else_is_refused(tmp_path: Path):
    table = tmp_path / "edges.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(InputError, match="no column from_concept_id"):
        split_ways(table, tmp_path, 3, 0)
    with pytest.raises(InputError, match="no part 3 of 3; use 0 to 2"):
        split_ways(table, tmp_path, 3, 3)
