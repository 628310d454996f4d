"""Met, trainable in time, later, missing, and not known: each apart from the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from jobs import TODAY, card_of, make_opening, make_person, make_rules, make_step, profile_at

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import Span, When
from matcher.domain.opening import Hours
from matcher.domain.participant import MayWork
from matcher.domain.skills import Certificate
from matcher.domain.target import Target
from matcher.planning.gaps.standing import Judging, Standing, standing_to_job, standing_to_need
from matcher.planning.gates_first import assess_unless_barred
from matcher.ranking.assess import assess


def judged(outcome, when=None, high=4):
    weeks = Span(1, high) if when else None
    return Judgement(Topic.SKILL, "wash", outcome, when=when, weeks=weeks)


@pytest.mark.parametrize(
    ("judgement", "standing"),
    [
        (judged(Outcome.MET), Standing.MET),
        (judged(Outcome.MISSING), Standing.MISSING),
        (judged(Outcome.UNKNOWN), Standing.UNKNOWN),
        (judged(Outcome.TRAINABLE, When.BESIDE, 30), Standing.BESIDE),
        (judged(Outcome.TRAINABLE, When.BEFORE, 6), Standing.BEFORE),
        (judged(Outcome.TRAINABLE, When.BEFORE, 7), Standing.LATER),
        (judged(Outcome.TRAINABLE), Standing.LATER),
    ],
)
def test_a_need(judgement, standing):
    assert standing_to_need(judgement, weeks=6) is standing


def stands(person, *, weeks=12.0, cosine=0.5, opening=None):
    target = Target(opening, make_step())
    found = assess(profile_at(person, [cosine]), card_of(target), make_rules(), TODAY)
    return standing_to_job(found, Judging(make_rules(), TODAY, weeks))


HYGIENE = (Certificate("food_hygiene"),)


def test_who_has_everything_can_begin():
    assert stands(replace(make_person(), certificates=HYGIENE)) is Standing.MET


def test_a_short_introduction_is_no_training_before_the_job():
    assert stands(make_person()) is Standing.BESIDE


def test_weeks_before_the_job_count_against_what_was_asked():
    novice = {"cosine": 0.2}
    assert stands(make_person(), weeks=8, **novice) is Standing.BEFORE
    assert stands(make_person(), weeks=7, **novice) is Standing.LATER


def test_what_is_not_known_is_no_no():
    assert stands(replace(make_person(), may_work=MayWork())) is Standing.UNKNOWN
    assert stands(replace(make_person(), certificates=None)) is Standing.UNKNOWN


def test_what_the_job_does_not_say_is_not_unknown_of_the_person():
    silent = make_opening(make_step())
    sure = replace(make_person(), certificates=HYGIENE)
    assert stands(sure, opening=silent) is Standing.MET
    said = replace(silent, hours=Hours(per_week_min=20))
    assert stands(sure, opening=said) is Standing.UNKNOWN


def test_a_gate_in_the_way_is_a_no_and_nothing_is_compared():
    past = replace(make_person().may_work, until=date(2026, 1, 1))
    barred = replace(make_person(), may_work=past)
    assert stands(barred) is Standing.MISSING
    card = card_of(Target(None, make_step()))
    assert assess_unless_barred(profile_at(barred, [0.9]), card, make_rules(), TODAY) is None


def test_a_job_she_does_not_want_is_not_looked_at():
    wishes = replace(make_person().wishes, unwanted=frozenset({make_step().id}))
    refusing = replace(make_person(), wishes=wishes)
    card = card_of(Target(None, make_step()))
    assert assess_unless_barred(profile_at(refusing, [0.9]), card, make_rules(), TODAY) is None
    assert assess_unless_barred(profile_at(make_person(), [0.9]), card, make_rules(), TODAY)
