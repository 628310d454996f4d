"""Reasons for a job and what is not known of it: each whole, and when it is not said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from jobs import card_of, make_opening, make_step, text
from judged import PERSON, STEP, found, judged, named, wishing

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import Fact, Mark
from matcher.domain.language import SpokenLanguage
from matcher.domain.opening import Offers
from matcher.domain.skills import Experience, SkillClaim
from matcher.domain.target import Target
from matcher.ranking.features import WISHED_SECTOR
from matcher.ranking.likeness import Likeness
from matcher.ranking.reasons import (
    NEAR_MINUTES,
    Reason,
    Words,
    gate_reasons,
    missing_facts,
    reasons_against,
    reasons_for,
)

MET, TRAINABLE, MISSING, UNKNOWN = Outcome.MET, Outcome.TRAINABLE, Outcome.MISSING, Outcome.UNKNOWN


def strengths(one, done_like_at=0.5):
    return list(reasons_for(one, done_like_at))


def test_of_a_pair_without_judgements_nothing_is_said():
    assert (strengths(found()), reasons_against(found())) == ([], ())
    assert (missing_facts(found()), gate_reasons(found())) == ((), ())


def told_at(*likes):
    person = replace(
        PERSON,
        experiences=(Experience("Diskade", "sv"), Experience("Lagade mat", "sv")),
        skills=(SkillClaim("Bakar"),),
    )
    return found(person=person, likeness=Likeness(np.array(likes), np.zeros(0), np.zeros(0)))


@pytest.mark.parametrize(
    ("likes", "words"),
    [
        ((0.5, 0.4, 0.9), "Diskade"),
        ((0.5, 0.6, 0.9), "Lagade mat"),
        ((0.6, 0.5, 0.9), "Diskade"),
    ],
    ids=["just as like as needed", "the second", "the first"],
)
def test_the_work_most_like_it_is_named_in_own_words(likes, words):
    assert strengths(told_at(*likes)) == [Reason("done_like_work", {"own_words": words})]


def test_a_skill_or_work_less_like_it_is_not_named_as_done():
    assert strengths(told_at(0.49, 0.0, 0.9)) == []


def test_three_skills_are_named_the_best_covered_first():
    one = found(
        named(Topic.SKILL, MET, "third", coverage=0.7),
        named(Topic.SKILL, MET, "unsure"),
        named(Topic.SKILL, MET, "first", coverage=0.9, facts={"own_words": "Diskade"}),
        named(Topic.SKILL, MET, "second", coverage=0.8),
        named(Topic.SKILL, UNKNOWN, "asked", coverage=1.0),
    )

    assert strengths(one) == [
        Reason("skill_met", {"name": text("first"), "own_words": "Diskade"}),
        Reason("skill_met", {"name": text("second")}),
        Reason("skill_met", {"name": text("third")}),
    ]


@pytest.mark.parametrize(
    ("outcomes", "codes"),
    [((MET, MET), ["swedish_met"]), ((MET, TRAINABLE), []), ((UNKNOWN, MET), [])],
)
def test_swedish_is_enough_where_it_is_in_every_area(outcomes, codes):
    one = found(*(judged(Topic.SWEDISH, outcome) for outcome in outcomes))

    assert strengths(one) == [Reason(code) for code in codes]


def test_a_paper_that_is_there_is_named():
    papers = [named(Topic.CERTIFICATE, outcome, outcome.value) for outcome in Outcome]

    assert strengths(found(*papers)) == [Reason("certificate_met", {"name": text("met")})]


@pytest.mark.parametrize(
    ("hours", "shifts", "codes"),
    [(MET, MET, ["hours_met"]), (MET, UNKNOWN, []), (UNKNOWN, MET, [])],
)
def test_hours_fit_with_their_shifts(hours, shifts, codes):
    one = found(judged(Topic.HOURS, hours), judged(Topic.SHIFTS, shifts))

    assert strengths(one) == [Reason(code) for code in codes]


def test_a_short_way_is_named_and_a_long_or_unknown_one_is_not():
    near, far = {"minutes": str(NEAR_MINUTES)}, {"minutes": str(NEAR_MINUTES + 1)}

    assert strengths(found(judged(Topic.TRAVEL, MET, facts=near))) == [Reason("travel_met", near)]
    assert strengths(found(judged(Topic.TRAVEL, MET, facts=far))) == []
    assert strengths(found(judged(Topic.TRAVEL, MET))) == []
    assert strengths(found(judged(Topic.TRAVEL, MISSING, facts=near))) == []
    assert strengths(found(judged(Topic.HOURS, MET, facts=near))) == []


def test_work_that_is_wished_for_is_named_where_wishes_are_known():
    assert strengths(found(features=wishing(WISHED_SECTOR))) == [Reason("wished")]
    assert strengths(found(features=wishing(1.0))) == [Reason("wished")]
    assert strengths(found(features=wishing(WISHED_SECTOR - 0.01))) == []
    assert strengths(found(features=wishing(1.0, known=False))) == []


def test_what_the_workplace_gives_is_named():
    person = replace(PERSON, languages=(SpokenLanguage("so"), SpokenLanguage("fa")))

    def offered(offers, step):
        opening = replace(make_opening(STEP), offers=offers)
        return strengths(found(person=person, target=Target(opening, step)))

    rich = Offers(languages=("fa", "ar", "so"), mentor=True, trainable_on_job=True)
    assert offered(rich, make_step()) == [
        Reason("language_asset", {"languages": Words(("language.fa", "language.so"))}),
        Reason("mentor"),
        Reason("trainable"),
        Reason("entry"),
    ]
    assert offered(Offers(languages=("ar",), trainable_on_job=True), STEP) == [Reason("trainable")]
    assert offered(Offers(languages=("ar",), mentor=True), None) == [Reason("mentor")]


def test_strengths_are_said_in_their_order():
    one = replace(
        told_at(0.9, 0.0, 0.0),
        features=wishing(1.0),
        card=card_of(Target(replace(make_opening(STEP), offers=Offers(mentor=True)), STEP)),
        judgements=(
            judged(Topic.TRAVEL, MET, facts={"minutes": "5"}),
            judged(Topic.HOURS, MET),
            judged(Topic.SHIFTS, MET),
            named(Topic.CERTIFICATE, MET, "paper"),
            judged(Topic.SWEDISH, MET),
            named(Topic.SKILL, MET, "skill"),
        ),
    )

    assert [reason.code for reason in strengths(one)] == [
        "done_like_work",
        "skill_met",
        "swedish_met",
        "certificate_met",
        "hours_met",
        "travel_met",
        "wished",
        "mentor",
    ]


def missing(*judgements, facets=True, **more):
    """What is missing of a pair; without facets nobody has told anything."""
    one = found(*judgements, **more)
    profile = one.profile if facets else replace(one.profile, facets=())
    return list(missing_facts(replace(one, profile=profile)))


def test_areas_of_swedish_that_nobody_knows_are_asked_about_together():
    one = [
        judged(Topic.SWEDISH, UNKNOWN, "reading"),
        judged(Topic.SWEDISH, MET, "listening", facts={"certain": "yes"}),
        judged(Topic.SWEDISH, UNKNOWN, "writing"),
    ]

    areas = Words(("area.reading", "area.writing"))
    assert missing(*one) == [Reason("swedish_unknown", {"areas": areas})]


def test_levels_that_are_guessed_are_to_be_confirmed():
    one = [
        judged(Topic.SWEDISH, MET, "reading", facts={"certain": ""}),
        judged(Topic.SWEDISH, MET, "listening", facts={"certain": "yes"}),
        judged(Topic.SWEDISH, TRAINABLE, "writing", facts={"certain": ""}),
        judged(Topic.SWEDISH, MET, "spoken_interaction"),
        judged(Topic.SWEDISH, MET, "spoken_production", facts={"need": "A1"}),
        judged(Topic.CERTIFICATE, MET, "paper", facts={"certain": ""}),
    ]

    areas = Words(("area.reading", "area.writing"))
    assert missing(*one) == [Reason("swedish_to_confirm", {"areas": areas})]


def test_three_skills_are_asked_about_where_something_was_told():
    asked = [named(Topic.SKILL, UNKNOWN, f"skill {number}") for number in range(4)]
    one = [named(Topic.SKILL, MET, "there"), *asked]

    assert missing(*one) == [
        Reason("skill_unknown", {"name": text(f"skill {number}")}) for number in range(3)
    ]
    assert missing(*one, facets=False) == [Reason("nothing_told")]


def test_certificates_that_are_not_known_are_asked_about_once():
    one = [named(Topic.CERTIFICATE, UNKNOWN, name) for name in ("hygiene", "hot work")]

    assert missing(*one) == [Reason("certificates_unknown")]
    assert missing(named(Topic.CERTIFICATE, MISSING, "hygiene")) == []


def test_every_other_fact_is_asked_about_and_the_ladder_is_not():
    topics = [topic for topic in Topic if topic not in {Topic.SKILL, Topic.SWEDISH}]
    one = [judged(topic, UNKNOWN) for topic in topics]

    assert [reason.code for reason in missing(*one)] == [
        "certificates_unknown",
        "driving_licence_unknown",
        "adult_unknown",
        "may_work_unknown",
        "hours_unknown",
        "shifts_unknown",
        "start_unknown",
        "travel_unknown",
        "record_extract_unknown",
    ]
    assert missing(judged(Topic.ADULT, UNKNOWN, facts={"a": "b"})) == [Reason("adult_unknown")]
    assert missing(*(judged(topic, MISSING) for topic in topics)) == []


def test_levels_of_a_ladder_that_nobody_has_confirmed_are_said_to_be_so():
    open_levels = replace(STEP.swedish, fact=Fact(Mark.TO_BE_CONFIRMED))
    step = replace(STEP, swedish=open_levels)

    assert missing(target=Target(None, step)) == [Reason("levels_to_be_confirmed")]
    assert missing(target=Target(make_opening(STEP), None)) == []


def test_what_is_missing_is_said_in_its_order():
    step = replace(STEP, swedish=replace(STEP.swedish, fact=Fact(Mark.TO_BE_CONFIRMED)))
    one = [
        judged(Topic.TRAVEL, UNKNOWN),
        named(Topic.SKILL, UNKNOWN, "skill"),
        named(Topic.CERTIFICATE, UNKNOWN, "paper"),
        judged(Topic.SWEDISH, MET, "reading", facts={"certain": ""}),
        judged(Topic.SWEDISH, UNKNOWN, "writing"),
    ]
    target = Target(None, step)

    told = [reason.code for reason in missing(*one, target=target)]
    untold = [reason.code for reason in missing(*one, target=target, facets=False)]

    assert told == [
        "swedish_unknown",
        "swedish_to_confirm",
        "certificates_unknown",
        "skill_unknown",
        "travel_unknown",
        "levels_to_be_confirmed",
    ]
    told.remove("skill_unknown")
    assert untold == [*told[:2], "nothing_told", *told[2:]]


def test_what_bars_is_said_with_its_facts():
    hours = {"asked_min": "38", "can_max": "20"}
    barred = (named(Topic.CERTIFICATE, MISSING, "paper"), judged(Topic.HOURS, MISSING, facts=hours))

    assert gate_reasons(found(barred_by=barred)) == (
        Reason("certificate_bars", {"name": text("paper")}),
        Reason("hours_bars", hours),
    )
