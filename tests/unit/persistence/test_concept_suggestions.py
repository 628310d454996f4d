"""Suggested concepts in the database: kept, replaced until touched, never saved twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from matcher.domain.concept import ConceptKey, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.importing import ImportKind
from matcher.domain.link import FoundBy
from matcher.errors import Conflict, NotFound

PERSON, OPENING = ParticipantCode("P001"), OpeningId("O1")
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
COOK = ConceptSuggestion(
    PERSON,
    "e1",
    ConceptKey(Scheme.ESCO, "cook"),
    ConceptKind.OCCUPATION,
    {"sv": "kock", "ar": "طباخ"},
    0.9,
    FoundBy.EXACT,
)
SOUP = replace(COOK, key=ConceptKey(Scheme.JOBTECH, "soup"), kind=ConceptKind.SKILL, confidence=0.4)


class Kept:
    """Suggested concepts of a person, or of an opening."""

    def __init__(self, whose, shelf):
        self.whose, self._shelf = whose, shelf
        self.cook, self.soup = replace(COOK, whose=whose), replace(SOUP, whose=whose)

    def of(self, unit):
        return getattr(unit, self._shelf)

    def remove_owner(self, unit):
        of_people = self.whose == PERSON
        (unit.participants if of_people else unit.openings).remove([self.whose])


@pytest.fixture(params=["people", "openings"])
def kept(request):
    return {"people": Kept(PERSON, "concepts"), "openings": Kept(OPENING, "occupations")}[
        request.param
    ]


@pytest.fixture
def stored(units, make, kept):
    with units(write=True) as unit:
        unit.participants.put([make.person()])
        unit.openings.put([make.lead()])
        kept.of(unit).renew({kept.whose: [kept.soup, kept.cook]}, by="Anna", at=AT)
        unit.commit()
    return units


def test_they_come_back_as_they_were_the_surest_first(stored, other_units, kept):
    with stored() as unit:
        assert kept.of(unit).of(kept.whose) == (kept.cook, kept.soup)
        assert kept.of(unit).get(kept.whose, kept.soup.id) == kept.soup
        assert unit.concepts.of("P002") == unit.occupations.of("O2") == ()
    with other_units() as unit:
        assert kept.of(unit).of(kept.whose) == kept.of(unit).undecided() == ()


def test_people_and_openings_are_kept_apart(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person("X")])
        unit.openings.put([make.lead("X")])
        unit.concepts.renew({"X": [replace(COOK, whose="X")]}, by="Anna", at=AT)

        assert unit.occupations.of("X") == ()


def test_a_move_is_kept_and_survives_renewing(stored, kept):
    confirmed = kept.cook.move(ConceptMove.CONFIRM, by="Anna", at=AT)
    with stored(write=True) as unit:
        kept.of(unit).save(confirmed, ConceptMove.CONFIRM)
        kept.of(unit).renew({kept.whose: [replace(kept.cook, confidence=0.1)]}, by="Anna", at=AT)
        unit.commit()

    with stored() as unit:
        assert kept.of(unit).of(kept.whose) == (confirmed,)


def test_only_those_named_are_renewed(stored, kept):
    with stored(write=True) as unit:
        kept.of(unit).renew({}, by="Anna", at=AT)
        kept.of(unit).renew({"other": []}, by="Anna", at=AT)
        assert len(kept.of(unit).of(kept.whose)) == 2
        kept.of(unit).renew({kept.whose: []}, by="Anna", at=AT)
        assert kept.of(unit).of(kept.whose) == ()


def test_what_is_decided_is_not_to_be_decided_on(stored, kept):
    with stored(write=True) as unit:
        kept.of(unit).save(kept.cook.move(ConceptMove.REFUSE, by="Anna", at=AT), ConceptMove.REFUSE)

        assert kept.of(unit).undecided() == (kept.soup,)


def test_the_second_of_two_is_told(stored, kept):
    with stored(write=True) as unit:
        kept.of(unit).save(
            kept.cook.move(ConceptMove.CONFIRM, by="Anna", at=AT), ConceptMove.CONFIRM
        )
        with pytest.raises(Conflict, match="Nothing was saved"):
            kept.of(unit).save(
                kept.cook.move(ConceptMove.REFUSE, by="Bo", at=AT), ConceptMove.REFUSE
            )


def test_what_is_not_there_is_told(stored, kept):
    with stored() as unit, pytest.raises(NotFound):
        kept.of(unit).get(kept.whose, "none")


def test_they_go_with_their_owner_unless_somebody_decided(stored, kept):
    with stored(write=True) as unit:
        kept.of(unit).save(
            kept.cook.move(ConceptMove.CONFIRM, by="Anna", at=AT), ConceptMove.CONFIRM
        )
        with pytest.raises(Conflict, match=f"Decisions rest on {kept.whose}"):
            kept.remove_owner(unit)
    with stored(write=True) as unit:
        kept.remove_owner(unit)
        assert kept.of(unit).of(kept.whose) == ()


def test_a_decision_stops_the_undo_of_the_import_it_rests_on(units, make):
    one = replace(COOK, whose=OPENING)
    with units(write=True) as unit:
        unit.openings.put([make.lead()])
        unit.imports.record(make.batch("b1", ImportKind.OPENINGS, created=[OPENING]), [])
        unit.occupations.renew({OPENING: [one]}, by="Anna", at=AT)
        unit.commit()
        unit.occupations.save(one.move(ConceptMove.CONFIRM, by="Anna", at=AT), ConceptMove.CONFIRM)
        with pytest.raises(Conflict, match="Decisions rest on O1"):
            unit.imports.undo("b1", AT)
    with units(write=True) as unit:
        unit.imports.undo("b1", AT)
        assert unit.occupations.of(OPENING) == ()


def test_every_move_is_kept_in_order_with_who_and_when(stored, kept, other_units):
    later = AT.replace(hour=13)
    with stored(write=True) as unit:
        shelf = kept.of(unit)
        confirmed = kept.cook.move(ConceptMove.CONFIRM, by="Anna", at=AT)
        undone = confirmed.move(ConceptMove.UNDO, by="Bo", at=later)
        shelf.save(confirmed, ConceptMove.CONFIRM)
        shelf.save(undone, ConceptMove.UNDO)
        shelf.save(undone.move(ConceptMove.REFUSE, by="Bo", at=later), ConceptMove.REFUSE)
        unit.commit()

    with stored() as unit:
        moves = [one for one in kept.of(unit).moves(kept.whose) if one.suggestion == kept.cook.id]
    assert [(one.move.value, one.by, one.at) for one in moves] == [
        ("suggest", "Anna", AT),
        ("confirm", "Anna", AT),
        ("undo", "Bo", later),
        ("refuse", "Bo", later),
    ]
    assert {(one.key, one.label) for one in moves} == {(kept.cook.key, "kock")}
    with other_units() as unit:
        assert kept.of(unit).moves(kept.whose) == ()


def test_what_is_withdrawn_and_suggested_again_stays_on_record(stored, kept):
    with stored(write=True) as unit:
        shelf = kept.of(unit)
        shelf.renew({kept.whose: [kept.soup]}, by=None, at=AT.replace(hour=13))
        shelf.renew({kept.whose: [kept.soup]}, by="Bo", at=AT.replace(hour=14))
        shelf.renew({kept.whose: [kept.soup, kept.cook]}, by="Bo", at=AT.replace(hour=15))

        cook = [one for one in shelf.moves(kept.whose) if one.suggestion == kept.cook.id]
        soup = [one for one in shelf.moves(kept.whose) if one.suggestion == kept.soup.id]
    assert [(one.move.value, one.by) for one in cook] == [
        ("suggest", "Anna"),
        ("withdraw", None),
        ("suggest", "Bo"),
    ]
    assert [one.move for one in soup] == [ConceptMove.SUGGEST]


def test_a_suggestion_that_nobody_moved_is_not_saved(stored, kept):
    with stored(write=True) as unit, pytest.raises(ValueError, match="not moved"):
        kept.of(unit).save(kept.cook, ConceptMove.CONFIRM)
