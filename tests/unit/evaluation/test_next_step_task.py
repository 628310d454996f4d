"""The next-step task: who competes with whom, how ties count, and what cold takes away."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from register import NUMBER, OCCUPATIONS, WAYS, small_register

from matcher.errors import InputError
from matcher.evaluation.next_step_controls import Control, control_scorer, shuffled
from matcher.evaluation.next_step_task import evaluate_next_step, next_step_task
from matcher.planning.occupations import Occupation, Way
from matcher.planning.way_graph import WayGraph

MANY = tuple(Occupation(f"c{number:02}", f"Yrke {number}", "1111") for number in range(30))


@dataclass
class FixedScorer:
    """Gives every asked row the same scores and remembers the graphs it saw."""

    scores: np.ndarray
    seen: list[tuple[WayGraph, list[int]]] = field(default_factory=list)

    def score(self, graph, rows):
        self.seen.append((graph, rows.tolist()))
        return np.tile(self.scores.astype(np.float32), (len(rows), 1))


def falling() -> np.ndarray:
    """Occupation 0 has the highest score, 29 the lowest."""
    return np.arange(30, 0, -1)


def ways(*pairs: tuple[int, int]) -> list[Way]:
    return [Way(MANY[a].id, MANY[b].id, 75) for a, b in pairs]


def figures(known, asked, scores, **options):
    task = next_step_task(MANY, known, asked)
    return evaluate_next_step(task, FixedScorer(scores), seed=1, **options)


def test_the_place_is_among_the_others_that_are_not_linked():
    # From 20 to 12: 0 to 11 stand before it, of which two are known.
    found = figures(ways((20, 0), (20, 1)), ways((20, 12)), falling())

    assert found["mrr"] == pytest.approx(1 / 11)
    assert found["hits_at_10"] == 0
    found = figures(ways((20, 0), (20, 1), (20, 2)), ways((20, 12)), falling())
    assert (found["hits_at_10"], found["mrr"]) == (1, pytest.approx(1 / 10))


def test_a_way_that_only_leads_back_does_not_leave_the_list():
    found = figures(ways((0, 20)), ways((20, 1)), falling())

    assert found["mrr"] == pytest.approx(1 / 2)


def test_other_asked_ways_of_the_occupation_do_not_compete():
    found = figures(ways((1, 2)), ways((20, 0), (20, 1), (20, 2), (21, 2)), falling())

    assert found["mrr"] == pytest.approx((1 + 1 + 1 + 1 / 3) / 4)
    assert (found["n"], found["occupations"]) == (4, 2)


def test_equal_scores_share_their_places():
    found = figures(ways((1, 2)), ways((20, 0)), np.ones(30))

    # 28 others tie: it stands behind 14 of them.
    assert (found["hits_at_10"], found["mrr"]) == (0, pytest.approx(1 / 15))


def test_asked_ways_leave_the_known_ones_in_both_directions():
    asked = ways((3, 4))
    task = next_step_task(MANY, ways((3, 4), (4, 3), (4, 5)), asked)

    assert task.known.percentages == {(4, 5): 75}


def test_cold_nothing_touches_the_asked_occupation():
    known = ways((20, 0), (1, 20), (1, 2))
    scorer = FixedScorer(falling())
    task = next_step_task(MANY, known, ways((20, 3), (21, 3)))

    found = evaluate_next_step(task, scorer, seed=1, cold=True)

    (first, rows), (second, _) = scorer.seen
    assert rows == [20]
    assert first.percentages == {(1, 2): 75}
    assert second.percentages == task.known.percentages
    # The graph links 20 with nothing, so 0, which it led to, competes.
    assert found["mrr"] == pytest.approx(1 / 4)
    without = {"hits_at_10": 1, "mrr": pytest.approx((1 / 3 + 1 / 4) / 2)}
    assert found["known_ways_left_out"] == without


def test_the_interval_holds_the_figure_and_asking_again_gives_the_same():
    asked = ways(*((20, target) for target in (0, 15)), (21, 16), (22, 1))
    found = figures(ways((1, 2)), asked, falling())
    low, high = found["ci95"]

    assert 0 <= low < found["hits_at_10"] == 0.5 < high <= 1
    assert figures(ways((1, 2)), asked, falling()) == found


def test_a_way_that_stands_twice_counts_once():
    assert figures(ways((1, 2)), ways((20, 0), (20, 0)), falling())["n"] == 1


def test_nothing_to_look_for_says_so():
    with pytest.raises(InputError, match="no way to look for"):
        next_step_task(MANY, ways((1, 2)), [])


def test_the_controls_know_what_they_say():
    register, graph = small_register(), WayGraph(OCCUPATIONS, WAYS)
    ranking = FixedScorer(falling())
    rows = np.array([NUMBER["resb"]])

    two = control_scorer(Control.TWO_STEPS, ranking, register, 1).score(graph, rows)[0]
    code = control_scorer(Control.CODE_NAME, ranking, register, 1).score(graph, rows)[0]
    chance = control_scorer(Control.RANDOM, ranking, register, 1).score(graph, rows)

    assert two[[NUMBER["kock"], NUMBER["koks"], NUMBER["mura"]]].tolist() == [1, 1, 0]
    # 9412 shares four digits with 9412, none with others; murare is nothing like it
    assert code[NUMBER["disk"]] >= 4
    assert code[NUMBER["mura"]] < 1
    assert chance.shape == (1, 7)
    assert len(set(chance[0])) == 7
    assert control_scorer(Control.SHUFFLED, ranking, register, 1) is ranking
    assert control_scorer(None, ranking, register, 1) is ranking


def test_shuffled_ways_start_and_end_as_often_but_elsewhere():
    drawn = shuffled(ways(*((a, a + 15) for a in range(15))), seed=3)

    assert {way.origin for way in drawn} == {one.id for one in MANY[:15]}
    assert {way.target for way in drawn} == {one.id for one in MANY[15:]}
    assert sum(int(w.target[1:]) - int(w.origin[1:]) == 15 for w in drawn) < 5
