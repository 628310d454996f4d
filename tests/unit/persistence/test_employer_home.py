"""The lists of an employer's own pages, with rows that must not count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher.domain.employer_home import EmployerHome, EmployerOpening
from matcher.domain.ids import EmployerId, OpeningId, OrganisationId
from matcher.domain.opening import (
    Employer,
    EmploymentForm,
    OpeningKind,
    OpeningState,
    Terms,
)

HERS, OTHERS = EmployerId("E1"), EmployerId("E2")
OTHER = OrganisationId("other")


def own(make, opening_id, employer, **more):
    terms = Terms(EmploymentForm.PERMANENT, "HÖK")
    fields = {"kind": OpeningKind.OWN, "state": OpeningState.OPEN, "terms": terms} | more
    return replace(make.lead(opening_id, **fields), employer=employer)


@pytest.fixture
def programme(units, make):
    """Two own openings of hers, a lead of hers, one of somebody else."""
    organisation = make.person().organisation
    with units(write=True) as unit:
        unit.employers.put([Employer(organisation, one, f"{one} AB") for one in (HERS, OTHERS)])
        unit.openings.put(
            [
                own(make, "O2", HERS, title="B", places=3),
                own(make, "O1", HERS, title="A", state=OpeningState.SUBMITTED),
                own(make, "O3", OTHERS),
                replace(make.lead("O4"), employer=HERS),
            ]
        )
        unit.commit()
    return units


def test_own_openings_are_listed_and_those_of_others_are_not(programme, other_units):
    with programme() as unit:
        listed = unit.views.employer_openings(HERS)
    with other_units() as unit:
        assert unit.views.employer_openings(HERS) == ()

    assert listed == (
        EmployerOpening(OpeningId("O1"), "A", None, OpeningState.SUBMITTED, 1, 0),
        EmployerOpening(OpeningId("O2"), "B", None, OpeningState.OPEN, 3, 0),
    )


def test_each_list_is_one_select(programme, make, statements):
    with programme() as unit:
        statements.clear()
        assert unit.views.presented_to(HERS, make.now.date()) == ()
        unit.views.employer_openings(HERS)

    assert [text.split(maxsplit=1)[0] for text in statements] == ["SELECT", "SELECT"]


def test_a_suggestion_that_was_not_presented_is_no_line(programme, make):
    with programme(write=True) as unit:
        unit.participants.put([make.person("P001")])
        unit.suggestions.add(make.run(), [make.suggestion(opening="O2")])

        assert unit.views.presented_to(HERS, make.now.date()) == ()


def test_people_stand_under_their_opening():
    assert EmployerHome("A", (), (), ()).of(OpeningId("O1")) == ()
