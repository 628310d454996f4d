"""An import held against what is stored: what is new, what changes and what stays."""

from __future__ import annotations

from dataclasses import replace

from matcher.domain.ids import EmployerId, OpeningId, OrganisationId, ParticipantCode
from matcher.domain.importing import Change, IncomingOpening, IncomingParticipant
from matcher.domain.opening import Employer, Opening, OpeningKind, OpeningState, Site
from matcher.domain.outcomes import (
    RowOutcome,
    RowOutcomes,
    employers_to_put,
    opening_outcomes,
    people_outcomes,
)
from matcher.domain.participant import Participant
from matcher.domain.place import Place
from matcher.domain.sector import Sector
from matcher.domain.skills import SkillClaim

DEMO = OrganisationId("demo")
E1, E2, E3 = (EmployerId(name) for name in ("E1", "E2", "E3"))


def person(code, **facts):
    return Participant(DEMO, ParticipantCode(code), **facts)


def opening(name, **changes):
    made = Opening(
        DEMO, OpeningId(name), OpeningKind.OWN, "Diskare", "Text", OpeningState.DRAFT, E1
    )
    return replace(made, **changes)


def told(one, *given):
    return IncomingParticipant(one, frozenset(given))


def read(one, *given, **more):
    return IncomingOpening(one, frozenset(given), **more)


def test_people_of_a_file_are_held_against_the_stored_ones_in_the_order_of_the_file():
    stored = [person("P001", is_adult=True), person("P002", is_adult=True), person("P009")]
    twice = (SkillClaim("städa"), SkillClaim("städa", "c1"))

    found = people_outcomes(
        stored,
        [
            told(person("P003", skills=twice), "skills"),
            told(person("P002", is_adult=False, phone_only=True), "is_adult"),
            told(person("P001", is_adult=True), "is_adult"),
        ],
    )

    new = person("P003", skills=twice[:1])
    changed = person("P002", is_adult=False)
    assert found == RowOutcomes(
        (
            RowOutcome("P003", None, new),
            RowOutcome("P002", stored[1], changed),
            RowOutcome("P001", stored[0], stored[0]),
        )
    )
    assert [found.keys(one) for one in Change] == [("P003",), ("P002",), ("P001",)]
    assert (found.to_put, found.before) == ([new, changed], [stored[1]])


def test_openings_of_a_file_are_held_against_the_stored_ones_in_the_order_of_the_file():
    stored = [opening("O1"), opening("O2"), opening("O9")]

    found = opening_outcomes(
        stored,
        [
            read(opening("O3", places=4)),
            read(opening("O2", title="Kock", places=4), "title"),
            read(opening("O1"), "title"),
        ],
    )

    new, changed = opening("O3", places=4), opening("O2", title="Kock")
    assert found == RowOutcomes(
        (
            RowOutcome("O3", None, new),
            RowOutcome("O2", stored[1], changed),
            RowOutcome("O1", stored[0], stored[0]),
        )
    )
    assert [found.keys(one) for one in Change] == [("O3",), ("O2",), ("O1",)]
    assert (found.to_put, found.before) == ([new, changed], [stored[1]])


def test_only_employers_and_workplaces_that_are_new_or_other_are_written():
    same = Employer(DEMO, E1, "Köket AB", Sector.KITCHENS)
    renamed = Employer(DEMO, E2, "Verkstan AB", Sector.INDUSTRY)
    new = Employer(DEMO, E3, "Vården AB")
    kitchen, hall = Site(E1, "Köket", Place("Göteborg")), Site(E2, "Hallen", Place("Göteborg"))
    moved, other = replace(hall, place=Place("Mölndal")), Site(E2, "Köket", Place("Göteborg"))
    incoming = [
        read(opening("O1"), employer=same, site=kitchen),
        read(opening("O2"), employer=replace(renamed, name="Verkstaden AB", sector=None)),
        read(opening("O3"), employer=new, site=moved),
        read(opening("O4"), site=other),
        read(opening("O5")),
    ]

    assert employers_to_put([same, renamed], [kitchen, hall], incoming) == (
        [replace(renamed, name="Verkstaden AB"), new],
        [moved, other],
    )


def test_a_trade_that_an_earlier_row_of_the_file_names_stays_known():
    first = Employer(DEMO, E1, "Köket AB", Sector.KITCHENS)
    then = replace(first, name="Köket i Väst AB", sector=None)

    found = employers_to_put([], [], [read(opening("O1"), employer=one) for one in (first, then)])

    assert found == ([replace(then, sector=Sector.KITCHENS)], [])
