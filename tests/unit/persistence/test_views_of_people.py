"""The list of people to review and the numbers, with rows that must not count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matcher.domain.ids import EmployerId, OrganisationId
from matcher.domain.judgement import Band
from matcher.domain.opening import Employer, OpeningKind, OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.place import Place
from matcher.domain.role import Role
from matcher.domain.run import RunKind
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Action, DeclineReason
from matcher.domain.views import Counts, PersonRow

OTHER = OrganisationId("other")


@pytest.fixture
def programme(units, other_units, make):
    """P001 has two to decide, P002 one and decisions; P004 is protected, P005 paused."""
    with other_units(write=True) as unit:
        unit.participants.put([make.person("P001", OTHER), make.person("P777", OTHER)])
        unit.openings.put([make.lead("O7", OTHER)])
        unit.employers.put([Employer(OTHER, EmployerId("E7"), "noise")])
        noise = [make.suggestion(f"s{n}", title="noise", rank=n) for n in (1, 2, 3)]
        unit.suggestions.add(make.run(by="noise", at=make.now + timedelta(days=9)), noise)
        unit.commit()
    with units(write=True) as unit:
        unit.participants.put(
            [
                make.person("P003"),
                make.person("P002", preferred_language="so"),
                make.person("P001", place=Place("Göteborg", "Angered")),
                make.person("P004", protected_identity=True, place=Place("Göteborg", "Secret")),
                make.person("P005", state=ParticipantState.PAUSED),
            ]
        )
        unit.employers.put([Employer(make.person().organisation, EmployerId("E1"), "Köket AB")])
        own = {"kind": OpeningKind.OWN, "state": OpeningState.DRAFT}
        unit.openings.put(
            [make.lead("O1"), make.lead("O2", places=2, **own), make.lead("O3", places=3, **own)]
        )
        unit.suggestions.add(make.run("old"), [make.suggestion("s0", "old", title="old")])
        unit.suggestions.add(
            make.run("r1", at=make.now + timedelta(hours=1)),
            [
                make.suggestion("s1", rank=2, title="Städare", step="construction.site_cleaner"),
                make.suggestion("s2", rank=1, title="Diskare", band=Band.WITH_SUPPORT),
            ],
        )
        _decide_for_second(unit, make)
        unit.suggestions.add(make.run("r4", "P004"), [make.suggestion("s9", "r4", "P004")])
        unit.commit()
    return units


def _decide_for_second(unit, make):
    listed = [
        make.suggestion(f"t{n}", "r2", "P002", step=f"kitchens.t{n}", rank=n, title=f"T{n}")
        for n in (1, 2, 3, 4)
    ]
    unit.suggestions.add(make.run("r2", "P002"), listed)
    confirmed, decision = listed[0].confirm(by="Anna", at=make.now)
    unit.suggestions.save(confirmed, decision)
    unit.suggestions.save(*confirmed.move(Action.ASK, Signature(Role.LINKWORKER, "Anna", make.now)))
    for one in listed[1:3]:
        reason = DeclineReason.WRONG_TRADE
        unit.suggestions.save(*one.decline(by="Anna", at=make.now, reason=reason))


def test_people_are_listed_with_what_is_to_decide(programme, make):
    with programme() as unit:
        listed = unit.views.people()
    assert listed == (
        PersonRow(
            code="P001",
            preferred_language="sv",
            district="Angered",
            municipality="Göteborg",
            proposed=2,
            confirmed=0,
            declined=0,
            best_step="kitchens.kitchen_porter",
            best_title="Diskare",
            best_band=Band.WITH_SUPPORT,
            suggested_at=make.now + timedelta(hours=1),
        ),
        PersonRow(
            code="P002",
            preferred_language="so",
            district=None,
            municipality=None,
            proposed=1,
            confirmed=1,
            declined=2,
            best_step="kitchens.t4",
            best_title="T4",
            best_band=Band.READY,
            suggested_at=make.now,
        ),
        PersonRow("P003", "sv", None, None, 0, 0, 0, None, None, None, None),
    )


def test_the_list_is_one_select(programme, statements):
    with programme() as unit:
        statements.clear()
        unit.views.people()
        assert [text.split(maxsplit=1)[0] for text in statements] == ["SELECT"]
        statements.clear()
        unit.views.counts()
        assert [text.split(maxsplit=1)[0] for text in statements] == ["SELECT"]


def test_people_with_protected_identity_are_left_out_by_the_database(programme, statements):
    with programme() as unit:
        statements.clear()
        codes = [row.code for row in unit.views.people()]
        assert "P004" not in codes
        assert "protected_identity" in statements[0].partition("WHERE participants")[2]
        assert "P004" in [one.code for one in unit.participants.all()]


def test_a_run_that_found_nothing_or_was_for_an_opening_counts_as_asked(programme, make):
    later = make.now + timedelta(days=2)
    with programme(write=True) as unit:
        unit.suggestions.add(make.run("r5", "P001", at=later), [])
        run = make.run("r6", None, kind=RunKind.OPENING, opening="O1", at=later)
        unit.suggestions.add(run, [make.suggestion("s6", "r6", "P003", opening="O1")])
        rows = {row.code: row for row in unit.views.people()}
    assert (rows["P001"].proposed, rows["P001"].best_title) == (0, None)
    assert (rows["P001"].suggested_at, rows["P003"].suggested_at) == (later, later)
    assert rows["P003"].proposed == 1


def test_counts(programme):
    with programme() as unit:
        assert unit.views.counts() == Counts(
            participants=4,
            employers=1,
            openings=2,
            leads=1,
            places=5,
            suggestions=7,
            decisions=4,
        )


def test_nothing_counts_as_nothing(units):
    with units() as unit:
        assert unit.views.people() == ()
        assert unit.views.counts() == Counts(0, 0, 0, 0, 0, 0, 0)
