"""Two rows about one person made one: what stays, what is filled in and what is added."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from matcher.domain.ids import OrganisationId, ParticipantCode, StepId
from matcher.domain.language import (
    AreaLevel,
    Cefr,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    SpokenLanguage,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.merged import changed_fields, merge_profiles
from matcher.domain.participant import (
    Availability,
    Education,
    MayWork,
    MayWorkStatus,
    Participant,
    ParticipantState,
    Travel,
    Wishes,
)
from matcher.domain.place import Place, TravelMode
from matcher.domain.sector import Sector
from matcher.domain.skills import Certificate, Experience, SkillClaim

READING, WRITING = LanguageArea.READING, LanguageArea.WRITING
LOW = AreaLevel(parse_cefr_range("A1"), LanguageSource.SELF)
HIGH = AreaLevel(parse_cefr_range("B1"), LanguageSource.TEST)
COOK, PORTER = StepId("kitchens.cook"), StepId("kitchens.porter")
KITCHENS, INDUSTRY = Sector.KITCHENS, Sector.INDUSTRY
BARE = Participant(OrganisationId("demo"), ParticipantCode("P001"))
FULL = Participant(
    OrganisationId("other"),
    ParticipantCode("P002"),
    preferred_language="ar",
    state=ParticipantState.PAUSED,
    place=Place("Göteborg", "Angered"),
    availability=Availability(20, 40),
    travel=Travel(TravelMode.CAR, 45),
    driving_licence=True,
    education=Education(3),
    swedish=Swedish({READING: HIGH}, Sfi(passed=SfiCourse.C)),
    languages=(SpokenLanguage("ar"), SpokenLanguage("prs")),
    experiences=(Experience("lagat mat", "sv"), Experience("städat", "sv")),
    skills=(SkillClaim("städa"), SkillClaim("laga mat", "c1")),
    certificates=(Certificate("food_hygiene"), Certificate("truck_tlp10")),
    wishes=Wishes(frozenset({KITCHENS}), frozenset({COOK}), frozenset({"lift"}), frozenset()),
    may_work=MayWork(MayWorkStatus.YES),
    is_adult=True,
    phone_only=True,
)


def test_what_is_not_known_comes_from_the_other_row_but_neither_code_nor_state():
    assert merge_profiles(BARE, FULL) == replace(
        FULL,
        organisation=BARE.organisation,
        code=BARE.code,
        preferred_language="sv",
        state=ParticipantState.ACTIVE,
    )


def test_what_the_row_that_stays_says_stays():
    assert merge_profiles(FULL, BARE) == FULL


def test_where_both_rows_speak_one_stays_and_what_was_told_is_added():
    keep = replace(
        FULL,
        place=Place("Kungälv"),
        driving_licence=False,
        is_adult=False,
        swedish=Swedish({READING: LOW}, Sfi(passed=SfiCourse.B)),
        languages=(SpokenLanguage("ar", Cefr.B1), SpokenLanguage("so")),
        experiences=(Experience("städat", "sv"), Experience("kört truck", "sv")),
        skills=(SkillClaim("städa", "c9"), SkillClaim("köra")),
        certificates=(Certificate("food_hygiene", date(2027, 1, 1)),),
        wishes=Wishes(
            frozenset({INDUSTRY}), frozenset({PORTER}), frozenset({"night"}), frozenset({COOK})
        ),
    )
    other = replace(
        FULL,
        swedish=Swedish({READING: HIGH, WRITING: HIGH}, Sfi(passed=SfiCourse.C)),
        wishes=replace(FULL.wishes, unwanted=frozenset({PORTER})),
    )

    assert merge_profiles(keep, other) == replace(
        keep,
        swedish=Swedish({READING: LOW, WRITING: HIGH}, Sfi(passed=SfiCourse.B)),
        languages=(SpokenLanguage("ar", Cefr.B1), SpokenLanguage("so"), SpokenLanguage("prs")),
        experiences=(
            Experience("städat", "sv"),
            Experience("kört truck", "sv"),
            Experience("lagat mat", "sv"),
        ),
        skills=(SkillClaim("städa", "c9"), SkillClaim("köra"), SkillClaim("laga mat", "c1")),
        certificates=(
            Certificate("food_hygiene", date(2027, 1, 1)),
            Certificate("truck_tlp10"),
        ),
        wishes=Wishes(
            frozenset({KITCHENS, INDUSTRY}),
            frozenset({COOK, PORTER}),
            frozenset({"lift", "night"}),
            frozenset({COOK, PORTER}),
        ),
    )


@pytest.mark.parametrize(
    ("keep", "other", "merged"),
    [(False, False, False), (True, False, True), (False, True, True), (True, True, True)],
)
def test_an_identity_that_is_protected_in_either_row_stays_protected(keep, other, merged):
    first, second = (replace(BARE, protected_identity=one) for one in (keep, other))

    assert merge_profiles(first, second).protected_identity is merged


@pytest.mark.parametrize(
    ("keep", "other", "merged"),
    [
        (None, (), ()),
        ((), None, ()),
        (None, None, None),
        ((), FULL.certificates, FULL.certificates),
    ],
)
def test_that_somebody_has_no_papers_is_known_and_not_the_same_as_unknown(keep, other, merged):
    first, second = (replace(BARE, certificates=one) for one in (keep, other))

    assert merge_profiles(first, second).certificates == merged


def test_the_facts_that_differ_are_named_in_their_order():
    assert changed_fields(FULL, FULL) == ()
    assert changed_fields(FULL, replace(FULL, is_adult=None, place=None)) == ("place", "is_adult")
    assert changed_fields(BARE, FULL) == tuple(
        field.name for field in fields(Participant) if field.name != "protected_identity"
    )
