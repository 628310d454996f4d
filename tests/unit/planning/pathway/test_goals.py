"""Which jobs a person is on the way to, and what a register says of steps."""

from __future__ import annotations

from dataclasses import replace

from pathways import real_ladders

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.ladders import Ladders
from matcher.domain.participant import Wishes
from matcher.domain.sector import Sector
from matcher.planning.pathway.goals import GoalReason, goals_of, may_be_goals
from matcher.planning.pathway.moves import RegisterWay
from matcher.planning.pathway.register_ways import between_steps

COOK = StepId("kitchens.institutional_cook")
MANAGER, DIET_COOK = StepId("kitchens.kitchen_manager"), StepId("kitchens.diet_cook")


def test_wished_steps_come_before_the_tops_of_wished_ladders():
    wishes = Wishes(sectors=frozenset({Sector.KITCHENS}), steps=frozenset({COOK}))
    found = goals_of(wishes, real_ladders())
    assert list(found.items()) == [
        (COOK, GoalReason.WISHED_STEP),
        (DIET_COOK, GoalReason.WISHED_SECTOR),
        (MANAGER, GoalReason.WISHED_SECTOR),
    ]


def test_without_a_wish_every_top_is_a_goal():
    tops = {step.id for step in real_ladders().steps.values() if step.top}
    assert goals_of(Wishes(), real_ladders()) == dict.fromkeys(tops, GoalReason.TOP)
    gone = Wishes(steps=frozenset({StepId("kitchens.gone")}))
    assert goals_of(gone, real_ladders()).keys() == tops


def test_work_she_said_no_to_and_retired_steps_are_no_goals():
    ladders = real_ladders()
    kitchens = ladders.ladder(Sector.KITCHENS)
    steps = tuple(
        replace(step, state=StepState.RETIRED) if step.id == DIET_COOK else step
        for step in kitchens.steps
    )
    ladders = Ladders((replace(kitchens, steps=steps),))
    wishes = Wishes(sectors=frozenset({Sector.KITCHENS}), unwanted=frozenset({MANAGER}))
    assert goals_of(wishes, ladders) == {}
    assert {DIET_COOK, MANAGER}.isdisjoint(step.id for step in may_be_goals(wishes, ladders))


def test_concepts_of_the_register_are_steps_by_main_and_other_ids():
    ladders = real_ladders()
    cnc, operator = (StepId(f"industry.{name}") for name in ("cnc_operator", "machine_operator"))
    said = [
        ("9haD_NB6_ULH", "sppM_JCw_UR1", 25),
        ("9haD_NB6_ULH", "AsUQ_NKv_XeC", 75),
        ("9haD_NB6_ULH", "nobody's", 75),
        # Two names of one step are no way.
        ("sppM_JCw_UR1", "AsUQ_NKv_XeC", 75),
    ]
    assert between_steps(ladders, said) == (RegisterWay(cnc, operator, 75),)
    # One concept may stand for two steps.
    both = between_steps(ladders, [("wvmE_VKa_dzo", "4zLr_jP5_peZ", 25)])
    assert {way.target for way in both} == {
        StepId("elderly_care.care_aide"),
        StepId("elderly_care.care_assistant"),
    }
