"""Changes of a ladder as plain data: what is changed, and that the rest stays as it was."""

from __future__ import annotations

import copy

import pytest

from matcher.domain.ladder_edit import (
    LONGEST_NAME,
    new_name,
    rows_of,
    step_in,
    with_new_step,
    with_rows,
    with_step,
    without_step,
)
from matcher.errors import NotFound

PORTER = {"id": "kitchens.porter", "order": 1, "tasks": [{"id": "wash"}], "certificates": []}
COOK = {"id": "kitchens.cook", "order": 2.5, "tasks": [{"id": "fry"}, {"id": "boil"}]}
UP = {"id": "up", "from": "kitchens.porter", "to": "kitchens.cook"}
ASIDE = {"id": "aside", "from": "kitchens.porter", "to": "kitchens.server"}
ON = {"id": "on", "from": "kitchens.cook", "to": "kitchens.chef"}
BACK = {"id": "back", "from": "kitchens.chef", "to": "kitchens.porter"}
LADDER = {
    "sector": "kitchens",
    "steps": [PORTER, COOK],
    "transitions": [ON, UP, BACK, ASIDE],
}
UNMARKED = {"mark": "to_be_confirmed", "source": None}
NOTHING = {"sv": "", "en": "", "ar": ""}


@pytest.fixture(autouse=True)
def ladder_as_it_was():
    """No function changes what it was given."""
    before = copy.deepcopy(LADDER)
    yield
    assert before == LADDER


def ways(*changed):
    return {**LADDER, "transitions": list(changed)}


def test_a_step_is_found_by_its_id():
    assert step_in(LADDER, "kitchens.cook") is COOK

    with pytest.raises(NotFound) as refused:
        step_in(LADDER, "kitchens.chef")
    assert str(refused.value) == (
        "The draft has no step 'kitchens.chef'. Choose a step that the page of the draft shows."
    )


def test_parts_of_a_step_and_the_ways_from_it():
    assert rows_of(LADDER, "kitchens.cook", "tasks") == [{"id": "fry"}, {"id": "boil"}]
    assert rows_of(LADDER, "kitchens.porter", "certificates") == []
    assert rows_of(LADDER, "kitchens.porter", "transitions") == [UP, ASIDE]


def test_other_rows_of_a_part_leave_everything_else_as_it_was():
    found = with_rows(LADDER, "kitchens.cook", "tasks", ({"id": "stew"},))

    assert found == {**LADDER, "steps": [PORTER, {**COOK, "tasks": [{"id": "stew"}]}]}


def test_ways_stand_where_the_first_of_them_stood():
    found = with_rows(LADDER, "kitchens.porter", "transitions", [ASIDE, UP])

    assert found == ways(ON, ASIDE, UP, BACK)


def test_ways_from_a_step_that_had_none_stand_at_the_end():
    new = {"id": "new", "from": "kitchens.server", "to": "kitchens.cook"}

    assert with_rows(LADDER, "kitchens.server", "transitions", [new]) == ways(
        ON, UP, BACK, ASIDE, new
    )


def test_ways_can_be_taken_out():
    assert with_rows(LADDER, "kitchens.porter", "transitions", []) == ways(ON, BACK)


def test_a_step_says_something_else_where_it_stands():
    said = {"id": "kitchens.porter", "order": 9}

    assert with_step(LADDER, "kitchens.porter", said) == {**LADDER, "steps": [said, COOK]}


def test_a_new_step_stands_above_the_others_and_says_nothing_but_its_titles():
    titles = {"sv": "Kallskänka", "en": "Cold kitchen", "ar": "مطبخ بارد"}

    found, step = with_new_step(LADDER, titles)

    assert step == "kitchens.cold_kitchen"
    assert found == {
        **LADDER,
        "steps": [
            PORTER,
            COOK,
            {
                "id": "kitchens.cold_kitchen",
                "order": 3,
                "entry": False,
                "top": False,
                "status": "draft",
                "titles": titles,
                "also_called": {"sv": ["Kallskänka"], "en": []},
                "codes": {
                    "jobtech": None,
                    "also_jobtech": [],
                    "ssyk": "",
                    "esco": None,
                    "fact": UNMARKED,
                },
                "tasks": [],
                "requirements": [],
                "swedish": {
                    "listening": "",
                    "reading": "",
                    "spoken_interaction": "",
                    "spoken_production": "",
                    "writing": "",
                    "for_task": NOTHING,
                    "sfi": None,
                    "when": "beside",
                    "weeks_per_level": {"min": "", "max": ""},
                    "fact": UNMARKED,
                },
                "certificates": [],
                "fact": UNMARKED,
            },
        ],
    }


@pytest.mark.parametrize("order", [1, 0, -3])
def test_the_first_step_of_all_stands_on_the_first_rung(order):
    empty, _ = with_new_step({**LADDER, "steps": []}, {"sv": "Kock"})
    above, _ = with_new_step({**LADDER, "steps": [{**PORTER, "order": order}]}, {"sv": "Kock"})

    assert empty["steps"][0]["order"] == 1
    assert above["steps"][1]["order"] == order + 1


@pytest.mark.parametrize("titles", [{"sv": "Kock"}, {"sv": "Kock", "en": ""}])
def test_without_an_english_title_a_step_is_named_by_the_swedish_one(titles):
    assert with_new_step(LADDER, titles)[1] == "kitchens.kock"


def test_a_name_that_a_step_has_is_not_given_again():
    assert with_new_step(LADDER, {"sv": "Kock", "en": "Cook"})[1] == "kitchens.cook_2"


def test_a_name_is_taken_by_all_that_stands_after_the_trade():
    deeper = {**LADDER, "steps": [{**PORTER, "id": "kitchens.cold.chef"}]}

    assert with_new_step(deeper, {"sv": "Chef"})[1] == "kitchens.chef"


def test_what_two_steps_share_is_not_shared_with_the_next_one():
    first, one = with_new_step(LADDER, {"sv": "Kock"})
    second, other = with_new_step(LADDER, {"sv": "Kock"})
    step_in(first, one)["fact"]["mark"] = "sourced"
    step_in(first, one)["swedish"]["for_task"]["sv"] = "läsa"

    assert step_in(second, other)["fact"] == UNMARKED
    assert step_in(second, other)["codes"]["fact"] == UNMARKED
    assert step_in(second, other)["swedish"]["for_task"] == NOTHING


def test_a_step_goes_with_the_ways_that_touch_it():
    assert without_step(LADDER, "kitchens.cook") == {
        **LADDER,
        "steps": [PORTER],
        "transitions": [BACK, ASIDE],
    }

    with pytest.raises(NotFound):
        without_step(LADDER, "kitchens.chef")


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Diskare", (), "diskare"),
        ("  Kökschef, större kök! ", (), "kokschef_storre_kok"),
        ("Kock 1:a", (), "kock_1_a"),
        ("2 kockar", (), "kockar"),
        ("123", (), "new"),
        ("مطبخ", ("new",), "new_2"),
        ("Kock", ("kock",), "kock_2"),
        ("Kock", ("kock", "kock_2", "kock_3"), "kock_4"),
        ("Kock", ("kock", "kock_3"), "kock_2"),
        ("x" * 41, (), "x" * 40),
        ("!" + "x" * 40, (), "x" * 40),
        ("x" * 39 + " y", (), "x" * 39),
        ("x" * 38 + " y", (), "x" * 38 + "_y"),
    ],
)
def test_a_name_is_plain_short_and_free(title, taken, name):
    assert new_name(title, taken) == name
    assert len(name) <= LONGEST_NAME
