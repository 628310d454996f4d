"""Lists by their whole order: what is shown first, what of one step, which ways are shortest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_opening, make_step
from judged import found, judged
from priced import ids, pair

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Span, When
from matcher.domain.target import Target
from matcher.ranking.shortlist import WAYS_SHOWN, above_floor, shortest_ways, varied

BAR = judged(Topic.ADULT, Outcome.MISSING, gate=True)


def first_job(name, *, score=0.5, bars=0, weeks=(), opening=None, entry=True):
    """A pair of a first job with what stands between: gates, and weeks before the job."""
    step = replace(make_step(), id=name, entry=entry)
    what = replace(make_opening(step), id=opening) if opening else None
    needs = (
        judged(Topic.SKILL, Outcome.TRAINABLE, when=when, weeks=Span(low, low))
        for low, when in weeks
    )
    return found(*needs, target=Target(what, step), score=score, barred_by=(BAR,) * bars)


def names(ways):
    return [way.card.target.id for way in ways]


def before(low):
    return ((low, When.BEFORE),)


@pytest.mark.parametrize(
    ("nearer", "further"),
    [
        ({"bars": 0, "weeks": before(30), "score": 0.1}, {"bars": 1, "score": 0.9}),
        ({"bars": 1, "score": 0.1}, {"bars": 2, "score": 0.9}),
        ({"weeks": before(2), "score": 0.1}, {"weeks": before(3), "score": 0.9}),
        ({"weeks": ((9, When.BESIDE),), "score": 0.1}, {"weeks": before(1), "score": 0.9}),
        ({"score": 0.6}, {"score": 0.5}),
    ],
    ids=["a gate", "more gates", "more weeks", "weeks before the job", "score"],
)
def test_the_way_is_short_by_gates_then_weeks_then_score(nearer, further):
    # The ids would order them the other way round.
    near, far = first_job("z", **nearer), first_job("a", **further)

    assert names(shortest_ways([near, far])) == names(shortest_ways([far, near]))
    assert names(shortest_ways([far, near])) == ["step:z", "step:a"]


def test_ways_as_short_are_in_the_order_of_their_ids():
    assert names(shortest_ways([first_job("b"), first_job("a")])) == ["step:a", "step:b"]


def test_of_one_step_the_nearest_is_shown_and_three_in_all():
    ways = [first_job(f"s{number}", score=0.9 - number / 10) for number in range(WAYS_SHOWN + 1)]
    ways += [first_job("s0", score=0.95, opening="O1"), first_job("top", score=1.0, entry=False)]
    bare = found(target=Target(make_opening(make_step()), None), score=1.0)

    assert names(shortest_ways([*ways, bare])) == ["opening:O1", "step:s1", "step:s2"]
    assert shortest_ways([bare]) == []


def test_openings_without_a_step_are_not_counted_as_one():
    found_ones = [pair(f"O{number}", 0.9 - number / 10) for number in range(4)]
    bare = [
        replace(one, card=replace(one.card, target=Target(one.card.target.opening, None)))
        for one in found_ones
    ]

    assert ids(varied(bare, 10)) == ["O0", "O1", "O2", "O3"]


def test_at_most_three_of_a_step_are_shown_to_one_person_and_as_many_to_another():
    same = [pair(f"O{number}", 0.9 - number / 10, step="a") for number in range(4)]
    others = []
    for one in same:
        person = replace(one.profile.person, code="P002")
        others.append(replace(one, profile=replace(one.profile, person=person)))

    assert ids(varied(same, 10)) == ["O0", "O1", "O2"]
    assert ids(varied([*same, *others], 10)) == ["O0", "O1", "O2"] * 2


def test_a_pair_at_the_floor_is_kept_and_one_below_it_or_barred_is_not():
    at, below = pair("O1", 0.5), pair("O2", 0.49)
    barred = replace(pair("O3", 0.9), barred_by=(BAR,))

    assert ids(above_floor([at, below, barred], 0.5)) == ["O1"]
