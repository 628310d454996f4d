"""Finding by letters, with rows that must not be found."""

from __future__ import annotations

import pytest

from matcher.domain.ids import EmployerId, OrganisationId
from matcher.domain.opening import Employer, OpeningKind, OpeningState, Origin
from matcher.domain.participant import ParticipantState
from matcher.domain.place import Place

OTHER = OrganisationId("other")


@pytest.fixture
def filled(units, other_units, make):
    angered, hidden = Place("Göteborg", "Angered"), Place("Göteborg", "Angered")
    with other_units(write=True) as unit:
        unit.participants.put([make.person("P777", OTHER, place=angered)])
        unit.openings.put([make.lead("O7", OTHER, place=angered)])
        unit.commit()
    with units(write=True) as unit:
        unit.participants.put(
            [
                make.person("P002", place=Place("Örebro", "Åby_1"), preferred_language="so"),
                make.person("P001", place=angered),
                make.person("P003"),
                make.person("P004", protected_identity=True, place=hidden),
                make.person("P005", state=ParticipantState.PAUSED, place=Place("Göteborg")),
            ]
        )
        unit.employers.put([Employer(make.person().organisation, EmployerId("E1"), "Ångköket AB")])
        own = {"kind": OpeningKind.OWN, "state": OpeningState.DRAFT, "employer": EmployerId("E1")}
        unit.openings.put(
            [
                make.lead(
                    "O1", title="Diskare 50%", origin=Origin("x", "1", "https://ads.example")
                ),
                make.lead("O2", title="Städare", places=2, place=angered, **own),
            ]
        )
        unit.commit()
    return units


@pytest.mark.parametrize(
    ("letters", "codes"),
    [
        ("p00", ["P001", "P002", "P003", "P005"]),
        ("P002", ["P002"]),
        ("ANGERED", ["P001"]),
        ("GÖTEBORG", ["P001", "P005"]),
        ("öRE", ["P002"]),
        ("åby_1", ["P002"]),
        ("angere_", []),
        ("%", []),
        ("/", []),
        ("nowhere", []),
    ],
)
def test_people_are_found_by_code_and_place(filled, letters, codes):
    with filled() as unit:
        assert [one.code for one in unit.views.find_people(letters)] == codes


@pytest.mark.parametrize(
    ("letters", "ids"),
    [
        ("STÄD", ["O2"]),
        ("ångkök", ["O2"]),
        ("angered", ["O2"]),
        ("50%", ["O1"]),
        ("are", ["O2", "O1"]),
        ("nothing", []),
    ],
)
def test_openings_are_found_by_title_employer_and_place(filled, letters, ids):
    with filled() as unit:
        assert [one.id for one in unit.views.find_openings(letters)] == ids


def test_what_is_shown_of_an_opening(filled):
    with filled() as unit:
        own, lead = unit.views.find_openings("are")

    assert (own.title, own.employer, own.district) == ("Städare", "Ångköket AB", "Angered")
    assert (own.places_left, own.state, own.link) == (2, OpeningState.DRAFT, None)
    assert (lead.kind, lead.employer, lead.link) == (
        OpeningKind.LEAD,
        None,
        "https://ads.example",
    )
