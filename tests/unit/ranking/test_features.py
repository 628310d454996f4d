"""Every feature of a pair by its value: what is known, what is neutral, what is in between."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from jobs import make_opening, make_person, make_rules, make_step
from judged import STEP, found, judged

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance, Span, When
from matcher.domain.participant import Wishes
from matcher.domain.sector import Sector
from matcher.domain.skills import Experience, SkillClaim
from matcher.domain.target import Target
from matcher.ranking.features import Feature, pair_features, weeks_of_training
from matcher.ranking.likeness import Likeness

MET, TRAINABLE, MISSING, UNKNOWN = Outcome.MET, Outcome.TRAINABLE, Outcome.MISSING, Outcome.UNKNOWN
NEUTRAL = {
    "work": 0.31,
    "requirements": 0.41,
    "swedish": 0.51,
    "certificates": 0.52,
    "experience": 0.32,
    "wishes": 0.53,
    "travel": 0.54,
    "hours": 0.55,
    "training": 0.56,
}
"""Each another, so that none can stand in for another."""
WEIGHTS = replace(make_rules().weights, neutral=NEUTRAL)
TOLD = replace(
    make_person(),
    experiences=(Experience("Diskade", "sv", 12), Experience("Lagade mat", "sv")),
    skills=(SkillClaim("Bakar"),),
)
USEFUL = Importance.USEFUL


def features(*judgements, person=TOLD, likes=(0.0, 0.0, 0.0), target=None, facets=None):
    one = found(person=person, target=target)
    profile = one.profile if facets is None else replace(one.profile, facets=facets)
    likeness = Likeness(np.array(likes), np.zeros(0), np.zeros(0))
    return pair_features(profile, one.card, likeness, judgements, WEIGHTS)


def value(name, *judgements, **more):
    return features(*judgements, **more)[name]


def known(number):
    return Feature(pytest.approx(number))


def neutral(name):
    return Feature(NEUTRAL[name], known=False)


def test_of_a_pair_of_which_nothing_is_known_every_value_is_neutral():
    nothing = {name: neutral(name) for name in NEUTRAL}
    # No certificate is asked for, and no training.
    nothing |= {"certificates": Feature(1.0), "training": Feature(1.0)}

    assert features(facets=(), likes=()) == nothing
    assert list(features(facets=(), likes=())) == list(WEIGHTS.weights)


def test_work_is_what_is_most_like_it_and_never_beyond_0_and_1():
    assert value("work", likes=(0.2, 0.7, 0.4)) == known(0.7)
    assert value("work", likes=(0.2, 1.4, 0.4)) == known(1.0)
    assert value("work", likes=(-0.5, -0.2, -0.1)) == known(0.0)


def test_requirements_weigh_by_importance():
    essential = judged(Topic.SKILL, MET, coverage=0.9)
    useful = judged(Topic.SKILL, MET, coverage=0.3, importance=USEFUL)
    unknown = judged(Topic.SKILL, UNKNOWN)

    assert value("requirements", essential, useful, unknown) == known((2 * 0.9 + 0.3) / 3)
    assert value("requirements", unknown) == neutral("requirements")
    # A bonus that is above the mean raises it, and one that is below it counts for nothing.
    high = judged(Topic.SKILL, MET, coverage=0.8, bonus=True)
    low = judged(Topic.SKILL, MET, coverage=0.1, bonus=True, importance=USEFUL)
    assert value("requirements", useful, high, low) == known((0.3 + 2 * 0.8) / 3)
    assert value("requirements", high) == known(0.8)
    assert value("travel", judged(Topic.TRAVEL, MET, coverage=0.6)) == known(0.6)


def test_of_several_bonuses_the_highest_counts_first_and_each_against_the_mean_so_far():
    own = judged(Topic.SKILL, MET, coverage=0.3, importance=USEFUL)
    high, near, low = (judged(Topic.SKILL, MET, coverage=at, bonus=True) for at in (0.9, 0.8, 0.5))

    # 0.3 of weight 1 becomes 0.7 of weight 3, and that 0.74: above the lowest, which is left out.
    assert value("requirements", own, low, near, high) == known(0.74)
    assert value("requirements", own, low, high) == known(0.7)


def test_swedish_of_an_area_that_is_not_known_is_neutral():
    there, asked = judged(Topic.SWEDISH, MET, coverage=0.9), judged(Topic.SWEDISH, UNKNOWN)

    assert value("swedish", there, asked) == known((0.9 + 0.51) / 2)
    assert value("swedish", asked, asked) == neutral("swedish")


def test_certificates_that_can_be_trained_count_half():
    def paper(outcome, **more):
        return judged(Topic.CERTIFICATE, outcome, **more)

    assert value("certificates", paper(MET)) == known(1.0)
    assert value("certificates", paper(TRAINABLE)) == known(0.5)
    assert value("certificates", paper(MISSING)) == known(0.0)
    assert value("certificates", paper(UNKNOWN)) == neutral("certificates")
    mixed = [paper(MET, importance=USEFUL), paper(TRAINABLE), paper(MISSING), paper(UNKNOWN)]
    assert value("certificates", *mixed) == known((1 + 2 * 0.5) / 5)


def test_months_of_like_work_are_worth_less_the_more_there_are():
    # 12 months told, 6 counted where nobody knows; the scale of the shipped weights is 24.
    assert value("experience", likes=(1.0, 1.0, 1.0)) == known(1 - math.exp(-18 / 24))
    assert value("experience", likes=(0.5, 0.0, 1.0)) == known(1 - math.exp(-6 / 24))
    assert value("experience") == known(0.0)
    only_skill = replace(TOLD, experiences=())
    assert value("experience", person=only_skill, likes=(1.0,)) == neutral("experience")


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"steps": {STEP.id}}, 1.0),
        ({"sectors": {Sector.KITCHENS}}, 0.9),
        ({"sectors": {Sector.INDUSTRY}}, 0.25),
        ({"steps": {"industry.helper"}}, 0.25),
        ({"avoid": {"heat"}, "steps": {STEP.id}}, 0.1),
        ({"avoid": {"cold"}, "steps": {STEP.id}}, 1.0),
    ],
)
def test_wishes(wishes, expected):
    said = Wishes(**{name: frozenset(names) for name, names in wishes.items()})

    assert value("wishes", person=replace(TOLD, wishes=said)) == Feature(expected)


def test_an_opening_without_a_step_is_wished_for_by_its_sector():
    bare = Target(make_opening(STEP), None)
    kitchens = Wishes(sectors=frozenset({Sector.KITCHENS}), avoid=frozenset({"heat"}))

    assert value("wishes", person=replace(TOLD, wishes=kitchens), target=bare) == Feature(0.9)
    assert value("wishes", target=bare) == neutral("wishes")


def test_hours_and_shifts_count_alike():
    hours = judged(Topic.HOURS, MET)
    shifts = judged(Topic.SHIFTS, MET, coverage=0.5)
    other = judged(Topic.START, MISSING, coverage=0.0)

    assert value("hours", hours, shifts, other) == known(0.75)
    assert value("hours", judged(Topic.HOURS, MISSING), shifts) == known(0.25)
    assert value("hours", judged(Topic.HOURS, UNKNOWN), shifts) == known(0.5)
    assert value("hours", judged(Topic.HOURS, UNKNOWN), other) == neutral("hours")


def need(outcome=TRAINABLE, low=4.0, when=When.BEFORE, **more):
    return judged(Topic.SKILL, outcome, when=when, weeks=Span(low, low + 9), **more)


def test_the_longest_essential_training_counts_by_its_fewest_weeks():
    needs = [
        need(low=4),
        need(low=8),
        need(low=20, when=When.BESIDE),
        need(low=30, importance=USEFUL),
        need(MET, low=40),
        judged(Topic.SKILL, TRAINABLE, when=When.BEFORE),
    ]

    assert weeks_of_training(needs, When.BEFORE) == 8
    assert weeks_of_training(needs, When.BESIDE) == 20
    assert weeks_of_training((), When.BEFORE) == 0
    # The scale of the shipped weights is 13 weeks; a week beside the job weighs a quarter.
    assert value("training", *needs) == known(math.exp(-(8 + 20 / 4) / 13))


def test_only_something_essential_that_is_missing_leaves_nothing_of_the_training_time():
    assert value("training", need(MISSING)) == known(0.0)
    assert value("training", need(MISSING, importance=USEFUL)) == known(1.0)
    assert value("training", need(MET)) == known(1.0)
    assert value("training", need(low=13)) == known(math.exp(-1))


def test_the_step_of_a_first_job_changes_no_value():
    assert features(target=Target(None, make_step())) == features()
