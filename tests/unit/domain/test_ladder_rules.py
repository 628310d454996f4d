"""Each fault that is put into a whole ladder is found, and only it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher.domain.ladder_rules import (
    LadderOutline,
    Named,
    StepOutline,
    WayOutline,
    find_faults,
)


def step(number: int, name: str, *, top: bool = False) -> StepOutline:
    path = f"steps[{number}]"
    return StepOutline(
        name=Named(f"kitchens.{name}", f"{path}.id"),
        path=path,
        top=top,
        tasks=(Named("wash", f"{path}.tasks[0].id"), Named("dry", f"{path}.tasks[1].id")),
        requirements=(Named("quick", f"{path}.requirements[0].id"),),
        certificates=(Named("food_hygiene", f"{path}.certificates[0].id"),),
    )


def way(number: int, start: str, end: str, *gives: str) -> WayOutline:
    path = f"transitions[{number}]"
    return WayOutline(
        name=Named(f"way{number}", f"{path}.id"),
        path=path,
        from_step=Named(f"kitchens.{start}", f"{path}.from"),
        to_step=Named(f"kitchens.{end}", f"{path}.to"),
        module=Named(f"course{number}", f"{path}.training.id"),
        gives=tuple(Named(gift, f"{path}.training.gives[{at}]") for at, gift in enumerate(gives)),
    )


STEPS = (step(0, "porter"), step(1, "assistant"), step(2, "cook", top=True))
WAYS = (
    way(0, "porter", "assistant", "quick", "food_hygiene"),
    way(1, "assistant", "cook", "quick"),
    way(2, "assistant", "cook"),
)
WHOLE = LadderOutline("kitchens", STEPS, WAYS)


def with_step(number: int, **changes: object) -> LadderOutline:
    steps = list(STEPS)
    steps[number] = replace(steps[number], **changes)
    return replace(WHOLE, steps=tuple(steps))


def with_way(number: int, **changes: object) -> LadderOutline:
    ways = list(WAYS)
    ways[number] = replace(ways[number], **changes)
    return replace(WHOLE, ways=tuple(ways))


def test_a_whole_ladder_has_no_fault():
    assert find_faults(WHOLE) == ()


def test_an_empty_outline_has_no_fault_of_these():
    assert find_faults(LadderOutline(None, (), ())) == ()


TWICE = "Give one of the two another id."
NOWHERE = "Use one of kitchens.assistant, kitchens.cook, kitchens.porter."


@pytest.mark.parametrize(
    ("ladder", "path", "problem", "mend"),
    [
        (
            replace(WHOLE, steps=(*STEPS, replace(step(3, "cook", top=True)))),
            "steps[3].id",
            "the step id 'kitchens.cook' stands at steps[2].id already",
            TWICE,
        ),
        (
            with_step(1, tasks=(Named("wash", "a"), Named("wash", "b"))),
            "b",
            "the task id 'wash' stands at a already",
            TWICE,
        ),
        (
            with_step(2, certificates=(Named("quick", "c"),)),
            "c",
            "the requirement or certificate id 'quick' stands at steps[2].requirements[0].id",
            TWICE,
        ),
        (
            with_way(2, name=Named("way1", "transitions[2].id")),
            "transitions[2].id",
            "the transition id 'way1' stands at transitions[1].id already",
            TWICE,
        ),
        (
            with_way(2, module=Named("course0", "transitions[2].training.id")),
            "transitions[2].training.id",
            "the training module id 'course0' stands at transitions[0].training.id already",
            TWICE,
        ),
        (
            replace(WHOLE, steps=(*STEPS, replace(step(3, "x", top=True), name=Named("x", "y")))),
            "y",
            "the step id 'x' does not begin with the sector",
            "Write it as 'kitchens.<name>'.",
        ),
        (
            with_way(1, to_step=Named("kitchens.chef", "transitions[1].to"), gives=()),
            "transitions[1].to",
            "the edge leads to nowhere: there is no step 'kitchens.chef' in this file",
            NOWHERE,
        ),
        (
            with_way(2, from_step=Named("kitchens.chef", "transitions[2].from")),
            "transitions[2].from",
            "the edge leads to nowhere: there is no step 'kitchens.chef' in this file",
            NOWHERE,
        ),
        (
            with_way(2, to_step=Named("kitchens.assistant", "transitions[2].to")),
            "transitions[2]",
            "the edge leads from 'kitchens.assistant' to itself",
            "Let it lead to another step, or take it out.",
        ),
        (
            with_way(2, to_step=Named("kitchens.porter", "transitions[2].to")),
            "transitions",
            "round in a circle: kitchens.porter -> kitchens.assistant -> kitchens.porter",
            "Take one of these transitions out; a ladder leads onward only.",
        ),
        (
            with_step(2, top=False),
            "steps[2].top",
            "no transition leads onward from 'kitchens.cook' and it is no top",
            "Add a transition from it, or set top: true.",
        ),
        (
            with_step(1, top=True),
            "steps[1].top",
            "'kitchens.assistant' is marked as top of the ladder but a transition leads onward",
            "Set top: false, or take the transition out.",
        ),
        (
            with_way(0, gives=(Named("singing", "transitions[0].training.gives[0]"),)),
            "transitions[0].training.gives[0]",
            "the training gives 'singing', which 'kitchens.assistant' does not ask for",
            "Use the id of a requirement or certificate of the target step.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_fault_is_found_at_its_place(ladder: LadderOutline, path: str, problem: str, mend: str):
    (fault,) = find_faults(ladder)

    assert fault.path == path
    assert problem in fault.problem
    assert fault.mend == mend


def test_a_file_without_steps_says_that_ways_need_them():
    faults = find_faults(LadderOutline("kitchens", (), (way(0, "porter", "cook"),)))

    assert [(fault.path, fault.mend) for fault in faults] == [
        ("transitions[0].from", "Use one of the steps of this file."),
        ("transitions[0].to", "Use one of the steps of this file."),
    ]


def test_several_faults_are_found_together():
    ladder = replace(
        with_step(2, top=False),
        ways=(*WAYS, way(3, "porter", "nowhere"), way(4, "porter", "assistant", "singing")),
    )

    assert [fault.path for fault in find_faults(ladder)] == [
        "transitions[3].to",
        "steps[2].top",
        "transitions[4].training.gives[0]",
    ]


def test_a_long_circle_is_told_once_from_any_beginning():
    ring = [
        way(n, name, STEPS[(n + 1) % 3].name.id.split(".")[1])
        for n, name in enumerate(("porter", "assistant", "cook"))
    ]
    for turn in range(3):
        ways = tuple(ring[turn:] + ring[:turn])
        circles = [
            fault
            for fault in find_faults(LadderOutline("kitchens", STEPS, ways))
            if fault.path == "transitions"
        ]

        (circle,) = circles
        assert circle.problem.count("->") == 3


def test_two_separate_circles_are_both_told():
    steps = tuple(step(n, name) for n, name in enumerate("abcd"))
    ways = (way(0, "a", "b"), way(1, "b", "a"), way(2, "c", "d"), way(3, "d", "c"))

    faults = find_faults(LadderOutline("kitchens", steps, ways))

    assert [fault.problem.split(": ")[1] for fault in faults] == [
        "kitchens.a -> kitchens.b -> kitchens.a",
        "kitchens.c -> kitchens.d -> kitchens.c",
    ]


def test_two_ways_between_two_steps_and_a_ladder_that_parts_and_meets_are_no_circle():
    steps = (*(step(n, name) for n, name in enumerate("abc")), step(3, "d", top=True))
    ways = (
        way(0, "a", "b"),
        way(1, "a", "c"),
        way(2, "b", "d"),
        way(3, "c", "d"),
        way(4, "b", "d"),
    )

    assert find_faults(LadderOutline("kitchens", steps, ways)) == ()


def test_what_could_not_be_read_is_left_out():
    ways = (WayOutline(None, "transitions[0]", None, None, None),)
    steps = (replace(STEPS[0], top=None),)

    assert find_faults(LadderOutline(None, steps, ways)) == ()
