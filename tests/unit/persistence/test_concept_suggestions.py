"""Suggested concepts in the database: kept, replaced until touched, never saved twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
from matcher.domain.ids import ParticipantCode
from matcher.domain.link import FoundBy
from matcher.errors import Conflict, NotFound

CODE = ParticipantCode("P001")
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
COOK = ConceptSuggestion(
    CODE,
    "e1",
    ConceptKey(Scheme.ESCO, "cook"),
    ConceptKind.OCCUPATION,
    {"sv": "kock", "ar": "طباخ"},
    0.9,
    FoundBy.EXACT,
)
SOUP = replace(COOK, key=ConceptKey(Scheme.JOBTECH, "soup"), kind=ConceptKind.SKILL, confidence=0.4)


@pytest.fixture
def stored(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person()])
        unit.concepts.renew(CODE, [SOUP, COOK])
        unit.commit()
    return units


def test_they_come_back_as_they_were_the_surest_first(stored, other_units):
    with stored() as unit:
        assert unit.concepts.of(CODE) == (COOK, SOUP)
        assert unit.concepts.get(CODE, SOUP.id) == SOUP
    with other_units() as unit:
        assert unit.concepts.of(CODE) == ()


def test_a_move_is_kept_and_survives_renewing(stored):
    confirmed = COOK.move(ConceptMove.CONFIRM, by="Anna", at=AT)
    with stored(write=True) as unit:
        unit.concepts.save(confirmed)
        unit.concepts.renew(CODE, [replace(COOK, confidence=0.1)])
        unit.commit()

    with stored() as unit:
        assert unit.concepts.of(CODE) == (confirmed,)


def test_the_second_of_two_is_told(stored):
    with stored(write=True) as unit:
        unit.concepts.save(COOK.move(ConceptMove.CONFIRM, by="Anna", at=AT))
        with pytest.raises(Conflict, match="Nothing was saved"):
            unit.concepts.save(COOK.move(ConceptMove.REFUSE, by="Bo", at=AT))


def test_what_is_not_there_is_told(stored):
    with stored() as unit, pytest.raises(NotFound):
        unit.concepts.get(CODE, "none")


def test_they_go_with_the_person(stored):
    with stored(write=True) as unit:
        unit.participants.remove([CODE])
        assert unit.concepts.of(CODE) == ()
