"""Who said "not now" is asked again when her facts change, in the same transaction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FixedMapper
from line import DEMO, own

from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptSuggestion, words_key
from matcher.domain.importing import IncomingParticipant
from matcher.domain.link import FoundBy
from matcher.domain.participant import Participant, ParticipantState
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState
from matcher.errors import Conflict
from matcher.services.concepts import ConceptService
from matcher.services.duplicates import DuplicateService
from matcher.services.intake import IntakeService

NOT_NOW, PROPOSED = SuggestionState.NOT_NOW, SuggestionState.PROPOSED


def intake(line):
    return IntakeService(line.units, FixedMapper(), line.now)


def bring(line, code="P001", **changes):
    """Import a row about somebody."""
    service = intake(line)
    row = IncomingParticipant(replace(line.person(code), **changes), frozenset(changes))
    return service.apply(service.plan_participants([row]), by="Amina", file="people.csv")


def say_not_now(line, suggestion):
    line.confirm(suggestion)
    line.asking.ask(line.asks(suggestion))
    line.asking.answer(line.asks(suggestion), Action.NOT_NOW, AnswerMode.PHONE)


@pytest.fixture
def waiting(line):
    """Two people who said "not now" to the same opening."""
    first, second = line.put(2, own(places=2))
    say_not_now(line, first)
    say_not_now(line, second)
    return first, second


def test_new_facts_bring_her_back_to_review_and_nobody_else(line, waiting):
    mine, other = waiting

    bring(line, driving_licence=True)

    assert (line.state(mine), line.state(other)) == (PROPOSED, NOT_NOW)
    with line.units() as unit:
        last = unit.suggestions.history(mine)[-1]
    assert (last.action, last.by, last.actor.value) == (Action.PROPOSE_AGAIN, "Amina", "system")
    assert line.actions().count("suggestion.propose_again") == 1
    line.confirm(mine)
    line.check()


@pytest.mark.parametrize("changes", [{"driving_licence": None}, {"preferred_language": "ar"}])
def test_without_a_new_fact_her_answer_holds(line, waiting, changes):
    bring(line, **changes)

    assert line.state(waiting[0]) is NOT_NOW
    assert "suggestion.propose_again" not in line.actions()


def test_who_has_stopped_is_not_asked_again(line, waiting):
    with line.units(write=True) as unit:
        unit.participants.put([replace(line.person(), state=ParticipantState.LEFT)])
        unit.commit()

    bring(line, driving_licence=True)

    assert line.state(waiting[0]) is NOT_NOW


def test_taking_an_import_back_changes_facts_too(line):
    [mine] = line.put(1, own())
    batch = bring(line, driving_licence=True)
    say_not_now(line, mine)

    intake(line).undo(batch.id, by="Amina")

    assert line.state(mine) is PROPOSED


def test_a_refused_undo_asks_nobody_again(line):
    [mine] = line.put(1, own())
    batch = bring(line, driving_licence=True)
    say_not_now(line, mine)
    with line.units(write=True) as unit:
        unit.participants.put([replace(line.person(), is_adult=True)])
        unit.commit()

    with pytest.raises(Conflict):
        intake(line).undo(batch.id, by="Amina")

    assert line.state(mine) is NOT_NOW


def test_a_confirmed_concept_is_a_new_fact(line, waiting):
    concept = Concept(Scheme.JOBTECH, "s1", ConceptKind.SKILL, labels={"sv": "Diska"})
    told = ConceptSuggestion(
        "P001", words_key("diskat"), concept.key, concept.kind, concept.labels, 0.9, FoundBy.LEXICAL
    )
    service = ConceptService(line.units, None, line.now)
    with line.units(write=True) as unit:
        unit.concepts.renew({"P001": (told,)}, by="Anna", at=line.now())
        unit.commit()

    service.move("P001", told.id, ConceptMove.CONFIRM, by="Anna", seen_version=0)

    assert (line.state(waiting[0]), line.state(waiting[1])) == (PROPOSED, NOT_NOW)


def test_what_another_row_about_her_tells_is_a_new_fact(line, waiting):
    with line.units(write=True) as unit:
        unit.participants.put([Participant(DEMO, "P009", driving_licence=True)])
        unit.commit()

    DuplicateService(line.units, NoShelf(), None, line.now).merge("P001", "P009", by="Anna")

    assert line.state(waiting[0]) is PROPOSED


class NoShelf:
    """Keeps no index."""

    def open(self, _kind, _encoder):
        return self

    ids = ()
