"""A suggested concept: who may move it where, and what it does to the profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from refusals import refused

from matcher.domain.concept import Concept, ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import (
    ConceptMove,
    ConceptMoved,
    ConceptState,
    ConceptSuggestion,
    moved,
    renewal,
    suggestions_of,
    with_claim,
    words_key,
)
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.importing import IncomingParticipant
from matcher.domain.link import FoundBy, Link
from matcher.domain.merging import merge_participant
from matcher.domain.participant import Participant
from matcher.domain.skills import SkillClaim
from matcher.errors import Conflict, InvalidTransition

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


def with_moves(*moves):
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
    after = with_moves(*moves)

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
    *before, last = moves
    one = with_moves(*before)

    assert refused(InvalidTransition, one.move, last, by="Bo", at=NOON) == (
        (
            f"This is '{one.state}' already, so '{last}' is not possible. Nothing was saved. Look "
            "at it again and choose what is open to it now."
        ),
        None,
        {},
    )


def test_whoever_is_second_is_told_who_was_first():
    confirmed = with_moves(ConceptMove.CONFIRM)

    confirmed.must_be_seen(1)
    assert refused(Conflict, confirmed.must_be_seen, 0) == (
        (
            "This was changed by Anna at 2026-03-01 12:00 and is now 'confirmed'. Nothing was "
            "saved; look at it again."
        ),
        None,
        {},
    )
    assert refused(Conflict, SKILL.must_be_seen, 1) == (
        "This was changed and is now 'suggested'. Nothing was saved; look at it again.",
        None,
        {},
    )


def test_a_confirmed_skill_enters_the_profile_once_and_leaves_with_undo():
    confirmed = with_moves(ConceptMove.CONFIRM)
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


ENGLISH = {"de": "abwaschen", "en": "wash dishes", "ar": "غسل"}


@pytest.mark.parametrize(
    ("labels", "lang", "said"),
    [
        (SKILL.labels, "en", ("wash dishes", "en")),
        (SKILL.labels, "ar", ("diska", "sv")),
        (ENGLISH, "sv", ("wash dishes", "en")),
        (ENGLISH, "ar", ("غسل", "ar")),
        ({"fi": "tiskata", "de": "abwaschen"}, "sv", ("abwaschen", "de")),
        ({}, "sv", ("washing", "")),
    ],
)
def test_it_is_shown_in_the_language_asked_for_or_in_swedish(labels, lang, said):
    assert replace(SKILL, labels=labels).label(lang) == said


def test_words_are_known_again_after_an_upgrade_whatever_stands_in_them():
    assert words_key("diskade") == "cab19e83e5f7c095"
    assert words_key("\ud83d diskade") == "aa754dece20f4e77"


def test_what_linking_finds_is_suggested_with_the_labels_of_our_languages():
    known = Concept(
        Scheme.ESCO,
        "washing",
        ConceptKind.SKILL,
        labels={"de": "spülen", "en": "wash", "sv": "diska"},
    )
    german = Concept(Scheme.JOBTECH, "j1", ConceptKind.OCCUPATION, labels={"de": "Spüler"})
    links = [
        Link(known, 0.123456, FoundBy.DENSE, "diska"),
        Link(german, 1.0, FoundBy.EXACT, "Spüler"),
    ]
    words = words_key("Jag diskade")

    assert suggestions_of("P001", "Jag diskade", iter(links)) == (
        ConceptSuggestion(
            "P001",
            words,
            known.key,
            ConceptKind.SKILL,
            {"sv": "diska", "en": "wash"},
            0.1235,
            FoundBy.DENSE,
        ),
        ConceptSuggestion(
            "P001",
            words,
            german.key,
            ConceptKind.OCCUPATION,
            {"de": "Spüler"},
            1.0,
            FoundBy.EXACT,
        ),
    )


def test_suggesting_anew_adds_what_is_new_and_takes_back_what_nobody_decided_on():
    gone, stays, new = (replace(SKILL, words=words_key(text)) for text in ("a", "b", "c"))
    decided = replace(with_moves(ConceptMove.REFUSE), words=words_key("d"))
    other = replace(stays, whose="P002", labels={"en": "wash dishes"})

    assert renewal([gone, decided, stays], [other, stays, new], "Bo", NOON) == [
        ConceptMoved("P001", gone.id, SKILL.key, "diska", ConceptMove.WITHDRAW, "Bo", NOON),
        ConceptMoved("P002", stays.id, SKILL.key, "wash dishes", ConceptMove.SUGGEST, "Bo", NOON),
        ConceptMoved("P001", new.id, SKILL.key, "diska", ConceptMove.SUGGEST, "Bo", NOON),
    ]
    assert renewal([stays], [stays], None, NOON) == []


def test_a_move_is_recorded_with_who_and_what():
    assert moved(SKILL, ConceptMove.CONFIRM, "Anna", NOON) == ConceptMoved(
        "P001", SKILL.id, SKILL.key, "diska", ConceptMove.CONFIRM, "Anna", NOON
    )


def test_an_import_does_not_lose_what_was_confirmed_here():
    stored = replace(PERSON, skills=(*PERSON.skills, CLAIM))
    file = replace(PERSON, skills=(SkillClaim("laga mat"),))

    merged = merge_participant(stored, IncomingParticipant(file, frozenset({"skills"})))

    assert merged.skills == (SkillClaim("laga mat"), CLAIM)
