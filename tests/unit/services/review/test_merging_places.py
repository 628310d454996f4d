"""Places and lines when a person entered twice becomes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from line import own
from programme import MemoryShelf

from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.machines.placement import EndedEarlyReason, Party
from matcher.domain.participant import ParticipantState
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.embedding.hashing import HashingEncoder
from matcher.errors import DecisionError
from matcher.services.duplicates import DuplicateService
from matcher.services.review.ending import End

P1, P2, P3 = (ParticipantCode(f"P00{number}") for number in (1, 2, 3))


TODAY = date(2026, 11, 23)


@pytest.fixture
def duplicates(line):
    return DuplicateService(line.units, MemoryShelf(), HashingEncoder(), line.now)


def change(line, code, **facts):
    with line.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(code), **facts)])
        unit.commit()


def test_a_place_held_under_the_code_that_goes_is_held_under_the_one_that_stays(line, duplicates):
    line.put(2, own())
    line.present("P002-O1")
    line.hire("P002-O1")
    change(line, P1, state=ParticipantState.ACTIVE)
    placement = line.placement("P002-O1")

    duplicates.merge(P1, P2, by="Astrid")

    assert line.placement("P002-O1") == replace(placement, participant=P1)
    assert line.person("P001").state is ParticipantState.PLACED
    with line.units() as unit:
        [move] = unit.moves.of(P1)
    assert (move.action, move.by, move.actor) == ("place", "Astrid", Role.SYSTEM)
    line.check()
    line.placements.start(line.moved(placement.id), TODAY)
    line.placements.end(
        line.moved(placement.id),
        End(Party.PARTICIPANT, EndedEarlyReason.WANTS_OTHER, TODAY),
    )
    assert line.person("P001").state is ParticipantState.ACTIVE
    line.check()


def test_a_code_that_cannot_hold_a_place_does_not_get_one(line, duplicates):
    line.put(2, own())
    line.present("P002-O1")
    line.hire("P002-O1")
    change(line, P1, state=ParticipantState.REFERRED)

    with pytest.raises(DecisionError, match=r"P002 holds a place .* Activate P001 first, or keep"):
        duplicates.merge(P1, P2, by="Astrid")

    assert line.placement("P002-O1").participant == P2


def test_two_places_are_no_merge_until_one_has_ended(line, duplicates):
    line.put(2, own(), own("O2"))
    for suggestion in ("P001-O1", "P002-O2"):
        line.present(suggestion)
        line.hire(suggestion)

    for look in (duplicates.preview, lambda *codes: duplicates.merge(*codes, by="Astrid")):
        with pytest.raises(DecisionError, match=r"P001 at opening O1 and P002 at opening O2.*end"):
            look(P1, P2)
    assert line.placement("P002-O2").participant == P2
    line.check()

    other = line.placement("P002-O2").id
    line.placements.start(line.moved(other), TODAY)
    line.placements.end(
        line.moved(other), End(Party.PARTICIPANT, EndedEarlyReason.WANTS_OTHER, TODAY)
    )
    duplicates.merge(P1, P2, by="Astrid")
    assert {line.placement(one).participant for one in ("P001-O1", "P002-O2")} == {P1}
    line.check()


def test_one_person_does_not_stand_twice_in_one_line(line, duplicates):
    line.put(2, own())
    line.confirm("P001-O1")
    line.confirm("P002-O1")

    with pytest.raises(DecisionError, match=r"in line for opening O1.*Undo the confirm"):
        duplicates.preview(P1, P2)

    line.review.undo(Request("P002-O1", line.get("P002-O1").version, "Anna"))
    done = duplicates.merge(P1, P2, by="Astrid")
    assert done.ended == 1
    assert line.state("P002-O1") is SuggestionState.OBSOLETE
    assert line.state("P001-O1") is SuggestionState.CONFIRMED
    line.check()
