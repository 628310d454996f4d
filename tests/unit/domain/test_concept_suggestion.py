"""A suggested concept: who may move it where, and what it does to the profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import (
    ConceptMove,
    ConceptState,
    ConceptSuggestion,
    with_claim,
    words_key,
)
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.link import FoundBy
from matcher.domain.merging import merge_participant
from matcher.domain.participant import Participant
from matcher.domain.skills import SkillClaim
from matcher.errors import InvalidTransition

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PERSON = Participant(OrganisationId("demo"), ParticipantCode("P001"), skills=(SkillClaim("städa"),))
SKILL = ConceptSuggestion(
    PERSON.code,
    words_key("diskade"),
    ConceptKey(Scheme.ESCO, "washing"),
    ConceptKind.SKILL,
    {"sv": "diska", "en": "wash dishes"},
    0.6,
    FoundBy.DENSE,
)
CLAIM = SkillClaim("diska", "esco:washing", confirmed_by="Anna")


def moved(*moves):
    one = SKILL
    for move in moves:
        one = one.move(move, by="Anna", at=NOON)
    return one


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        ([ConceptMove.CONFIRM], ConceptState.CONFIRMED),
        ([ConceptMove.REFUSE], ConceptState.REFUSED),
        ([ConceptMove.CONFIRM, ConceptMove.UNDO], ConceptState.SUGGESTED),
        ([ConceptMove.REFUSE, ConceptMove.UNDO, ConceptMove.CONFIRM], ConceptState.CONFIRMED),
    ],
)
def test_each_move_is_kept_with_who_and_when(moves, state):
    after = moved(*moves)

    assert (after.state, after.version, after.by, after.at) == (state, len(moves), "Anna", NOON)
    assert after.id == SKILL.id


@pytest.mark.parametrize(
    "moves",
    [
        [ConceptMove.UNDO],
        [ConceptMove.CONFIRM, ConceptMove.CONFIRM],
        [ConceptMove.CONFIRM, ConceptMove.REFUSE],
    ],
)
def test_other_moves_are_refused(moves):
    with pytest.raises(InvalidTransition, match="Nothing was saved"):
        moved(*moves)


def test_a_confirmed_skill_enters_the_profile_once_and_leaves_with_undo():
    confirmed = moved(ConceptMove.CONFIRM)
    person = with_claim(PERSON, confirmed, others=False)

    assert person.skills == (*PERSON.skills, CLAIM)
    assert with_claim(person, confirmed, others=False) == person
    undone = confirmed.move(ConceptMove.UNDO, by="Bo", at=NOON)
    assert with_claim(person, undone, others=False) == PERSON
    assert with_claim(person, undone, others=True) == person


def test_an_occupation_is_no_skill():
    job = replace(SKILL, kind=ConceptKind.OCCUPATION)

    assert (
        with_claim(PERSON, job.move(ConceptMove.CONFIRM, by="A", at=NOON), others=False) == PERSON
    )


def test_the_same_concept_of_another_experience_is_another_suggestion():
    assert replace(SKILL, words=words_key("lagade mat")).id != SKILL.id


@pytest.mark.parametrize(("lang", "said"), [("en", ("wash dishes", "en")), ("ar", ("diska", "sv"))])
def test_it_is_shown_in_the_language_asked_for_or_in_swedish(lang, said):
    assert SKILL.label(lang) == said


def test_an_import_does_not_lose_what_was_confirmed_here():
    stored = replace(PERSON, skills=(*PERSON.skills, CLAIM))
    file = replace(PERSON, skills=(SkillClaim("laga mat"),))

    merged = merge_participant(stored, IncomingParticipant(file, frozenset({"skills"})))

    assert merged.skills == (SkillClaim("laga mat"), CLAIM)
