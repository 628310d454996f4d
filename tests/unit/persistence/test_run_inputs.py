"""What runs were made from: kept once, read back the same, gone with its person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fresh import by_hand

from matcher.domain.ids import OpeningId
from matcher.domain.run_inputs import RunInputs
from matcher.domain.skills import Experience
from matcher.domain.spread import SpreadBy, SpreadPrices
from matcher.domain.stop import Stop
from matcher.errors import ChecksumMismatch, ManifestMismatch, NotFound


def inputs_of(people, openings=(), **more):
    return RunInputs(date(2025, 3, 1), tuple(people), tuple(openings), "ladders", "1.0", **more)


@pytest.fixture
def people(make):
    told = (Experience("diskat i skolkök", "sv", 12),)
    return [make.person("P001", experiences=told), make.person("P002")]


@pytest.fixture
def keep(units, make, people):
    def keep(run_id, inputs):
        with units(write=True) as unit:
            unit.participants.put(people)
            unit.suggestions.add(make.run(run_id), ())
            kept = unit.inputs.keep(run_id, inputs)
            unit.commit()
        return kept

    return keep


def read(units, run_id):
    with units() as unit:
        return unit.inputs.of(run_id)


def test_inputs_come_back_as_they_were(units, make, keep, people):
    openings = [make.lead("O1"), make.lead("O2")]
    inputs = inputs_of(people, openings, left_out=(("O3", None), (None, "a.b")), lang="sv")
    keep("r1", inputs)

    assert read(units, "r1") == inputs


def test_what_is_the_same_is_kept_once(units, make, keep, people, database_url):
    first = keep("r1", inputs_of(people, [make.lead("O1")]))
    second = keep("r2", inputs_of(people, [make.lead("O1")]))
    other = keep("r3", inputs_of(people[:1], [make.lead("O1", title="Kock")]))

    assert first == second
    assert first["people"] != other["people"]
    # two profiles, two openings, and two lists of each
    assert by_hand(database_url, "SELECT count(*) FROM run_contents") == [(8,)]
    assert read(units, "r2").openings[0].title == "Diskare"
    assert read(units, "r3").openings[0].title == "Kock"


def test_a_profile_goes_with_its_person_and_leaves_nothing_readable(
    units, keep, people, database_url
):
    keep("r1", inputs_of(people))
    with units(write=True) as unit:
        unit.participants.remove(["P001"])
        unit.commit()

    found = read(units, "r1")
    assert (found.people, found.people_gone) == ((people[1],), 1)
    left = by_hand(database_url, "SELECT content FROM run_contents")
    assert "diskat" not in str(left)
    assert "P001" not in str(left)


def test_forgetting_somebody_takes_the_profile_out_too(units, keep, people):
    keep("r1", inputs_of(people))
    with units(write=True) as unit:
        unit.audit.forget("P002")
        unit.commit()

    assert read(units, "r1").people == (people[0],)


def test_a_run_of_before_has_no_inputs(units):
    with pytest.raises(NotFound, match="Nothing was kept"):
        read(units, "r0")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run_contents SET content = replace(content, 'diskat', 'kokat')",
        "UPDATE run_contents SET content = replace(content, 'Diskare', 'Kock')",
        "UPDATE run_contents SET content = '[]' WHERE content LIKE '[%'",
        "DELETE FROM run_contents WHERE content LIKE '%Diskare%'",
        "DELETE FROM run_contents WHERE content LIKE '[%'",
    ],
)
def test_what_was_changed_since_is_refused(units, make, keep, people, database_url, statement):
    keep("r1", inputs_of(people, [make.lead("O1")]))
    assert by_hand(database_url, statement) > 0

    with pytest.raises(ChecksumMismatch):
        read(units, "r1")


def test_a_form_of_another_version_is_named(units, make, keep, people, monkeypatch):
    monkeypatch.setattr(
        "matcher.persistence.run_inputs.image_of_item", lambda _item: {"openings": [{"id": "O1"}]}
    )
    keep("r1", inputs_of([], [make.lead("O1")]))

    with pytest.raises(ManifestMismatch, match="does not read"):
        read(units, "r1")


def test_nothing_is_kept_of_somebody_who_is_gone(units, make):
    with units(write=True) as unit:
        unit.suggestions.add(make.run("r1", participant=None), ())
        with pytest.raises(NotFound, match="no longer in the programme"):
            unit.inputs.keep("r1", inputs_of([make.person("P009")]))


def test_the_switch_is_each_organisation_s_own(units, other_units, make):
    with units(write=True) as unit:
        unit.stop.put(Stop("Åsa", make.now, "Wrong trades"))
        unit.commit()
    with units() as unit, other_units() as other:
        assert unit.stop.get() == Stop("Åsa", make.now, "Wrong trades")
        assert other.stop.get() is None
    with units(write=True) as unit:
        unit.stop.put(None)
        unit.commit()
        assert unit.stop.get() is None


def test_the_prices_of_a_run_are_read_after_others_took_their_place(units, make, keep, people):
    first = SpreadPrices(make.now, "Bo", 0.9, SpreadBy.PLACES, 10, 3, 7, {OpeningId("O1"): 0.25})
    with units(write=True) as unit:
        unit.prices.use(first)
        unit.commit()
    kept = keep("r1", inputs_of(people, prices=first))
    assert kept["prices"] == first.id
    assert "prices" not in keep("r2", inputs_of(people))

    with units(write=True) as unit:
        unit.prices.use(replace(first, strength=0.5, price={}))
        unit.prices.end("Siv", make.now)
        unit.commit()

    assert read(units, "r1").prices == first
    assert read(units, "r2").prices is None
