from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from strategies import openings, participants

from matcher.domain.ids import EmployerId, OrganisationId, ParticipantCode, StepId
from matcher.domain.importing import IncomingOpening, IncomingParticipant
from matcher.domain.language import (
    AreaLevel,
    LanguageArea,
    LanguageSource,
    Sfi,
    SfiCourse,
    Swedish,
    parse_cefr_range,
)
from matcher.domain.merging import (
    merge_employer,
    merge_opening,
    merge_participant,
    new_participant,
)
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    MappedBy,
    Opening,
    OpeningKind,
    OpeningState,
    Terms,
)
from matcher.domain.participant import Participant, ParticipantState, Wishes
from matcher.domain.sector import Sector
from matcher.domain.skills import SkillClaim

PERSON = Participant(OrganisationId("demo"), ParticipantCode("P001"))
READING, WRITING = LanguageArea.READING, LanguageArea.WRITING
TESTED = AreaLevel(parse_cefr_range("B1"), LanguageSource.TEST)
COPIED = AreaLevel(parse_cefr_range("A1"), LanguageSource.SELF, to_be_confirmed=True)
TOLD = AreaLevel(parse_cefr_range("B2"), LanguageSource.TEACHER)
ALL = frozenset(field.name for field in fields(Participant))


def merged_swedish(stored: Swedish, new: Swedish) -> Swedish:
    incoming = IncomingParticipant(replace(PERSON, swedish=new), frozenset({"swedish"}))
    return merge_participant(replace(PERSON, swedish=stored), incoming).swedish


def test_a_file_with_sfi_alone_leaves_the_levels_alone():
    course = Sfi(passed=SfiCourse.C)

    assert merged_swedish(Swedish({READING: TESTED}), Swedish(sfi=course)) == Swedish(
        {READING: TESTED}, course
    )


def test_a_file_with_levels_alone_leaves_sfi_alone():
    course = Sfi(passed=SfiCourse.C)

    assert merged_swedish(Swedish(sfi=course), Swedish({READING: TESTED})) == Swedish(
        {READING: TESTED}, course
    )


@pytest.mark.parametrize(
    ("stored", "new", "kept"),
    [
        (TESTED, COPIED, TESTED),
        (TESTED, TOLD, TOLD),
        (COPIED, TOLD, TOLD),
        (COPIED, replace(COPIED, source=LanguageSource.TEST), None),
    ],
)
def test_only_a_copied_level_gives_way(stored: AreaLevel, new: AreaLevel, kept: AreaLevel | None):
    found = merged_swedish(Swedish({READING: stored, WRITING: TESTED}), Swedish({READING: new}))

    assert found.areas == {READING: kept or new, WRITING: TESTED}


@given(participants(), participants())
def test_fields_that_the_file_does_not_speak_of_stay(stored: Participant, new: Participant):
    incoming = IncomingParticipant(new, frozenset({"travel", "is_adult"}))

    merged = merge_participant(stored, incoming)

    if stored.state is ParticipantState.ANONYMISED:
        assert merged == stored
    else:
        assert merged == replace(stored, travel=new.travel, is_adult=new.is_adult)


@given(participants(), participants())
def test_the_same_file_twice_is_the_same_as_once(stored: Participant, new: Participant):
    incoming = IncomingParticipant(new, ALL - {"organisation", "code", "protected_identity"})

    once = merge_participant(stored, incoming)

    assert merge_participant(once, incoming) == once
    assert once.protected_identity == stored.protected_identity


def test_of_two_claims_in_the_same_words_a_new_person_gets_the_first():
    twice = (SkillClaim("städa"), SkillClaim("laga mat"), SkillClaim("städa", concept="c1"))
    incoming = IncomingParticipant(replace(PERSON, skills=twice), frozenset({"skills"}))

    first = new_participant(incoming)

    assert first.skills == twice[:2]
    assert merge_participant(first, incoming) == first


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (ParticipantState.LEFT, ParticipantState.LEFT),
        (ParticipantState.ARCHIVED, ParticipantState.ARCHIVED),
        (ParticipantState.PAUSED, ParticipantState.MAPPED),
        (ParticipantState.PLACED, ParticipantState.MAPPED),
    ],
)
def test_no_file_brings_somebody_back_who_has_left(
    state: ParticipantState, after: ParticipantState
):
    stored = replace(PERSON, state=state)
    new = replace(PERSON, state=ParticipantState.MAPPED, is_adult=True)

    for given_fields in ({"state", "is_adult"}, {"is_adult"}):
        merged = merge_participant(stored, IncomingParticipant(new, frozenset(given_fields)))
        assert merged == replace(stored, is_adult=True, state=merged.state)
        assert merged.state is (after if "state" in given_fields else state)


def test_nothing_changes_a_profile_that_has_been_anonymised():
    stored = replace(PERSON, state=ParticipantState.ANONYMISED)
    new = replace(PERSON, is_adult=True)

    assert merge_participant(stored, IncomingParticipant(new, ALL)) == stored


def test_a_confirmed_skill_stays_confirmed():
    stored = replace(PERSON, skills=(SkillClaim("lyfta", "c1", confirmed_by="Kim"),))
    new = replace(PERSON, skills=(SkillClaim("lyfta"), SkillClaim("räkna")))

    found = merge_participant(stored, IncomingParticipant(new, frozenset({"skills"}))).skills

    assert found == (SkillClaim("lyfta", "c1", confirmed_by="Kim"), SkillClaim("räkna"))


