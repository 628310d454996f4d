"""Any profile can be shown in any language, and what is not known is named as such."""

from __future__ import annotations

import pytest
from functional.web_programme import build
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from strategies import participants

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.participant import Availability, Participant, Shift
from web.areas.review.facts import facts_of


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return build(tmp_path_factory.mktemp("facts"), filled=False)


def said(programme, person, lang):
    with programme.app.test_request_context(headers={"Accept-Language": lang}):
        return {
            fact.label: fact.values for fact in facts_of(person, programme.services.ladders, lang)
        }


@often(60, suppress_health_check=[HealthCheck.too_slow])
@given(person=participants(), lang=st.sampled_from(["sv", "en", "ar"]))
def test_every_profile_can_be_shown(programme, person, lang):
    facts = said(programme, person, lang)

    assert len(facts) == 13
    assert all(value.strip() for values in facts.values() for value in values)


def test_nothing_known_is_nothing_said(programme):
    facts = said(programme, Participant(OrganisationId("demo"), ParticipantCode("P1")), "en")

    unknown = [label for label, values in facts.items() if not values]
    assert {"Lives in", "Swedish", "Certificates", "Driving licence", "Way to work"} <= set(unknown)
    assert facts["May work"] == ("to be checked",)


@pytest.mark.parametrize(
    ("lang", "label", "value"),
    [
        ("sv", "Timmar och pass", "20–30 timmar i veckan"),
        ("sv", "Timmar och pass", "dag, kväll och natt"),
        ("ar", "الساعات والمناوبات", "20 إلى 30 ساعة في الأسبوع"),
    ],
)
def test_hours_and_shifts_are_said(programme, lang, label, value):
    times = Availability(20, 30, frozenset({Shift.DAY, Shift.EVENING, Shift.NIGHT}))
    person = Participant(OrganisationId("demo"), ParticipantCode("P1"), availability=times)

    assert value in said(programme, person, lang)[label]


@pytest.mark.parametrize(
    ("lang", "value"),
    [("sv", "läsa: A2+ (test)"), ("ar", "القراءة: \u2068A2+\u2069 (اختبار)")],
)
def test_a_level_keeps_its_order_between_words_from_right_to_left(programme, lang, value):
    level = AreaLevel(parse_cefr_range("A2+"), LanguageSource.TEST, to_be_confirmed=False)
    swedish = Swedish({LanguageArea.READING: level})
    person = Participant(OrganisationId("demo"), ParticipantCode("P1"), swedish=swedish)

    assert (value,) in said(programme, person, lang).values()


@pytest.mark.parametrize(
    ("lang", "hours"), [("sv", "högst 37,5 timmar"), ("en", "at most 37.5 hours")]
)
def test_half_hours_are_written_as_the_language_does(programme, lang, hours):
    times = Availability(hours_per_week_max=37.5)
    person = Participant(OrganisationId("demo"), ParticipantCode("P1"), availability=times)

    assert any(hours in " ".join(values) for values in said(programme, person, lang).values())
