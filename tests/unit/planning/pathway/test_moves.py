"""What lies between a person and the jobs of the real ladders, and from job to job."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pathways import ground, real_ladders, somebody, speaks

from matcher.domain.ids import StepId
from matcher.domain.judgement import Topic
from matcher.domain.ladder import Span, StepState
from matcher.domain.language import Cefr, LanguageArea, Sfi, SfiCourse, Swedish
from matcher.domain.participant import MayWork, Wishes
from matcher.planning.gaps.standing import Standing
from matcher.planning.pathway.legs import Has, LegSource
from matcher.planning.pathway.moves import RegisterWay

PORTER, ASSISTANT, COOK = (
    StepId(f"kitchens.{name}")
    for name in ("kitchen_porter", "kitchen_assistant", "institutional_cook")
)
CARE_AIDE, CARE_ASSISTANT, NURSE = (
    StepId(f"elderly_care.{name}") for name in ("care_aide", "care_assistant", "assistant_nurse")
)
CNC, OPERATOR = StepId("industry.cnc_operator"), StepId("industry.machine_operator")


def legs(person=None, *register):
    answer = ground(person or somebody(), register).answer()
    return {leg.id: leg for leg in answer.legs}


def test_every_way_of_every_ladder_can_be_gone_by_somebody_of_age():
    found = legs()
    ways = {way.id for ladder in real_ladders().all for way in ladder.transitions}
    assert ways <= found.keys()
    assert all(found[way].source is LegSource.LADDER for way in ways)


def test_a_first_job_is_begun_today_and_another_after_its_training():
    found = legs()
    first = found[f"start:{PORTER}"]
    assert (first.source, first.origin, first.weeks) == (LegSource.PERSON, None, Span(0, 1))
    cook = found[f"start:{COOK}"]
    assert cook.training.id == "kitchens.assistant_to_cook.employed_course"
    assert cook.weeks == Span(25, 25)
    # A paper that nobody gets within a term is a gate: the job before comes first.
    assert f"start:{CARE_ASSISTANT}" not in found


def test_from_a_first_job_the_training_is_open_at_once_and_a_validation_is_not():
    found = legs()
    course = found["kitchens.assistant_to_cook.employed_course"]
    assert (course.work_weeks, course.training_weeks, course.weeks) == (
        0,
        Span(25, 25),
        Span(25, 25),
    )
    validation = found["kitchens.assistant_to_cook.validation"]
    assert validation.work_weeks == pytest.approx(52)
    assert (validation.weeks.low, validation.weeks.high) == pytest.approx((54, 60))


def test_an_apprenticeship_runs_in_the_job_before():
    leg = legs()["construction.apprentice_to_certified"]
    assert leg.work_weeks == pytest.approx(52)
    assert (leg.weeks.low, leg.weeks.high) == pytest.approx((130, 156))


def test_a_training_and_the_job_before_give_what_they_say():
    found = legs()
    to_assistant = found["elderly_care.care_aide_to_care_assistant"]
    assert "care_assistant_800p" not in {lack.judgement.id for lack in to_assistant.lacks}
    # The title came with the job before; the course of this way gives the other paper.
    specialist = found["elderly_care.assistant_nurse_to_specialist"]
    assert not [one for one in specialist.lacks if one.judgement.topic is Topic.CERTIFICATE]
    apprentice = found["construction.concrete_worker_to_apprentice"]
    assert "byn_logbook" in {lack.judgement.id for lack in apprentice.lacks}


def test_swedish_on_the_way_is_what_the_job_before_asks_for_or_more():
    found = legs(somebody(Cefr.A1))
    nurse = {
        one.area: one for one in found["elderly_care.care_assistant_to_assistant_nurse"].swedish
    }
    reading = nurse[LanguageArea.READING]
    assert (reading.have, reading.has, reading.need.label) == (Cefr.A1, Has.NOT_YET, "B1+/B2")
    # From B1 of the job before to B1+ is a third of a level, beside the job.
    assert reading.lack.judgement.facts["have"] == "B1"
    assert reading.lack.standing is Standing.BESIDE
    good = legs(somebody(Cefr.C1))["elderly_care.care_assistant_to_assistant_nurse"]
    assert {one.has for one in good.swedish} == {Has.YES}
    assert not [lack for lack in good.lacks if lack.judgement.topic is Topic.SWEDISH]


def test_swedish_that_is_learnt_before_the_job_runs_beside_the_rest():
    foreman = legs(somebody(Cefr.A2))["construction.certified_to_foreman"]
    assert foreman.swedish_weeks.high > 0
    assert foreman.weeks.high == pytest.approx(52 + 80)


def test_what_is_not_known_is_named_and_takes_no_weeks():
    nobody_asked = replace(somebody(), swedish=Swedish(), certificates=None, may_work=MayWork())
    found = legs(nobody_asked)
    porter = found[f"start:{PORTER}"]
    assert {one.has for one in porter.swedish} == {Has.UNKNOWN}
    assert {"may_work", "food_hygiene", *LanguageArea} <= {
        one.judgement.id for one in porter.unknown
    }
    assert porter.swedish_weeks == Span(0, 0)
    foreman = found["construction.certified_to_foreman"]
    assert foreman.swedish_weeks == Span(0, 0)
    assert {one.have for one in foreman.swedish} == {None}
    known = legs()[f"start:{PORTER}"]
    assert known.unknown == ()
    # What is not known is left out of what is met, on both sides.
    assert 0 < porter.ease.met < 1


def test_a_passed_course_says_something_of_every_area():
    person = replace(somebody(), swedish=Swedish(sfi=Sfi(passed=SfiCourse.D)))
    found = legs(person)["elderly_care.care_assistant_to_assistant_nurse"]
    assert {one.have for one in found.swedish} == {Cefr.B1}


def test_a_gate_that_is_not_met_closes_every_way_to_a_job():
    young = legs(replace(somebody(), is_adult=False))
    assert not [leg for leg in young.values() if leg.to.id == "construction.labourer"]
    # Somebody whose age is not known is asked.
    asked = legs(replace(somebody(), is_adult=None))["start:construction.labourer"]
    assert {one.judgement.id for one in asked.unknown} == {"adult"}


def test_nothing_leads_to_or_over_work_she_has_said_no_to():
    person = replace(somebody(), wishes=Wishes(unwanted=frozenset({ASSISTANT})))
    found = legs(person, RegisterWay(PORTER, ASSISTANT, 75), RegisterWay(ASSISTANT, COOK, 75))
    assert not [leg for leg in found.values() if ASSISTANT in {leg.origin, leg.to.id}]


def test_the_register_adds_ways_between_steps_that_no_ladder_joins():
    found = legs(somebody(), RegisterWay(CNC, OPERATOR, 75), RegisterWay(COOK, CNC, 25))
    back = found[f"register:{CNC}>{OPERATOR}"]
    assert (back.source, back.share_pct, back.training) == (LegSource.REGISTER, 75, None)
    assert back.work_weeks == pytest.approx(52)
    # What is learnt before the job is still to be learnt.
    assert back.before.high == 8
    assert back.weeks.high == pytest.approx(60)
    # A quarter of the work is too little to begin on.
    assert f"register:{COOK}>{CNC}" not in found


def test_the_register_says_how_much_of_the_work_where_the_ladder_does_not():
    register = (RegisterWay(PORTER, ASSISTANT, 25), RegisterWay(CARE_ASSISTANT, NURSE, 75))
    found = legs(somebody(), *register)
    assert not [leg for leg in found.values() if leg.source is LegSource.REGISTER]
    assert found["kitchens.porter_to_assistant"].share_pct == 25
    # The ladder's own figure comes first.
    assert found["elderly_care.care_assistant_to_assistant_nurse"].share_pct == 25
    plain = legs()["kitchens.porter_to_assistant"]
    assert plain.ease.share is None
    assert plain.ease.value == pytest.approx((plain.ease.met + 0.5) / 3)


def test_retired_steps_are_on_no_way():
    before = ground(somebody())
    left = [card for card in before.steps if card.target.step.id != ASSISTANT]
    assert {card.target.step.state for card in left} == {StepState.DRAFT}
    found = replace(before, steps=left).answer().legs
    assert not [leg for leg in found if ASSISTANT in {leg.origin, leg.to.id}]


def test_more_open_places_make_a_move_easier():
    answer = ground(somebody()).answer()
    gap = answer.gaps[PORTER]
    assert (gap.open_places, gap.within_reach) == (0, 0)
    leg = next(leg for leg in answer.legs if leg.id == f"start:{PORTER}")
    assert leg.ease.places == 0
    assert leg.ease.value == pytest.approx(leg.ease.met / 2)


def test_swedish_of_one_area_alone():
    person = replace(somebody(), swedish=speaks({LanguageArea.READING: Cefr.B2}))
    leg = legs(person)["elderly_care.care_aide_to_care_assistant"]
    has = {one.area: one.has for one in leg.swedish}
    assert has.pop(LanguageArea.READING) is Has.YES
    assert set(has.values()) == {Has.UNKNOWN}
