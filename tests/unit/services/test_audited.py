"""Every use case that changes something leaves its row in the audit log, or changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fakes import FixedMapper, MemoryStore, commands_on
from jobs import make_person
from programme import NOW, SmallProgramme, porter_opening
from unit.services.test_suggest import DISHES

from matcher.domain.audit import verify
from matcher.domain.command import Request
from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion, words_key
from matcher.domain.importing import IncomingParticipant
from matcher.domain.link import FoundBy
from matcher.domain.suggestion import DeclineReason
from matcher.errors import Conflict, NotFound
from matcher.services.audit import AuditService
from matcher.services.concepts import ConceptService
from matcher.services.intake import IntakeService
from matcher.services.occupations import OccupationService
from matcher.services.review import ReviewService

CONCEPT = Concept(Scheme.JOBTECH, "o1", ConceptKind.OCCUPATION, labels={"sv": "Diskare"})


def events(store: MemoryStore):
    with store.units() as unit:
        assert verify(unit.audit.events(), unit.audit.head()).ok
        return list(unit.audit.events())


def name_of(store: MemoryStore, code: str) -> str:
    with store.units() as unit:
        return unit.audit.known_pseudonyms([code])[code]


def test_a_run_says_with_what_from_what_and_what_came_out():
    programme = SmallProgramme(people=(DISHES,))
    found = programme.suggest.for_participant(DISHES.code, 3, "Anna")

    [event] = events(programme.store)
    details = json.loads(event.details)
    assert (event.action, event.actor, event.object_id) == ("suggestions.made", "Anna", "run1")
    assert event.subject == name_of(programme.store, DISHES.code)
    assert details["encoder"] == programme.encoder.id
    assert (details["seed"], details["top"]) == (7, 3)
    assert details["input_hash"] == found.run.input_hash
    assert [place["score"] for place in details["places"]] == [s.score for s in found.suggestions]
    assert [place["opening"] for place in details["places"]] == [
        s.opening for s in found.suggestions
    ]
    assert set(details["inputs"]) == {"people", "openings"}


def test_no_row_holds_a_code_or_a_text_of_anybody():
    programme = SmallProgramme(people=(DISHES,))
    programme.suggest.for_participant(DISHES.code, 3, "Anna")
    programme.suggest.for_opening("O001", 3, "Anna")
    programme.suggest.for_text("Jag har diskat i ett storkök.", "sv", 3, "Anna")

    for event in events(programme.store):
        said = " ".join(str(value) for value in event)
        assert DISHES.code not in said
        assert "diskat" not in said


def test_people_for_an_opening_are_listed_by_pseudonym():
    programme = SmallProgramme(people=(DISHES,))
    programme.suggest.for_opening("O001", 3, "Anna")

    [event] = events(programme.store)
    [place] = json.loads(event.details)["places"]
    assert event.subject is None
    assert place["subject"] == name_of(programme.store, DISHES.code)


def test_who_looked_for_a_person_with_protected_identity_is_known_and_nothing_else():
    hidden = replace(DISHES, protected_identity=True)
    programme = SmallProgramme(people=(hidden,))
    programme.suggest.for_participant(hidden.code, 10, "Anna")

    [event] = events(programme.store)
    assert (event.action, event.actor, event.details) == ("protected.matched", "Anna", "{}")
    assert event.subject == name_of(programme.store, hidden.code)
    assert hidden.code not in " ".join(str(value) for value in event)


def test_decisions_and_their_undo():
    programme = SmallProgramme(people=(DISHES,))
    first = programme.suggest.for_participant(DISHES.code, 3, "Anna").suggestions[0]
    review = ReviewService(commands_on(programme.store.units, programme.now))
    review.decline(Request(first.id, 0, "Åsa"), reason=DeclineReason.TOO_FAR, note="Bor i Borås")
    review.undo(Request(first.id, 1, "Åsa"))

    _, declined, undone = events(programme.store)
    assert (declined.action, declined.object_id) == ("suggestion.decline", first.id)
    assert json.loads(declined.details) == {
        "before": "proposed",
        "after": "declined",
        "reason": "too_far",
    }
    assert (undone.action, undone.actor) == ("suggestion.undo", "Åsa")


def test_what_is_refused_leaves_no_row():
    programme = SmallProgramme(people=(DISHES,))
    first = programme.suggest.for_participant(DISHES.code, 3, "Anna").suggestions[0]
    review = ReviewService(commands_on(programme.store.units, programme.now))
    with pytest.raises(Conflict):
        review.confirm(Request(first.id, 4, "Åsa"))

    assert len(events(programme.store)) == 1


def test_concepts_of_people_and_occupations_of_openings():
    programme = SmallProgramme(people=(DISHES,))
    found = ConceptSuggestion(
        DISHES.code, "w", CONCEPT.key, CONCEPT.kind, CONCEPT.labels, 0.5, FoundBy.DENSE
    )
    of_opening = replace(found, whose="O001", words=words_key(porter_opening().title))
    with programme.store.units(write=True) as unit:
        unit.concepts.renew({DISHES.code: [found]}, by="Anna", at=NOW)
        unit.occupations.renew({"O001": [of_opening]}, by="Anna", at=NOW)
        unit.commit()
    concepts = ConceptService(programme.store.units, None, programme.now)
    concepts.move(DISHES.code, found.id, ConceptMove.CONFIRM, by="Åsa", seen_version=0)
    occupations = OccupationService(programme.store.units, programme.now)
    occupations.move("O001", of_opening.id, ConceptMove.REFUSE, by="Åsa", seen_version=0)

    told, opening = events(programme.store)
    assert (told.action, told.object_id) == ("concept.confirm", "jobtech:o1")
    assert told.subject == name_of(programme.store, DISHES.code)
    assert (opening.action, opening.object_id) == ("occupation.refuse", "O001")
    assert opening.subject is None


def test_imports_and_their_undo():
    store = MemoryStore()
    intake = IntakeService(store.units, FixedMapper(), lambda: NOW)
    plan = intake.plan_participants([IncomingParticipant(make_person(), frozenset())])
    batch = intake.apply(plan, by="Åsa", file="Amina Ali.csv")
    intake.undo(by="Bo")

    imported, undone = events(store)
    assert (imported.action, imported.actor) == ("import.participants", "Åsa")
    assert json.loads(imported.details)["created"] == 1
    assert imported.object_id == undone.object_id == batch.id
    assert (undone.action, undone.actor) == ("import.undo_participants", "Bo")
    assert "Amina" not in str(imported)


def test_the_log_is_listed_for_one_person():
    other = replace(DISHES, code="P002")
    programme = SmallProgramme(people=(DISHES, other))
    programme.suggest.for_participant(DISHES.code, 3, "Anna")
    programme.suggest.for_participant(other.code, 3, "Bo")
    service = AuditService(programme.store.units)

    assert service.verify().rows == 2
    assert [event.actor for event in service.last(9, other.code)] == ["Bo"]
    assert [event.actor for event in service.last(9)] == ["Bo", "Anna"]
    with pytest.raises(NotFound, match="no key of a participant P009"):
        service.last(9, "P009")
