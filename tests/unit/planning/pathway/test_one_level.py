"""One more level of Swedish: what it opens, and that it never makes anything longer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs import make_opening
from often import often
from pathways import ground, real_ladders, somebody, speaks

from matcher.domain.ids import StepId
from matcher.domain.language import Cefr, LanguageArea, LanguageSource, Sfi, SfiCourse, Swedish
from matcher.domain.target import Target
from matcher.embedding.hashing import HashingEncoder
from matcher.planning.pathway.moves import RegisterWay
from matcher.planning.pathway.one_level import one_level_more
from matcher.planning.pathway.swedish import known_areas, one_level_up
from matcher.ranking.catalogue import make_cards

TOPS = [step.id for step in real_ladders().steps.values() if step.top]
COOK, AIDE = StepId("kitchens.institutional_cook"), StepId("elderly_care.care_aide")
REGISTER = (RegisterWay(StepId("industry.cnc_operator"), StepId("industry.machine_operator"), 75),)

levels = st.dictionaries(st.sampled_from(LanguageArea), st.sampled_from(Cefr))


def weeks(answer):
    return {
        goal: found[0].weeks.high if (found := answer.quickest(goal, 1)) else float("inf")
        for goal in answer.gaps
    }


@often(25)
@given(levels, st.sets(st.sampled_from(LanguageArea)))
def test_a_level_more_never_makes_the_quickest_way_longer(known, areas):
    before = ground(replace(somebody(), swedish=speaks(known)), REGISTER)
    after = before.with_swedish(one_level_up(speaks(known), areas))
    now, then = weeks(before.answer()), weeks(after.answer())
    assert all(then[goal] <= now[goal] for goal in now)


def test_a_level_is_three_thirds_and_ends_at_the_top():
    swedish = speaks({LanguageArea.READING: Cefr.A2_PLUS, LanguageArea.WRITING: Cefr.C1_PLUS})
    then = one_level_up(swedish, LanguageArea)
    assert then.level_in(LanguageArea.READING).level is Cefr.B1_PLUS
    assert then.level_in(LanguageArea.WRITING).level is Cefr.C2
    assert then.level_in(LanguageArea.LISTENING) is None
    assert then.areas[LanguageArea.READING].source is LanguageSource.TEST
    assert known_areas(speaks(Cefr.C2)) == ()


def test_a_passed_course_is_lifted_too():
    swedish = Swedish(sfi=Sfi(passed=SfiCourse.B))
    then = one_level_up(swedish, known_areas(swedish))
    known = then.level_in(LanguageArea.SPOKEN_INTERACTION)
    assert (known.level, known.certain) == (Cefr.A2, False)


def test_all_areas_together_and_each_alone():
    person = somebody(Cefr.A1)
    about = ground(person)
    found = one_level_more(about, about.answer(), TOPS)
    assert [len(one.levels) for one in found] == [5, 1, 1, 1, 1, 1]
    together = found[0]
    assert {(one.now, one.then) for one in together.levels} == {(Cefr.A1, Cefr.A2)}
    assert together.changes
    for alone in found[1:]:
        for goal, all_of_it in zip(alone.saved, together.saved, strict=True):
            if goal.weeks is not None:
                assert 0 <= goal.weeks <= all_of_it.weeks


def test_steps_open_with_their_places():
    # The job needs A2: from A1- it is learnt before the job, from a main level above beside it.
    low = {**dict.fromkeys(LanguageArea, Cefr.A2), LanguageArea.LISTENING: Cefr.A1_MINUS}
    person = replace(somebody(), swedish=speaks(low))
    step = real_ladders().step(StepId("kitchens.kitchen_porter"))
    [card] = make_cards([Target(make_opening(step), step)], real_ladders(), HashingEncoder())
    about = replace(ground(person), openings=[(card, 4)])
    now = about.answer()
    found = {
        tuple(x.area for x in one.levels): one for one in one_level_more(about, now, [step.id])
    }
    listening = found[LanguageArea.LISTENING,]
    assert [gap.step.id for gap in listening.opens if gap.step.id == step.id] == [step.id]
    assert listening.places == 4
    assert listening.more_within_reach == 4
    assert listening.saved[0].weeks > 0
    assert not found[LanguageArea.WRITING,].changes


def test_nothing_known_is_nothing_to_lift():
    about = ground(replace(somebody(), swedish=Swedish()))
    assert one_level_more(about, about.answer(), TOPS) == ()


def test_one_known_area_is_said_once():
    about = ground(replace(somebody(), swedish=speaks({LanguageArea.READING: Cefr.A2})))
    [found] = one_level_more(about, about.answer(), TOPS)
    assert [one.area for one in found.levels] == [LanguageArea.READING]


def test_a_goal_that_no_way_leads_to_saves_nothing():
    young = replace(somebody(Cefr.A1), is_adult=False)
    about = ground(young)
    labourer = StepId("construction.labourer")
    found = one_level_more(about, about.answer(), [labourer])
    assert {one.saved[0].weeks for one in found} == {None}


@pytest.mark.parametrize("level", [Cefr.A1, Cefr.A2, Cefr.B1])
def test_sooner_is_in_weeks_that_are_saved(level):
    about = ground(somebody(level))
    now = about.answer()
    firsts = {leg.to.id: leg.weeks.high for leg in now.legs if leg.origin is None}
    for one in one_level_more(about, now, TOPS):
        for gap, saved in one.sooner:
            assert 0 < saved <= firsts[gap.step.id]
