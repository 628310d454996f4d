"""Skills and ladders judged: the whole judgement, to its last fact."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from jobs import FACT, card_of, make_opening, make_person, make_rules, make_step, profile_at, text

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import Importance, Span, TrainingModule, Transition, Weeks, When
from matcher.domain.opening import Demands
from matcher.domain.skills import Experience, SkillClaim
from matcher.domain.target import Target
from matcher.ranking.catalogue import WayIn
from matcher.ranking.ladder_fit import judge_ladder, relevant_months
from matcher.ranking.likeness import Likeness
from matcher.ranking.skill_fit import judge_skills

RULES = make_rules()
STEP = make_step()
TOLD = replace(
    make_person(),
    experiences=(Experience("Diskade", "sv", 12), Experience("Lagade mat", "sv")),
    skills=(SkillClaim("Bakar"),),
)
THREE = profile_at(TOLD, [0.0, 0.0, 0.0])
NOBODY = replace(THREE, facets=())
MET_AT = RULES.weights.skill_met_at


def like(work=(), coverage=(), best=()):
    return Likeness(np.array(work), np.array(coverage), np.array(best))


def skills(profile, coverage, best=(0, 0), target=None):
    card = card_of(target or Target(None, STEP))
    return judge_skills(profile, card, like(coverage=coverage, best=best), RULES.weights)


def words(name, **more):
    said = text(name)
    return {"sv": said.sv, "en": said.en, "ar": said.ar} | more


WASH = {"when": When.BESIDE, "weeks": Span(1, 2)}
ORDER = {"when": When.BEFORE, "weeks": Span(4, 8)}


def test_a_skill_is_met_from_a_coverage_on_and_says_by_which_words():
    assert skills(THREE, [MET_AT, MET_AT - 0.01], [1, 2]) == (
        Judgement(
            Topic.SKILL,
            "wash",
            Outcome.MET,
            coverage=MET_AT,
            facts=words("wash", own_words="Lagade mat"),
            **WASH,
        ),
        Judgement(
            Topic.SKILL,
            "order",
            Outcome.TRAINABLE,
            coverage=pytest.approx(MET_AT - 0.01),
            facts=words("order"),
            **ORDER,
        ),
    )


def test_a_granted_skill_is_met_and_of_nobody_who_has_told_nothing_is_anything_known():
    granted = replace(NOBODY, granted=frozenset({"order"}))

    assert skills(granted, [0.0, 0.0]) == (
        Judgement(Topic.SKILL, "wash", Outcome.UNKNOWN, facts=words("wash"), **WASH),
        Judgement(Topic.SKILL, "order", Outcome.MET, coverage=1.0, facts=words("order"), **ORDER),
    )


def test_an_employers_own_words_are_a_bonus_or_asked_about():
    demands = Demands(must_have=("stark",), nice_to_have=("snabb",))
    bare = Target(replace(make_opening(STEP), demands=demands), None)

    assert skills(THREE, [0.0, 1.0], [0, 2], bare) == (
        Judgement(
            Topic.SKILL,
            "opening.1",
            Outcome.UNKNOWN,
            facts={"sv": "stark", "en": "stark", "ar": "stark"},
            bonus=True,
        ),
        Judgement(
            Topic.SKILL,
            "opening.2",
            Outcome.MET,
            importance=Importance.USEFUL,
            coverage=1.0,
            facts={"sv": "snabb", "en": "snabb", "ar": "snabb", "own_words": "Bakar"},
            bonus=True,
        ),
    )


def test_a_skill_that_nothing_teaches_is_missing():
    step = replace(STEP, requirements=(replace(STEP.requirements[0], train=None),))

    assert skills(THREE, [0.25], target=Target(None, step)) == (
        Judgement(Topic.SKILL, "wash", Outcome.MISSING, coverage=0.25, facts=words("wash")),
    )


def way(name, weeks, *, entry=True, kind="komvux", work=(1, 0)):
    module = TrainingModule(f"{name} course", kind, text(name), frozenset())
    made = Transition(name, STEP.id, "kitchens.cook", module, Weeks(weeks), None, FACT)
    return WayIn(made, replace(STEP, entry=entry), np.array(work, dtype=np.float32))


def ladder(profile, work, *ways, step=None):
    later = step or replace(STEP, id="kitchens.cook", entry=False)
    card = replace(card_of(Target(None, later)), ways_in=ways)
    return judge_ladder(profile, card, like(work=work), RULES)


def on_ladder(outcome, **more):
    return (Judgement(Topic.LADDER, "ladder", outcome, **more),)


LONG, SHORT = way("long", Span(20, 40)), way("short", Span(10, 50))


def test_months_of_like_work_are_counted_by_how_like_they_are():
    # 12 months told, 6 counted where nobody knows how long; a skill is no work.
    assert relevant_months(THREE, np.array([1.0, 1.0, 1.0]), RULES.weights) == 18
    assert relevant_months(THREE, np.array([0.5, 0.25, 1.0]), RULES.weights) == 7.5
    assert relevant_months(NOBODY, np.zeros(0), RULES.weights) == 0


def test_like_work_a_grant_or_a_finished_training_meets_a_later_job():
    met = on_ladder(Outcome.MET, coverage=1.0)

    assert ladder(THREE, [1.0, 0.0, 0.0]) == met
    assert ladder(replace(THREE, granted=frozenset({"ladder"})), [0.0] * 3) == met
    assert ladder(replace(THREE, granted=frozenset({"short course"})), [0.0] * 3, SHORT) == met


def test_else_the_shortest_open_way_leads_there_and_is_named():
    closed = way("closed", Span(1, 1), kind="validation", work=(0, 0))

    assert ladder(THREE, [0.5, 0.0, 1.0], LONG, SHORT, closed) == on_ladder(
        Outcome.TRAINABLE,
        coverage=0.5,
        when=When.BEFORE,
        weeks=Span(10, 50),
        facts=words("short", way="short"),
    )


def test_else_it_lies_further_ahead_or_is_not_known():
    assert ladder(THREE, [0.25, 0.5, 1.0]) == on_ladder(Outcome.MISSING, coverage=0.5)
    assert ladder(NOBODY, [], SHORT) == on_ladder(Outcome.UNKNOWN)
    assert ladder(THREE, [0.0] * 3, step=STEP) == ()


@pytest.mark.parametrize(
    ("closed", "cosine", "outcome"),
    [
        (way("validation", Span(1, 1), kind="validation"), 0.9, Outcome.TRAINABLE),
        (way("validation", Span(1, 1), kind="validation"), 0.0, Outcome.MISSING),
        (way("later", Span(1, 1), entry=False), 0.9, Outcome.TRAINABLE),
        (way("later", Span(1, 1), entry=False), 0.0, Outcome.MISSING),
    ],
)
def test_a_way_is_open_to_those_who_have_done_the_job_before_it(closed, cosine, outcome):
    profile = profile_at(TOLD, [cosine, 0.0, 0.0])

    assert ladder(profile, [0.0] * 3, closed)[0].outcome is outcome


def test_whether_the_job_before_was_done_goes_by_texts_and_trade():
    later = way("later", Span(1, 1), entry=False)
    alike = profile_at(TOLD, [0.9, 0.0, 0.0])
    other_trade = replace(alike, trades=np.zeros_like(alike.trades))

    assert ladder(alike, [0.0] * 3, later)[0].outcome is Outcome.TRAINABLE
    assert ladder(other_trade, [0.0] * 3, later)[0].outcome is Outcome.MISSING
