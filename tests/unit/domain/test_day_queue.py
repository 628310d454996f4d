"""Whose turn it is, why, and when the day is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from day import NOW, REVIEWED
from day import queue_person as person
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.day_queue import Why, make_queue, why_now
from matcher.domain.ids import ParticipantCode


def codes(queue):
    return [one.person.code for one in queue.line]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, Why.WAITING),
        ({"new_openings": 2, "reviewed": REVIEWED}, Why.NEW_OPENINGS),
        ({"new_openings": 2}, Why.WAITING),
        ({"facts_changed": True, "new_openings": 2, "reviewed": REVIEWED}, Why.FACTS_CHANGED),
        ({"interested": True, "facts_changed": True}, Why.INTERESTED),
        ({"interested": True, "reviewed_today": True}, Why.BEGUN),
        ({"proposed": 0, "reviewed_today": True}, Why.WAITING),
    ],
)
def test_the_strongest_reason_is_the_one(more, why):
    assert why_now(person(**more)) is why


def test_own_interest_first_then_facts_then_openings_then_the_longest_wait():
    people = [
        person("P1", first_listed=NOW - timedelta(days=30)),
        person("P2", first_listed=NOW - timedelta(days=40)),
        person("P3", new_openings=1, reviewed=REVIEWED),
        person("P4", facts_changed=True),
        person("P5", interested=True),
        person("P6", interested=True, first_listed=NOW - timedelta(days=21)),
        person("P7", proposed=0),
    ]

    assert codes(make_queue(people, 8)) == ["P6", "P5", "P4", "P3", "P2", "P1"]


def test_whoever_waits_since_nobody_knows_when_has_waited_longest():
    people = [
        person("P1", first_listed=NOW - timedelta(days=9000)),
        person("P2", first_listed=None),
    ]

    assert codes(make_queue(people, 8)) == ["P2", "P1"]


def test_whoever_was_begun_with_today_stays_first():
    begun = person("P9", reviewed=NOW, reviewed_today=True)

    assert codes(make_queue([person("P1", interested=True), begun], 8)) == ["P9", "P1"]


def test_the_queue_knows_how_many_people_there_are_at_all():
    assert make_queue([], 8).people == 0
    assert make_queue([person("P1", proposed=0)], 8).people == 1


def test_a_review_begins_the_wait_anew():
    [one] = make_queue([person(reviewed=REVIEWED)], 8).line
    assert one.since == REVIEWED


def test_the_budget_counts_people_who_were_finished_today():
    finished = person("P0", proposed=0, reviewed_today=True)
    begun = person("P1", reviewed_today=True)
    others = [person(f"P{number}") for number in range(2, 6)]

    queue = make_queue([finished, begun, *others], 3)

    assert (queue.done, queue.left, queue.later) == (1, 2, 3)
    assert [one.person.code for one in queue.today] == ["P1", "P2"]


def test_more_than_the_budget_leaves_nothing_for_today():
    done = [person(f"P{number}", proposed=0, reviewed_today=True) for number in range(4)]

    queue = make_queue([*done, person("P9")], 3)

    assert (queue.done, queue.left, queue.later, queue.today) == (4, 0, 1, ())


def test_turn_and_after():
    queue = make_queue([person("P1"), person("P2"), person("P3")], 8)

    assert queue.turn().person.code == "P1"
    assert queue.turn(ParticipantCode("P2")).person.code == "P2"
    assert queue.turn(ParticipantCode("P9")).person.code == "P1"
    assert queue.after(ParticipantCode("P2")).person.code == "P3"
    assert queue.after(ParticipantCode("P3")).person.code == "P1"
    assert queue.after(ParticipantCode("P9")).person.code == "P1"
    assert make_queue([person("P1")], 8).after(ParticipantCode("P1")) is None
    assert make_queue([], 8).turn() is None


@given(
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.integers(0, 2), st.integers(0, 3)), max_size=12
    ),
    st.integers(1, 9),
)
def test_everybody_with_something_to_decide_stands_in_line_once(rows, budget):
    people = [
        replace(
            person(f"P{number:02}"),
            interested=wants,
            reviewed_today=today,
            new_openings=new,
            proposed=proposed,
        )
        for number, (wants, today, new, proposed) in enumerate(rows)
    ]

    queue = make_queue(people, budget)

    assert sorted(codes(queue)) == [one.code for one in people if one.proposed]
    assert queue.left + queue.later == len(queue.line)
    assert queue.left <= budget
    reasons = [tuple(Why).index(one.why) for one in queue.line]
    assert reasons == sorted(reasons)
