"""What two versions of a ladder say differently, compared whole."""

from __future__ import annotations

import pytest

from matcher.domain.ladder_changes import (
    FieldChange,
    StepChange,
    changed_steps,
    changes_between,
    in_states,
    state_of,
    steps_of,
    with_states,
)

WASH = {"id": "wash", "texts": {"sv": "diskar"}}
MOP = {"id": "mop", "texts": {"sv": "moppar"}}
PORTER = {"id": "k.porter", "status": "published", "order": 1, "tasks": [WASH, MOP]}
COOK = {"id": "k.cook", "status": "agreed", "order": 2}
UP = {"id": "up", "from": "k.porter", "to": "k.cook", "weeks": {"min": 4}}
LADDER = {"sector": "k", "names": {"sv": "Kök"}, "steps": [PORTER, COOK], "transitions": [UP]}


def with_steps(*steps, **more):
    return {**LADDER, "steps": list(steps), **more}


def porter(**said):
    return {**PORTER, **said}


def of_porter(before, after, field="said"):
    """The fields that changed when a step says something else in one of them."""
    found = changes_between(
        with_steps(porter(**{field: before}), COOK), with_steps(porter(**{field: after}), COOK)
    )
    assert [change.step for change in found] == ["k.porter"][: len(found)]
    return [(one.path, one.before, one.after) for change in found for one in change.fields]


def test_the_same_ladder_changed_nowhere_whatever_its_states():
    drafted = with_steps(porter(status="draft"), {**COOK, "status": "draft"})

    assert changes_between(LADDER, LADDER) == ()
    assert changes_between(LADDER, drafted) == ()


def test_the_ladder_as_a_whole_comes_first_then_steps_in_their_new_order_then_those_gone():
    server = {"id": "k.server", "order": 3}
    down = {"id": "down", "from": "k.server"}
    back = {"id": "back", "from": "k.cook"}
    before = {**LADDER, "transitions": [UP, back]}
    after = with_steps(server, porter(order=4), names={"sv": "Storkök"}, transitions=[down])

    assert changes_between(before, after) == (
        StepChange(None, (FieldChange(("names", "sv"), "Kök", "Storkök"),)),
        StepChange(
            "k.server",
            (
                FieldChange(("id",), None, "k.server"),
                FieldChange(("order",), None, "3"),
                FieldChange(("transitions", "down", "id"), None, "down"),
                FieldChange(("transitions", "down", "from"), None, "k.server"),
            ),
            added=True,
        ),
        StepChange(
            "k.porter",
            (
                FieldChange(("order",), "1", "4"),
                FieldChange(("transitions", "up", "id"), "up", None),
                FieldChange(("transitions", "up", "from"), "k.porter", None),
                FieldChange(("transitions", "up", "to"), "k.cook", None),
                FieldChange(("transitions", "up", "weeks", "min"), "4", None),
            ),
        ),
        StepChange(
            "k.cook",
            (
                FieldChange(("id",), "k.cook", None),
                FieldChange(("order",), "2", None),
                FieldChange(("transitions", "back", "id"), "back", None),
                FieldChange(("transitions", "back", "from"), "k.cook", None),
            ),
            removed=True,
        ),
    )


def test_of_a_new_step_without_ways_onward_nothing_is_said_of_ways():
    [new] = changes_between({}, {"steps": [{"id": "porter", "pay": 3}]})

    assert [change.path for change in new.fields] == [("id",), ("pay",)]


def test_a_row_of_a_list_is_known_by_its_id():
    other = {"id": "wash", "texts": {"sv": "diskar fint"}}

    assert of_porter([WASH, MOP], [other, MOP]) == [
        (("said", "wash", "texts", "sv"), "diskar", "diskar fint")
    ]
    assert of_porter([WASH], [MOP, WASH]) == [
        (("said", "mop", "id"), None, "mop"),
        (("said", "mop", "texts", "sv"), None, "moppar"),
    ]


def test_rows_without_ids_are_known_by_their_number():
    assert of_porter([{"sv": "a"}, {"sv": "b"}], [{"sv": "a"}, {"sv": "c"}]) == [
        (("said", "2", "sv"), "b", "c")
    ]


def test_the_same_rows_in_another_order_are_one_change():
    assert of_porter([WASH, MOP], [MOP, WASH]) == [(("said",), "wash, mop", "mop, wash")]


def test_fields_in_another_order_are_none():
    assert of_porter({"sv": "a", "en": "b"}, {"en": "b", "sv": "a"}) == []


