"""A permission with its names, and whom one could let know, with rows that do not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from matcher.domain.ids import EmployerId, OpeningId
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.opening import Employer, EmploymentForm, OpeningKind, OpeningState, Terms
from matcher.domain.permission import STEPS, FieldGroup, Permission, Withdrawal
from matcher.domain.permitted import AgreedOpening

A, B = EmployerId("E2"), EmployerId("E1")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def own(make, opening_id, employer, **more):
    terms = Terms(EmploymentForm.PERMANENT, "HÖK")
    fields = {"kind": OpeningKind.OWN, "state": OpeningState.OPEN, "terms": terms} | more
    return replace(make.lead(opening_id, **fields), employer=employer)


def given(number, step, opening, employer, person="P001", **more):
    fields = {"starts_on": NOON.date(), "ends_on": None, "given_at": NOON}
    return Permission(
        f"p{number}", person, employer, opening, step,
        mode=AnswerMode.PHONE, by="Anna", **(fields | more),
    )  # fmt: skip


@pytest.fixture
def programme(units, make):
    organisation = make.person().organisation
    with units(write=True) as unit:
        unit.participants.put([make.person("P001"), make.person("P002")])
        unit.employers.put([Employer(organisation, A, "A AB"), Employer(organisation, B, "B AB")])
        unit.openings.put(
            [
                own(make, "O1", B, title="Disk", state=OpeningState.FULL),
                own(make, "O2", A, title="Städ"),
                own(make, "O3", A, title="Kök", state=OpeningState.PAUSED),
                own(make, "O4", A, state=OpeningState.CLOSED),
                own(make, "O5", A, state=OpeningState.DRAFT),
                replace(make.lead("O6"), employer=A),
            ]
        )
        unit.permissions.grant(
            [
                given(1, FieldGroup.CODE, "O1", B),
                given(3, FieldGroup.CODE, "O2", A),
                given(2, FieldGroup.SKILLS, "O2", A),
                given(4, FieldGroup.CODE, "O3", A, given_at=NOON + timedelta(1)),
                given(5, FieldGroup.CODE, "O2", A, person="P002"),
            ]
        )
        back = Withdrawal("P001", OpeningId("O3"), STEPS[0], None, "Anna", NOON + timedelta(2))
        unit.permissions.withdraw(back)
        unit.openings.put([own(make, "O1", A, title="Disk", state=OpeningState.FULL)])
        unit.commit()
    return units


def test_each_permission_comes_with_its_names_in_order(programme):
    with programme() as unit:
        rows = unit.views.permitted_by("P001")
        alone = unit.permissions.of("P001")

    assert [(row.employer, row.title, row.permission.field_group) for row in rows] == [
        ("A AB", "Kök", FieldGroup.CODE),
        ("A AB", "Städ", FieldGroup.CODE),
        ("A AB", "Städ", FieldGroup.SKILLS),
        ("B AB", "Disk", FieldGroup.CODE),
    ]
    assert [row.is_theirs for row in rows] == [True, True, True, False]
    assert {row.permission.id: row.permission for row in rows} == {one.id: one for one in alone}
    assert rows[0].permission.withdrawn_by == "Anna"


def test_openings_with_an_employer_that_are_not_closed_can_be_chosen(programme, other_units):
    with programme() as unit:
        found = unit.views.agreed_openings()
    with other_units() as unit:
        assert unit.views.agreed_openings() == ()
        assert unit.views.permitted_by("P001") == ()

    assert found == (
        AgreedOpening(OpeningId("O1"), "Disk", "A AB"),
        AgreedOpening(OpeningId("O3"), "Kök", "A AB"),
        AgreedOpening(OpeningId("O2"), "Städ", "A AB"),
    )