def test_a_file_confirms_a_skill_that_nobody_had_confirmed():
    stored = replace(PERSON, skills=(SkillClaim("lyfta", "c1"),))
    new = replace(PERSON, skills=(SkillClaim("lyfta", confirmed_by="Bo"),))

    found = merge_participant(stored, IncomingParticipant(new, frozenset({"skills"}))).skills

    assert found == (SkillClaim("lyfta", "c1", confirmed_by="Bo"),)


def test_no_file_takes_back_what_somebody_said_is_not_her_kind():
    code, step = ParticipantCode("P001"), StepId("kitchens.cook")
    stored = Participant(OrganisationId("demo"), code, wishes=Wishes(unwanted=frozenset({step})))
    new = replace(stored, wishes=Wishes(frozenset({Sector.KITCHENS})))

    merged = merge_participant(stored, IncomingParticipant(new, frozenset({"wishes"})))

    assert merged.wishes == Wishes(frozenset({Sector.KITCHENS}), unwanted=frozenset({step}))


def reading(opening: Opening, *given_fields: str) -> IncomingOpening:
    return IncomingOpening(opening, frozenset(given_fields))


@given(openings(), openings())
def test_an_ad_never_overwrites_an_own_opening(stored: Opening, new: Opening):
    own = replace(stored, kind=OpeningKind.OWN, state=OpeningState.PAUSED)
    ad = replace(new, kind=OpeningKind.LEAD)

    assert merge_opening(own, reading(ad, "title", "text", "kind")) == own


@pytest.mark.parametrize(
    ("stored", "new", "after"),
    [
        (OpeningState.OPEN, OpeningState.DRAFT, OpeningState.OPEN),
        (OpeningState.OPEN, OpeningState.CLOSED, OpeningState.CLOSED),
        (OpeningState.PAUSED, OpeningState.OPEN, OpeningState.PAUSED),
        (OpeningState.FULL, OpeningState.OPEN, OpeningState.FULL),
        (OpeningState.SUBMITTED, OpeningState.OPEN, OpeningState.OPEN),
        (OpeningState.RETURNED, OpeningState.SUBMITTED, OpeningState.RETURNED),
    ],
)
def test_an_import_moves_a_state_on_and_never_back(
    stored: OpeningState, new: OpeningState, after: OpeningState
):
    terms = Terms(EmploymentForm.PERMANENT, "avtal")
    old = opening_of(state=stored, terms=terms)

    assert merge_opening(old, reading(replace(old, state=new), "state")).state is after


def opening_of(**changes: object) -> Opening:
    plain = Opening(
        OrganisationId("demo"), "O1", OpeningKind.OWN, "Diskare", "Text", OpeningState.DRAFT
    )
    return replace(plain, **changes)


BY_PERSON = {
    "sector": Sector.KITCHENS,
    "step": "kitchens.porter",
    "mapped_by": MappedBy.PERSON,
    "mapping_confidence": None,
}
BY_TEXT = {
    "sector": Sector.INDUSTRY,
    "step": None,
    "mapped_by": MappedBy.TEXT,
    "mapping_confidence": 0.7,
}


@pytest.mark.parametrize(
    ("stored", "new", "stays"),
    [
        (BY_PERSON, BY_TEXT, True),
        (BY_TEXT, BY_PERSON, False),
        (BY_PERSON, {**BY_PERSON, "step": None}, True),
        (BY_PERSON, {**BY_PERSON, "sector": Sector.INDUSTRY, "step": None}, False),
        (BY_TEXT, {**BY_TEXT, "mapping_confidence": 0.705}, True),
        (BY_TEXT, {**BY_TEXT, "mapping_confidence": 0.72}, False),
        (BY_TEXT, {**BY_TEXT, "mapping_confidence": None}, False),
        ({**BY_TEXT, "mapping_confidence": None}, BY_TEXT, False),
        ({**BY_TEXT, "mapping_confidence": 0.0}, {**BY_TEXT, "mapping_confidence": 0.01}, False),
        (BY_TEXT, {**BY_TEXT, "sector": None}, False),
    ],
)
def test_what_a_person_named_is_not_read_again(
    stored: dict[str, object], new: dict[str, object], stays: bool
):
    merged = merge_opening(opening_of(**stored), reading(opening_of(**new)))

    kept = stored if stays else new
    assert {name: getattr(merged, name) for name in kept} == kept


def test_terms_that_are_known_stay_when_a_file_has_none():
    terms = Terms(EmploymentForm.PERMANENT, "avtal")
    stored = opening_of(terms=terms, state=OpeningState.OPEN)

    merged = merge_opening(stored, reading(opening_of(title="Ny titel"), "terms", "title"))

    assert (merged.terms, merged.title) == (terms, "Ny titel")


def test_a_known_trade_of_an_employer_stays_known():
    old = Employer(OrganisationId("demo"), EmployerId("E1"), "Köket AB", Sector.KITCHENS)
    new = replace(old, name="Köket i Väst AB", sector=None)

    assert merge_employer(old, new) == replace(new, sector=Sector.KITCHENS)
    assert merge_employer(None, new) == new
    assert merge_employer(old, replace(new, sector=Sector.INDUSTRY)).sector is Sector.INDUSTRY
