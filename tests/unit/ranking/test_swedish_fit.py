"""Swedish for the task, area by area: the whole judgement, to its last fact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_opening, make_person, make_rules, make_step

from matcher.domain.judgement import Judgement, Outcome, Topic
from matcher.domain.ladder import Span, When
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.opening import Demands
from matcher.domain.target import Target
from matcher.ranking.swedish_fit import judge_swedish

READING = LanguageArea.READING


def asking(need, when=When.BESIDE):
    """A step that asks for one level of reading."""
    step = make_step()
    areas = {READING: parse_cefr_range(need)}
    return Target(None, replace(step, swedish=replace(step.swedish, areas=areas, when=when)))


def bare(need):
    """An opening without a step that asks for one level of reading."""
    demands = Demands(swedish={READING: parse_cefr_range(need)}, swedish_for_task="läsa")
    return Target(replace(make_opening(make_step()), demands=demands), None)


def judge(target, level=None, *, source=LanguageSource.TEST, guessed=False, sfi=None):
    known = {READING: AreaLevel(parse_cefr_range(level), source, guessed)} if level else {}
    person = replace(make_person(), swedish=Swedish(known, sfi))
    return judge_swedish(person, target, make_rules().weights)


def facts(need, have, certain="yes"):
    return {"area": "reading", "need": need, "have": have, "certain": certain}


def not_yet(need, have, coverage, when, weeks):
    told = facts(need, have)
    return (
        Judgement(
            Topic.SWEDISH,
            "reading",
            Outcome.TRAINABLE,
            coverage=pytest.approx(coverage),
            when=when,
            weeks=weeks,
            facts=told,
        ),
    )


def test_what_is_not_known_is_asked_about_with_what_is_needed():
    asked = {"area": "reading", "need": "A2/B1"}

    assert judge(asking("A2/B1")) == (
        Judgement(Topic.SWEDISH, "reading", Outcome.UNKNOWN, facts=asked),
    )


@pytest.mark.parametrize(
    ("more", "certain"),
    [
        ({}, "yes"),
        ({"source": LanguageSource.TEACHER}, "yes"),
        ({"source": LanguageSource.SELF}, ""),
        ({"guessed": True}, ""),
    ],
)
def test_a_level_that_is_there_is_met_and_said_to_be_certain_or_not(more, certain):
    assert judge(asking("A2/B1"), "A2", **more) == (
        Judgement(
            Topic.SWEDISH,
            "reading",
            Outcome.MET,
            coverage=1.0,
            facts=facts("A2", "A2", certain),
        ),
    )


def test_more_than_is_needed_is_met_as_well():
    assert judge(asking("A1"), "C1")[0].coverage == 1.0
    assert judge(asking("A1"), "C1")[0].outcome is Outcome.MET


def test_a_passed_course_is_a_level_that_is_not_certain():
    [told] = judge(asking("A1"), sfi=Sfi(passed=SfiCourse.C))

    assert (told.outcome, told.facts) == (Outcome.MET, facts("A1", "A2", ""))


@pytest.mark.parametrize(
    ("have", "coverage", "when", "weeks"),
    [
        ("B1-", 5 / 6, When.BESIDE, Span(3, 6)),
        ("A2", 1 / 2, When.BESIDE, Span(9, 18)),
        ("A2-", 1 / 3, When.BEFORE, Span(12, 24)),
        ("A1", 0, When.BEFORE, Span(18, 36)),
        ("A1-", 0, When.BEFORE, Span(21, 42)),
    ],
)
def test_what_is_not_there_yet_takes_weeks_by_the_gap(have, coverage, when, weeks):
    assert judge(asking("B1"), have) == not_yet("B1", have, coverage, when, weeks)


def test_the_step_says_whether_a_small_gap_is_closed_beside_the_job():
    expected = not_yet("B1", "A2", 1 / 2, When.BEFORE, Span(9, 18))

    assert judge(asking("B1", When.BEFORE), "A2") == expected


def test_an_opening_without_a_step_is_planned_with_weeks_of_our_own():
    assert judge(bare("B1"), "A2") == not_yet("B1", "A2", 1 / 2, When.BESIDE, Span(10, 20))
    assert judge(bare("B1"), "A1") == not_yet("B1", "A1", 0, When.BEFORE, Span(20, 40))


def test_every_area_that_is_needed_is_judged_and_no_other():
    target = Target(None, make_step())

    assert [one.id for one in judge(target, "A2")] == ["listening", "reading"]
