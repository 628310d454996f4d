"""An import is taken back wholly or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from strategies import openings, participants

from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.importing import ImportKind
from matcher.domain.skills import Certificate, Experience
from matcher.errors import Conflict, NotFound


def bring_in(unit, make, batch_id, people):
    """Do as the intake does: put, then record with what stood there before."""
    before = {one.code: one for one in unit.participants.all()}
    unit.participants.put(people)
    batch = make.batch(
        batch_id,
        created=[one.code for one in people if one.code not in before],
        updated=[one.code for one in people if one.code in before],
    )
    unit.imports.record(batch, [before[code] for code in batch.updated])
    return batch


def rich(make, code, word):
    return make.person(
        code,
        experiences=(Experience(word, "sv", 3),),
        certificates=(Certificate("truck_tlp10", date(2028, 5, 1)),),
    )


def test_a_batch_is_read_as_stored_newest_first(units, make):
    people = [make.person(code) for code in ("P2", "P3", "P1")]
    with units(write=True) as unit:
        unit.participants.put([make.person("P3")])
        one = bring_in(unit, make, "b1", people)
        two = make.batch(
            "b2", at=make.now + timedelta(days=1), file="tom.csv", unchanged=4, rejected=2
        )
        unit.imports.record(two, [])
        assert unit.imports.get("b1") == one
        assert (one.created, one.updated) == (("P2", "P1"), ("P3",))
        assert unit.imports.all() == (two, one)


def test_undo_deletes_what_was_made_and_restores_what_was_changed(units, make):
    old, bystander = rich(make, "P1", "diskat"), rich(make, "P9", "städat")
    with units(write=True) as unit:
        unit.participants.put([old, bystander])
        new = make.person("P1", is_adult=True)
        bring_in(unit, make, "b1", [new, rich(make, "P2", "lagat mat")])
        assert unit.participants.get("P1") == new
        unit.imports.undo("b1", make.now)
        assert unit.participants.all() == (old, bystander)
        assert unit.imports.get("b1").undone_at == make.now


@often(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(participants(), max_size=3, unique_by=lambda one: one.code),
    imported=st.lists(participants(), min_size=1, max_size=3, unique_by=lambda one: one.code),
)
def test_import_then_undo_is_as_if_nothing_had_been(units, make, before, imported):
    with units(write=True) as unit:
        unit.participants.put(before)
        everyone = unit.participants.all()
        bring_in(unit, make, "b1", imported)
        unit.imports.undo("b1", make.now)
        assert unit.participants.all() == everyone


@often(20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=openings(opening_id=st.just("O1")), new=openings(opening_id=st.just("O1")))
def test_openings_are_restored_too(units, make, old, new):
    made = make.lead("O2")
    with units(write=True) as unit:
        unit.openings.put([old])
        unit.openings.put([new, made])
        batch = make.batch("b1", ImportKind.OPENINGS, created=["O2"], updated=["O1"])
        unit.imports.record(batch, [old])
        unit.imports.undo("b1", make.now)
        assert unit.openings.all() == (old,)


def test_a_row_that_somebody_changed_since_stops_the_undo(units, make):
    people = [make.person(f"P{number}") for number in range(8)]
    with units(write=True) as unit:
        bring_in(unit, make, "b1", people)
        unit.participants.put([make.person(f"P{number}", is_adult=True) for number in range(7)])
        everyone = unit.participants.all()
        with pytest.raises(Conflict, match=r"P0, P1, P2, P3, P4 and 2 more\. Nothing was undone"):
            unit.imports.undo("b1", make.now)
        assert unit.participants.all() == everyone
        assert unit.imports.get("b1").undone_at is None


def test_a_row_that_was_removed_since_stops_the_undo(units, make):
    with units(write=True) as unit:
        bring_in(unit, make, "b1", [make.person("P1"), make.person("P2")])
        unit.participants.remove([ParticipantCode("P2")])
        with pytest.raises(Conflict, match="P2"):
            unit.imports.undo("b1", make.now)


def test_a_decision_about_somebody_the_import_made_stops_the_undo(units, make):
    with units(write=True) as unit:
        bring_in(unit, make, "b1", [make.person("P1"), make.person("P2")])
        undecided = make.suggestion("s2", "r2", "P2")
        decided = make.suggestion("s1", "r1", "P1")
        unit.suggestions.add(make.run("r1", "P1"), [decided])
        unit.suggestions.add(make.run("r2", "P2"), [undecided])
        unit.suggestions.save(*decided.confirm(by="Anna", at=make.now))
        with pytest.raises(Conflict, match="Decisions rest on P1,"):
            unit.imports.undo("b1", make.now)
        assert len(unit.participants.all()) == 2
        assert unit.imports.get("b1").undone_at is None


def test_a_decision_about_an_opening_the_import_made_stops_the_undo(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person()])
        unit.openings.put([make.lead("O1")])
        unit.imports.record(make.batch("b1", ImportKind.OPENINGS, created=["O1"]), [])
        decided = make.suggestion(opening=OpeningId("O1"))
        unit.suggestions.add(make.run(), [decided])
        unit.suggestions.save(*decided.confirm(by="Anna", at=make.now))
        with pytest.raises(Conflict, match="Decisions rest on O1,"):
            unit.imports.undo("b1", make.now)


def test_undecided_suggestions_go_with_what_the_import_made(units, make):
    with units(write=True) as unit:
        bring_in(unit, make, "b1", [make.person("P1")])
        unit.suggestions.add(make.run("r1", "P1"), [make.suggestion("s1", "r1", "P1")])
        unit.imports.undo("b1", make.now)
        assert unit.participants.all() == ()
        with pytest.raises(NotFound):
            unit.suggestions.get("s1")


def test_an_import_is_undone_once(units, make):
    with units(write=True) as unit:
        bring_in(unit, make, "b1", [make.person("P1")])
        unit.imports.undo("b1", make.now)
        with pytest.raises(Conflict, match="undone on 2025-03-01 already"):
            unit.imports.undo("b1", make.now)
        with pytest.raises(NotFound, match="b404"):
            unit.imports.undo("b404", make.now)


def test_imports_of_the_same_rows_are_undone_newest_first(units, make):
    one, two, three = (rich(make, "P1", word) for word in ("diskat", "städat", "lagat mat"))
    with units(write=True) as unit:
        for batch_id, person in (("b1", one), ("b2", two), ("b3", three)):
            bring_in(unit, make, batch_id, [person])
        for batch_id in ("b1", "b2"):
            with pytest.raises(Conflict, match="Undo later imports first"):
                unit.imports.undo(batch_id, make.now)
        unit.imports.undo("b3", make.now)
        assert unit.participants.get("P1") == two
        unit.imports.undo("b2", make.now)
        assert unit.participants.get("P1") == one
        unit.imports.undo("b1", make.now)
        assert unit.participants.all() == ()


def test_an_edit_after_a_later_import_was_undone_still_stops_the_earlier_one(units, make):
    with units(write=True) as unit:
        bring_in(unit, make, "b1", [make.person("P1")])
        bring_in(unit, make, "b2", [make.person("P1", is_adult=True)])
        unit.imports.undo("b2", make.now)
        unit.participants.put([make.person("P1", is_adult=False)])
        with pytest.raises(Conflict, match="P1"):
            unit.imports.undo("b1", make.now)


def test_an_opening_with_the_same_key_is_another_row(units, make):
    with units(write=True) as unit:
        bring_in(unit, make, "b1", [make.person("X1")])
        unit.openings.put([make.lead("X1")])
        unit.imports.record(make.batch("b2", ImportKind.OPENINGS, created=["X1"]), [])
        unit.imports.undo("b1", make.now)
        assert unit.participants.all() == ()
        assert [one.id for one in unit.openings.all()] == ["X1"]
        unit.imports.undo("b2", make.now)
        assert unit.openings.all() == ()


def test_a_batch_must_fit_what_it_says(units, make):
    with units(write=True) as unit:
        unit.participants.put([make.person("P1")])
        with pytest.raises(ValueError, match="earlier state of every updated row"):
            unit.imports.record(make.batch(updated=["P1"]), [])
        with pytest.raises(NotFound, match="P7"):
            unit.imports.record(make.batch(created=["P7"]), [])
        assert unit.imports.all() == ()
