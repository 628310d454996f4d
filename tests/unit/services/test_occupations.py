"""Occupations of openings: which are shown, who decides, what a changed title does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FixedMapper, MemoryStore, TickingClock

from matcher.domain.concept import Concept, ConceptKind, Scheme
from matcher.domain.concept_suggestion import ConceptMove, ConceptState
from matcher.domain.ids import OpeningId, OrganisationId, StepId
from matcher.domain.importing import IncomingOpening
from matcher.domain.link import FoundBy, Link
from matcher.domain.opening import Opening, OpeningKind, OpeningState
from matcher.errors import Conflict, InputError, InvalidTransition, NotFound
from matcher.services.intake import IntakeService
from matcher.services.occupations import OccupationService

MATTANT, SPARE = OpeningId("lead-1"), OpeningId("lead-2")


class EveryTitle:
    """Finds two occupations for every title, the second less sure."""

    def link(self, texts, lang, *, kinds, limit):
        found = [
            Concept(Scheme.ESCO, name, ConceptKind.OCCUPATION, labels={"sv": name})
            for name in ("kock", "diskare")
        ]
        return [
            (Link(found[0], 0.6, FoundBy.DENSE, "x"), Link(found[1], 0.3, FoundBy.LEXICAL, "x"))
            for _ in texts
        ]


def coming(opening_id, title, **codes):
    opening = Opening(
        OrganisationId("demo"), opening_id, OpeningKind.LEAD, title, "Text", OpeningState.NEW
    )
    return IncomingOpening(opening, frozenset({"title"}), **codes)


@pytest.fixture
def store():
    store = MemoryStore()
    bring_in(store, coming(MATTANT, "Mattant"), coming(SPARE, "Kock", ssyk="5120"))
    return store


@pytest.fixture
def service(store):
    return OccupationService(store.units, TickingClock())


def bring_in(store, *openings):
    intake = IntakeService(store.units, FixedMapper(), TickingClock(), EveryTitle())
    intake.apply(intake.plan_openings(openings), by="Anna", file="a.csv")


def labels(page):
    return [one.labels["sv"] for one in page.occupations]


def decide(service, move, place=0, **more):
    one = service.opening(MATTANT).occupations[place]
    return service.move(MATTANT, one.id, move, by="Bo", **more)


def test_they_are_stored_with_the_import_the_surest_first(service):
    page = service.opening(MATTANT)

    assert labels(page) == ["kock", "diskare"]
    assert page.opening.title == "Mattant"
    assert service.opening(SPARE).occupations == ()
    assert [waiting.opening.id for waiting in service.waiting()] == [MATTANT]


def test_a_dry_run_stores_none():
    store = MemoryStore()
    intake = IntakeService(store.units, FixedMapper(), TickingClock(), EveryTitle())

    plan = intake.plan_openings([coming(MATTANT, "Mattant")])

    assert len(plan.occupations[MATTANT]) == 2
    assert store.rows.occupations == {}


def test_the_same_file_again_changes_nothing(store, service):
    before = dict(store.rows.occupations)

    bring_in(store, coming(MATTANT, "Mattant"))

    assert store.rows.occupations == before


def test_a_person_confirms_refuses_and_takes_back(service):
    confirmed = decide(service, ConceptMove.CONFIRM)
    refused = decide(service, ConceptMove.REFUSE, place=1)

    assert (confirmed.state, confirmed.by) == (ConceptState.CONFIRMED, "Bo")
    assert refused.state is ConceptState.REFUSED
    assert service.waiting() == ()
    assert decide(service, ConceptMove.UNDO).state is ConceptState.SUGGESTED
    assert len(service.waiting()) == 1


def test_all_that_was_done_is_on_the_page(store, service):
    decide(service, ConceptMove.CONFIRM)
    decide(service, ConceptMove.UNDO)
    bring_in(store, coming(MATTANT, "Mattant", jobtech="c1"))

    done = [(one.label, one.move.value, one.by) for one in service.opening(MATTANT).moves]

    assert done == [
        ("kock", "suggest", "Anna"),
        ("diskare", "suggest", "Anna"),
        ("kock", "confirm", "Bo"),
        ("kock", "undo", "Bo"),
        ("diskare", "withdraw", "Anna"),
    ]


def test_a_decision_survives_another_title_and_what_was_open_goes(store, service):
    decide(service, ConceptMove.CONFIRM)

    bring_in(store, coming(MATTANT, "Kallskänka"))

    states = [(one.labels["sv"], one.state) for one in service.opening(MATTANT).occupations]
    assert sorted(states) == [
        ("diskare", ConceptState.SUGGESTED),
        ("kock", ConceptState.CONFIRMED),
        ("kock", ConceptState.SUGGESTED),
    ]


def test_codes_that_come_later_leave_nothing_to_decide(store, service):
    decide(service, ConceptMove.CONFIRM)

    bring_in(store, coming(MATTANT, "Mattant", jobtech="c1"))

    assert labels(service.opening(MATTANT)) == ["kock"]
    assert service.waiting() == ()


def test_what_is_open_for_an_earlier_title_is_not_shown(store, service):
    with store.units(write=True) as unit:
        opening = unit.openings.get(MATTANT)
        unit.openings.put([replace(opening, title="Pilot", step=StepId("s"))])
        unit.commit()

    assert service.opening(MATTANT).occupations == ()


def test_what_cannot_be_decided_is_told(service):
    decide(service, ConceptMove.CONFIRM)

    with pytest.raises(InvalidTransition, match="confirmed"):
        decide(service, ConceptMove.REFUSE)
    with pytest.raises(Conflict, match="changed by Bo at"):
        decide(service, ConceptMove.UNDO, seen_version=0)
    assert decide(service, ConceptMove.UNDO, seen_version=1).version == 2
    with pytest.raises(NotFound, match="stegvis openings show"):
        service.move(MATTANT, "x", ConceptMove.CONFIRM, by="Bo")
    with pytest.raises(NotFound):
        service.move(OpeningId("none"), "x", ConceptMove.CONFIRM, by="Bo")
    with pytest.raises(InputError, match="Name the person"):
        service.move(MATTANT, "x", ConceptMove.CONFIRM, by=" ")


def test_the_beginning_of_an_id_will_do_when_it_is_one_only(service):
    first, second = service.opening(MATTANT).occupations
    start = first.id[:8]
    assert not second.id.startswith(start)

    assert service.move(MATTANT, start, ConceptMove.REFUSE, by="Bo").id == first.id


def test_a_beginning_of_several_ids_is_refused(store, service):
    # Seventeen decided ones have more beginnings of one letter than there are letters.
    for number in range(9):
        bring_in(store, coming(MATTANT, f"Titel {number}"))
        for one in service.opening(MATTANT).occupations:
            if one.state is ConceptState.SUGGESTED:
                service.move(MATTANT, one.id, ConceptMove.REFUSE, by="Bo")
    ids = [one.id for one in service.opening(MATTANT).occupations]
    letter = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)

    with pytest.raises(InputError, match="ids begin with"):
        service.move(MATTANT, letter, ConceptMove.UNDO, by="Bo")
