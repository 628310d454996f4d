"""A finished training counts: what it gives is met, where its way is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from jobs import FACT, TODAY, card_of, make_person, make_rules, make_step, profile_at, text

from matcher.domain.ids import StepId
from matcher.domain.judgement import Outcome
from matcher.domain.ladder import Span, TrainingModule, Transition, Weeks
from matcher.domain.skills import Certificate
from matcher.domain.target import Target
from matcher.ranking.assess import assess
from matcher.ranking.catalogue import WayIn

COURSE = TrainingModule("course", "komvux", text("Kurs"), frozenset({"order"}))


@pytest.fixture
def card():
    """A job that is no first one, with one way into it from a first job."""
    before = replace(make_step(), id=StepId("kitchens.first"))
    step = replace(make_step(), entry=False)
    way = Transition("way", before.id, step.id, COURSE, Weeks(Span(8, 8)), None, FACT)
    axis = np.array([1, 0], dtype=np.float32)
    return replace(card_of(Target(None, step)), ways_in=(WayIn(way, before, axis),))


def outcomes(card, *papers):
    person = replace(make_person(), certificates=tuple(papers))
    found = assess(profile_at(person, [0.1]), card, make_rules(), TODAY)
    return {one.id: one.outcome for one in found.judgements}


def test_before_the_training_its_needs_are_trainable(card):
    found = outcomes(card)
    assert found["order"] is Outcome.TRAINABLE
    assert found["ladder"] is Outcome.TRAINABLE


def test_after_it_they_are_met(card):
    found = outcomes(card, Certificate("course"))
    assert found["order"] is Outcome.MET
    assert found["ladder"] is Outcome.MET
    assert found["wash"] is not Outcome.MET


def test_a_paper_that_is_past_or_of_another_training_counts_for_nothing(card):
    assert outcomes(card, Certificate("course", date(2020, 1, 1))) == outcomes(card)
    assert outcomes(card, Certificate("other")) == outcomes(card)


def test_a_way_that_is_not_open_leads_nowhere_though_its_skills_are_learnt(card):
    [way] = card.ways_in
    later = replace(way, before=replace(way.before, entry=False))
    found = outcomes(replace(card, ways_in=(later,)), Certificate("course"))
    assert found["order"] is Outcome.MET
    assert found["ladder"] is Outcome.MISSING