def test_new_fields_come_in_their_order_and_those_gone_after_them():
    assert of_porter({"a": "1", "b": "2", "c": "3"}, {"d": "4", "c": "5", "b": "2"}) == [
        (("said", "d"), None, "4"),
        (("said", "c"), "3", "5"),
        (("said", "a"), "1", None),
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a", "b", ("a", "b")),
        (None, 2.0, (None, "2")),
        (0.25, 1.5, ("0.25", "1.5")),
        (2, 3, ("2", "3")),
        (True, False, ("yes", "no")),
        (["a"], ["a", "b"], ("a", "a, b")),
        (["a"], [], ("a", None)),
        ("", None, ("", None)),
        (["a", {"id": "b"}], ["a"], ("a, {'id': 'b'}", "a")),
    ],
)
def test_values_are_said_as_people_read_them(before, after, said):
    assert of_porter(before, after) == [(("said",), *said)]


def test_a_group_in_place_of_a_value_is_said_by_its_parts():
    assert of_porter("old", {"min": 1}) == [(("said", "min"), None, "1")]
    assert of_porter([], [WASH]) == [
        (("said", "wash", "id"), None, "wash"),
        (("said", "wash", "texts", "sv"), None, "diskar"),
    ]


def test_what_a_step_says_has_its_ways_onward_and_not_its_state():
    assert steps_of(LADDER) == {
        "k.porter": {"id": "k.porter", "order": 1, "tasks": [WASH, MOP], "transitions": [UP]},
        "k.cook": {"id": "k.cook", "order": 2, "transitions": []},
    }
    assert steps_of({"steps": [PORTER]})["k.porter"]["transitions"] == []
    assert steps_of({}) == {}


def test_changed_are_steps_that_say_something_else_or_are_new():
    server = {"id": "k.server"}
    after = with_steps(server, {**COOK, "status": "draft"}, porter(order=9))

    assert changed_steps(LADDER, after) == ("k.server", "k.porter")


def test_a_step_stands_where_what_it_says_was_agreed():
    # Per step: what it says now, in the earlier draft, and in use, with the state it had there.
    now = [("used", "a"), ("agreed", "b"), ("open", "c"), ("new", "d"), ("both", "e")]
    earlier = [
        ("used", "x", "draft"),
        ("agreed", "b", "agreed"),
        ("open", "c", "published"),
        ("both", "e", "draft"),
        ("gone", "f", "agreed"),
    ]
    in_use = [("used", "a", "published"), ("agreed", "y", "published"), ("both", "e", "retired")]

    def ladder(rows):
        return {
            "sector": "k",
            "steps": [
                {"id": name, "said": said, "status": next(iter(state), "sent")}
                for name, said, *state in rows
            ],
        }

    found = with_states(ladder(now), ladder(earlier), ladder(in_use))

    assert found == {
        "sector": "k",
        "steps": [
            {"id": "used", "said": "a", "status": "published"},
            {"id": "agreed", "said": "b", "status": "agreed"},
            {"id": "open", "said": "c", "status": "draft"},
            {"id": "new", "said": "d", "status": "draft"},
            {"id": "both", "said": "e", "status": "retired"},
        ],
    }


def test_an_agreed_step_that_says_something_else_has_to_be_agreed_anew():
    agreed = with_steps(porter(status="agreed"), COOK)
    changed = with_steps(porter(status="agreed", order=7), COOK)

    found = with_states(changed, agreed, with_steps())

    assert [state_of(found, step) for step in ("k.porter", "k.cook")] == ["draft", "agreed"]


def test_states_are_set_for_the_steps_that_are_named():
    assert in_states(LADDER, {"k.porter": "retired", "k.chef": "draft"}) == with_steps(
        porter(status="retired"), COOK
    )
    assert in_states({"sector": "k"}, {"k.porter": "draft"}) == {"sector": "k", "steps": []}


def test_the_state_of_a_step_is_what_its_draft_says():
    assert (state_of(LADDER, "k.porter"), state_of(LADDER, "k.cook")) == ("published", "agreed")


def test_the_first_draft_of_all_has_nothing_before_it():
    found = with_states(with_steps(porter(status="agreed"), COOK), {}, {})

    assert found == with_steps(porter(status="draft"), {**COOK, "status": "draft"})
    assert with_states({"sector": "k"}, {}, {}) == {"sector": "k", "steps": []}
