"""What each kind of change makes of a profile, whole, and when such a change is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jobs import (
    FACT,
    TODAY,
    card_of,
    make_opening,
    make_person,
    make_rules,
    make_step,
    profile_at,
    text,
)
from judged import judged, named

from matcher.domain.judgement import Band, Outcome, Topic
from matcher.domain.ladder import (
    Importance,
    Requirement,
    RequirementKind,
    RequirementType,
    Span,
    Train,
    TrainingModule,
    Transition,
    Weeks,
    When,
)
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.opening import Hours
from matcher.domain.participant import Availability, Shift
from matcher.domain.skills import Certificate
from matcher.domain.target import Target
from matcher.ranking.assess import assess
from matcher.ranking.catalogue import WayIn
from matcher.ranking.whatif import Change, WhatIf, _apply, what_would_change

RULES = make_rules()
STEP = make_step()
KNOWN = AreaLevel(parse_cefr_range("A1"), LanguageSource.SELF)
SFI = Sfi(passed=SfiCourse.B)
PERSON = replace(
    make_person(),
    certificates=(Certificate("hot_work"),),
    driving_licence=False,
    swedish=Swedish({LanguageArea.READING: KNOWN, LanguageArea.WRITING: KNOWN}, SFI),
    availability=Availability(10, 20, frozenset({Shift.DAY}), start=TODAY),
)
PROFILE = replace(profile_at(PERSON, [0.0]), granted=frozenset({"wash"}))


def level_of(level):
    return AreaLevel(parse_cefr_range(level), LanguageSource.TEST)


def swedish(name, need):
    return judged(Topic.SWEDISH, Outcome.TRAINABLE, name, facts={"need": need, "have": "A1"})


NEEDS = {
    "swedish": (swedish("reading", "B1"), swedish("listening", "A2")),
    "certificate": (named(Topic.CERTIFICATE, Outcome.TRAINABLE, "hygiene"),),
    "driving_licence": (named(Topic.DRIVING_LICENCE, Outcome.TRAINABLE, "licence"),),
    "hours": (judged(Topic.HOURS, Outcome.MISSING, facts={"asked_min": "37.5", "can_max": "20"}),),
    "training": (
        named(Topic.SKILL, Outcome.TRAINABLE, "order"),
        judged(Topic.LADDER, Outcome.TRAINABLE, "ladder"),
    ),
}
CHANGED = {
    "swedish": {
        "swedish": Swedish(
            {
                LanguageArea.READING: level_of("B1"),
                LanguageArea.WRITING: KNOWN,
                LanguageArea.LISTENING: level_of("A2"),
            },
            SFI,
        )
    },
    "certificate": {"certificates": (Certificate("hot_work"), Certificate("hygiene"))},
    "driving_licence": {"driving_licence": True},
    "hours": {"availability": Availability(37.5, 37.5, frozenset({Shift.DAY}), start=TODAY)},
    "training": {},
}


def change(code):
    return Change(code, Span(1, 2), NEEDS[code])


@pytest.mark.parametrize("code", NEEDS)
def test_a_change_changes_what_it_is_about_and_nothing_else(code):
    granted = PROFILE.granted | ({"order", "ladder"} if code == "training" else set())
    expected = replace(PROFILE, person=replace(PERSON, **CHANGED[code]), granted=granted)

    after = _apply(PROFILE, change(code))

    assert (after.person, after.granted) == (expected.person, expected.granted)
    assert (after.facets, after.vectors, after.trades) == (
        PROFILE.facets,
        PROFILE.vectors,
        PROFILE.trades,
    )


def test_together_they_change_all_of_it():
    everything = Change("together", Span(1, 2), tuple(j for needs in NEEDS.values() for j in needs))

    after = _apply(PROFILE, everything)

    together = {name: value for changed in CHANGED.values() for name, value in changed.items()}
    assert after.person == replace(PERSON, **together)
    assert after.granted == {"wash", "order", "ladder"}


def test_the_first_paper_of_somebody_of_whom_no_paper_is_known():
    nobody = replace(PROFILE, person=replace(PERSON, certificates=None))

    assert _apply(nobody, change("certificate")).person.certificates == (Certificate("hygiene"),)


def told(profile, target, *ways):
    card = card_of(target)
    ways_in = tuple(WayIn(way, replace(STEP, entry=entry), card.work) for way, entry in ways)
    found = assess(profile, replace(card, ways_in=ways_in), RULES, TODAY)
    return found, what_would_change(found, RULES, TODAY)


ABLE = profile_at(
    replace(make_person(), driving_licence=False, certificates=(Certificate("food_hygiene"),)),
    [0.9],
)


LESSONS = Train(When.BEFORE, Span(8, 12))


def licence(train=LESSONS, importance=Importance.ESSENTIAL):
    need = Requirement(
        id="licence",
        kind=RequirementKind.NEED,
        type=RequirementType.DRIVING_LICENCE,
        importance=importance,
        texts=text("körkort"),
        train=train,
        fact=FACT,
    )
    return Target(None, replace(STEP, requirements=(*STEP.requirements, need)))


def test_a_driving_licence_is_told_with_its_weeks():
    found, changes = told(ABLE, licence())
    [need] = [one for one in found.judgements if one.topic is Topic.DRIVING_LICENCE]

    assert changes == (WhatIf(Change("driving_licence", Span(8, 12), (need,)), Band.READY),)


def test_what_cannot_be_trained_or_is_only_useful_is_no_change():
    assert told(ABLE, licence(train=None))[1] == ()
    assert told(ABLE, licence(importance=Importance.USEFUL))[1] == ()


def training(name, low):
    module = TrainingModule(f"{name} course", "komvux", text(name), frozenset())
    return Transition(
        name, "kitchens.porter", "kitchens.cook", module, Weeks(Span(low, low)), None, FACT
    )


def test_only_the_way_that_is_open_leads_up_the_ladder():
    person = replace(ABLE.person, experiences=(replace(ABLE.person.experiences[0], months=6),))
    step = replace(STEP, id="kitchens.cook", entry=False)
    open_way, closed = training("open", 10), training("closed", 4)

    found, changes = told(
        profile_at(person, [0.9]), Target(None, step), (closed, False), (open_way, True)
    )

    [need] = [one for one in found.judgements if one.topic is Topic.LADDER]
    assert changes == (WhatIf(Change("training", Span(10, 10), (need,), open_way), Band.READY),)


def test_hours_that_open_a_job_are_told_though_it_stays_as_far_ahead():
    step = replace(STEP, requirements=(replace(STEP.requirements[0], train=None),))
    opening = replace(make_opening(step), hours=Hours(per_week_min=38, per_week_max=40))
    free = replace(ABLE.person, availability=Availability(10, 20))

    found, changes = told(profile_at(free, [0.0]), Target(opening, step))

    [need] = [one for one in found.judgements if one.topic is Topic.HOURS]
    assert (found.band, found.barred_by) == (Band.STRETCH, (need,))
    assert changes == (WhatIf(Change("hours", Span(0, 0), (need,)), Band.STRETCH),)


def test_skills_are_learnt_side_by_side_and_take_as_long_as_the_longest():
    found, changes = told(profile_at(ABLE.person, [0.0]), Target(None, STEP))

    skills = tuple(one for one in found.judgements if one.topic is Topic.SKILL)
    assert changes == (WhatIf(Change("learn_on_job", Span(4, 8), skills), Band.READY),)
