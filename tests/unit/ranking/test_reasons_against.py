"""What is not there yet, whole: each reason's code and facts, and when it is not said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import make_opening, text
from judged import PERSON, STEP, found, judged, named, wishing

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Importance, Span, Task, When
from matcher.domain.participant import Wishes
from matcher.domain.target import Target
from matcher.ranking.features import OTHER_WISHED, TO_AVOID
from matcher.ranking.reasons import Reason, Words, reasons_against

MET, TRAINABLE, MISSING, UNKNOWN = Outcome.MET, Outcome.TRAINABLE, Outcome.MISSING, Outcome.UNKNOWN
BEFORE = Words(("when.before",))


def area(name, outcome, need="B1", have="A2", **more):
    return judged(Topic.SWEDISH, outcome, name, facts={"need": need, "have": have}, **more)


def test_swedish_that_is_not_there_yet_is_said_once_by_the_area_that_is_furthest_off():
    one = found(
        area("listening", TRAINABLE, coverage=0.5, weeks=Span(1, 2), when=When.BESIDE),
        area("writing", TRAINABLE, "B2", "A1", coverage=0.1, weeks=Span(9, 18), when=When.BEFORE),
        area("reading", MET, coverage=1.0),
    )

    assert reasons_against(one) == (
        Reason(
            "swedish_not_yet",
            {
                "areas": Words(("area.listening", "area.writing")),
                "need": "B2",
                "have": "A1",
                "task": text("förstå instruktioner"),
                "weeks": "9–18",
                "when": BEFORE,
            },
        ),
    )


def test_swedish_that_is_missing_has_no_weeks_and_without_a_step_no_task():
    bare = Target(make_opening(STEP), None)
    one = found(
        area("listening", TRAINABLE, "A2", "A1", coverage=0.01),
        area("writing", MISSING),
        target=bare,
    )

    areas = Words(("area.listening", "area.writing"))
    facts = {"areas": areas, "need": "B1", "have": "A2", "task": ""}
    assert reasons_against(one) == (Reason("swedish_not_yet", facts),)


def test_how_far_up_the_ladder_somebody_is_not_yet():
    way = named(
        Topic.LADDER, TRAINABLE, "course", facts={"way": "t"}, when=When.BEFORE, weeks=Span(2, 2)
    )

    assert reasons_against(found(judged(Topic.LADDER, MISSING))) == (Reason("ladder_missing"),)
    assert reasons_against(found(judged(Topic.LADDER, MET))) == ()
    assert reasons_against(found(way)) == (
        Reason(
            "ladder_trainable", {"name": text("course"), "way": "t", "weeks": "2", "when": BEFORE}
        ),
    )


def test_three_skills_are_not_yet_there_what_is_missing_first():
    def short(name, outcome, coverage, **more):
        return named(Topic.SKILL, outcome, name, coverage=coverage, **more)

    soon = {"when": When.BEFORE, "weeks": Span(4, 8)}
    one = found(
        short("learnt fourth", TRAINABLE, 0.4, **soon),
        short("learnt third", TRAINABLE, 0.3, **soon),
        short("missing second", MISSING, 0.9, **soon),
        short("missing first", MISSING, None),
        short("useful", MISSING, 0.0, importance=Importance.USEFUL),
        short("there", MET, 1.0),
    )

    assert reasons_against(one) == (
        Reason("skill_missing", {"name": text("missing first")}),
        Reason("skill_missing", {"name": text("missing second")}),
        Reason("skill_trainable", {"name": text("learnt third"), "weeks": "4–8", "when": BEFORE}),
    )


def test_papers_that_are_not_there_yet_certificates_first():
    one = found(
        named(Topic.DRIVING_LICENCE, TRAINABLE, "licence", when=When.BEFORE, weeks=Span(8, 12)),
        named(Topic.DRIVING_LICENCE, MISSING, "lorry"),
        named(Topic.DRIVING_LICENCE, MET, "there"),
        named(Topic.CERTIFICATE, TRAINABLE, "hygiene", when=When.BESIDE, weeks=Span(1, 1)),
        named(Topic.CERTIFICATE, MISSING, "hot work"),
        named(Topic.CERTIFICATE, UNKNOWN, "asked"),
    )

    beside = Words(("when.beside",))
    assert reasons_against(one) == (
        Reason("certificate_trainable", {"name": text("hygiene"), "weeks": "1", "when": beside}),
        Reason("certificate_missing", {"name": text("hot work")}),
        Reason(
            "driving_licence_trainable",
            {"name": text("licence"), "weeks": "8–12", "when": BEFORE},
        ),
        Reason("driving_licence_missing", {"name": text("lorry")}),
    )


@pytest.mark.parametrize("known", [{"weeks": Span(1, 2)}, {"when": When.BEFORE}])
def test_how_long_a_training_takes_is_said_with_when_it_is_or_not_at_all(known):
    one = found(named(Topic.CERTIFICATE, TRAINABLE, "hygiene", **known))

    assert reasons_against(one) == (Reason("certificate_trainable", {"name": text("hygiene")}),)


def test_a_way_that_is_longer_than_wished_is_named():
    long, short = {"minutes": "50", "longer": "yes"}, {"minutes": "20", "longer": ""}

    assert reasons_against(found(judged(Topic.TRAVEL, MET, facts=long))) == (
        Reason("travel_long", long),
    )
    assert reasons_against(found(judged(Topic.TRAVEL, MET, facts=short))) == ()
    assert reasons_against(found(judged(Topic.TRAVEL, MISSING, facts=long))) == ()
    assert reasons_against(found(judged(Topic.HOURS, MET, facts=long))) == ()


def test_a_job_that_starts_too_early_is_named():
    days = {"ready": "2027-01-07", "starts": "2026-12-01"}

    assert reasons_against(found(judged(Topic.START, MISSING, facts=days))) == (
        Reason("starts_early", days),
    )
    assert reasons_against(found(judged(Topic.START, MET, facts=days))) == ()
    assert reasons_against(found(judged(Topic.HOURS, MISSING, facts=days))) == ()


def test_shifts_that_go_beyond_what_somebody_can_are_named():
    facts = {"asked": "weekend,day,night,evening", "can": "day,evening"}
    beyond = Words(("shift.night", "shift.weekend"))

    assert reasons_against(found(judged(Topic.SHIFTS, MET, facts=facts, coverage=0.5))) == (
        Reason("shifts_partly", {"shifts": beyond}),
    )
    for whole in (None, 0.0, 1.0):
        assert reasons_against(found(judged(Topic.SHIFTS, MET, facts=facts, coverage=whole))) == ()
    assert reasons_against(found(judged(Topic.HOURS, MET, facts=facts, coverage=0.5))) == ()


def test_work_that_is_not_what_was_wished_for():
    cold, noise = Task("a", text("a"), frozenset({"noise"}), STEP.fact), STEP.tasks[0]
    step = replace(STEP, tasks=(cold, noise))
    person = replace(PERSON, wishes=Wishes(avoid=frozenset({"noise", "heat", "cold"})))
    avoided = Words(("tag.heat", "tag.noise"))

    def said(wish, target=None):
        return reasons_against(found(person=person, target=target, features=wish))

    assert said(wishing(TO_AVOID), Target(None, step)) == (
        Reason("has_avoided", {"tasks": avoided}),
    )
    assert said(wishing(TO_AVOID), Target(make_opening(STEP), None)) == ()
    assert said(wishing(OTHER_WISHED)) == (Reason("other_wished"),)
    assert said(wishing(OTHER_WISHED, known=False)) == ()
    assert said(wishing(0.5)) == ()


def test_what_is_not_there_yet_is_said_in_its_order():
    one = found(
        judged(Topic.TRAVEL, MET, facts={"longer": "yes"}),
        judged(Topic.START, MISSING),
        judged(Topic.SHIFTS, MET, facts={"asked": "day,night", "can": "day"}, coverage=0.5),
        judged(Topic.DRIVING_LICENCE, MISSING),
        judged(Topic.CERTIFICATE, MISSING),
        judged(Topic.SKILL, MISSING),
        judged(Topic.LADDER, MISSING),
        area("reading", MISSING),
        features=wishing(OTHER_WISHED),
    )

    assert [reason.code for reason in reasons_against(one)] == [
        "swedish_not_yet",
        "ladder_missing",
        "skill_missing",
        "certificate_missing",
        "driving_licence_missing",
        "travel_long",
        "starts_early",
        "shifts_partly",
        "other_wished",
    ]
