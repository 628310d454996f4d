from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import FACT, make_step, text

from matcher.domain.ids import StepId
from matcher.domain.ladder import Ladder, Span, Step, Task, TrainingModule, Transition, Weeks
from matcher.domain.ladders import Ladders
from matcher.domain.sector import Sector
from matcher.errors import EmptyProgramme, NotFound

K, C = Sector.KITCHENS, Sector.ELDERLY_CARE


def step(step_id: str, jobtech: str | None, also: tuple[str, ...], ssyk: str) -> Step:
    made = make_step()
    codes = replace(made.codes, jobtech=jobtech, also_jobtech=also, ssyk=ssyk)
    sector = Sector(step_id.partition(".")[0])
    return replace(made, id=StepId(step_id), sector=sector, codes=codes)


def way(way_id: str, start: str, end: str) -> Transition:
    module = TrainingModule(f"{way_id}_course", "course", text("kurs"), frozenset())
    return Transition(way_id, StepId(start), StepId(end), module, Weeks(Span(1, 2)), None, FACT)


def ladder(sector: Sector, ssyk: str, steps: tuple[Step, ...], *ways: Transition) -> Ladder:
    return Ladder(sector, text(sector), text(sector), {}, frozenset(ssyk.split()), (), steps, ways)


@pytest.fixture
def ladders() -> Ladders:
    kitchens = (
        step("kitchens.porter", "k1", (), "9412"),
        step("kitchens.assistant", "shared", ("k2",), "9412"),
        step("kitchens.cook", "k3", ("k1",), "5120"),
    )
    care = (step("elderly_care.meals", "shared", (), "9412"),)
    return Ladders(
        (
            ladder(
                K,
                "9412 5120 7612",
                kitchens,
                way("a", "kitchens.porter", "kitchens.assistant"),
                way("b", "kitchens.assistant", "kitchens.cook"),
                way("c", "kitchens.assistant", "kitchens.cook"),
            ),
            ladder(C, "9412 5330", care),
        )
    )


def ids(steps: tuple[Step, ...]) -> list[str]:
    return [one.id for one in steps]


def test_steps_and_ladders_by_id(ladders: Ladders):
    assert list(ladders.steps) == [
        "kitchens.porter",
        "kitchens.assistant",
        "kitchens.cook",
        "elderly_care.meals",
    ]
    assert ladders.step(StepId("kitchens.cook")).codes.ssyk == "5120"
    assert ladders.ladder(C).sector is C


def test_what_is_not_there_is_named_with_what_to_do(ladders: Ladders):
    with pytest.raises(NotFound, match=r"has a step 'kitchens.chef'; see `stegvis ladders list`"):
        ladders.step(StepId("kitchens.chef"))
    with pytest.raises(NotFound, match="no ladder for industry"):
        ladders.ladder(Sector.INDUSTRY)


def test_ways_onward_and_into_in_the_order_of_the_file(ladders: Ladders):
    assert [t.id for t in ladders.onward(StepId("kitchens.assistant"))] == ["b", "c"]
    assert [t.id for t in ladders.into(StepId("kitchens.cook"))] == ["b", "c"]
    assert ladders.onward(StepId("kitchens.cook")) == ()
    assert ladders.into(StepId("kitchens.porter")) == ()


def test_a_main_concept_comes_before_an_alternative(ladders: Ladders):
    assert ids(ladders.with_jobtech("k1")) == ["kitchens.porter", "kitchens.cook"]
    assert ids(ladders.with_jobtech("shared")) == ["kitchens.assistant", "elderly_care.meals"]
    assert ids(ladders.with_jobtech("k2")) == ["kitchens.assistant"]
    assert ladders.with_jobtech("other") == ()


def test_a_group_of_several_steps_and_a_group_of_two_sectors(ladders: Ladders):
    assert ids(ladders.with_ssyk("9412")) == [
        "kitchens.porter",
        "kitchens.assistant",
        "elderly_care.meals",
    ]
    assert ladders.sectors_with_ssyk("9412") == (K, C)
    assert ladders.sectors_with_ssyk("7612") == (K,)
    assert ladders.with_ssyk("7612") == ()
    assert ladders.sectors_with_ssyk("2512") == ()


def test_a_step_has_the_tags_of_all_its_tasks():
    tasks = (
        Task("a", text("a"), frozenset({"heat", "nights"}), FACT),
        Task("b", text("b"), frozenset({"heat", "cold"}), FACT),
    )

    assert replace(make_step(), tasks=tasks).tags == {"heat", "nights", "cold"}
    assert replace(make_step(), tasks=()).tags == frozenset()


def test_no_ladder_at_all_is_empty_and_not_an_error():
    nothing = Ladders(())

    assert (dict(nothing.steps), nothing.with_ssyk("9412"), nothing.sectors_with_ssyk("9412")) == (
        {},
        (),
        (),
    )


def test_what_needs_a_ladder_says_what_to_do_without_one(ladders: Ladders):
    assert ladders.must_have_steps() == tuple(ladders.steps.values())
    with pytest.raises(EmptyProgramme) as refused:
        Ladders(()).must_have_steps()
    assert str(refused.value) == (
        "There is no ladder, so nothing can be matched. Put ladder files into the folder that "
        "STEGVIS_LADDERS names, or leave it unset to use those that ship with Stegvis."
    )


def test_a_ladder_stands_in_the_place_of_that_of_its_trade_or_after_the_others(ladders: Ladders):
    kitchens, care = ladders.all
    other, new = replace(kitchens, steps=()), replace(care, sector=Sector.INDUSTRY)

    assert ladders.with_ladder(other) == Ladders((other, care))
    assert ladders.with_ladder(new) == Ladders((kitchens, care, new))
    assert ladders == Ladders((kitchens, care))
