"""Why a permission lets an employer know nothing any more, the first reason that fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permission import FieldGroup, Permission
from matcher.domain.permitted import NotHolding, Permitted, not_holding

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = AT.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CODE, SKILLS, _ = FieldGroup
BACK = {"withdrawn_at": AT, "withdrawn_by": "Åsa"}


def row(group=CODE, *, theirs=True, **changes):
    given = Permission(
        "p1", "P001", "E1", "O1", group, date(2026, 2, 1), None, AT, AnswerMode.PHONE, "Åsa"
    )
    return Permitted(replace(given, **changes), "Diskare", "Sibylla", is_theirs=theirs)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (row(), None),
        (row(ends_on=TODAY), None),
        (row(starts_on=TOMORROW), None),
        (row(**BACK), NotHolding.TAKEN_BACK),
        (row(ends_on=YESTERDAY), NotHolding.LAST_DAY_PASSED),
        (row(theirs=False), NotHolding.OTHER_EMPLOYER),
        (row(theirs=False, ends_on=YESTERDAY), NotHolding.LAST_DAY_PASSED),
        (row(theirs=False, ends_on=YESTERDAY, **BACK), NotHolding.TAKEN_BACK),
    ],
)
def test_a_permission_ends_when_taken_back_after_its_last_day_or_with_the_employer(one, why):
    assert not_holding(one, [one], TODAY) is why


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (row(), None),
        (row(starts_on=TOMORROW), NotHolding.RESTS_ON_NOTHING),
        (row(ends_on=YESTERDAY), NotHolding.RESTS_ON_NOTHING),
        (row(**BACK), NotHolding.RESTS_ON_NOTHING),
        (row(participant="P002"), NotHolding.RESTS_ON_NOTHING),
        (row(employer="E2"), NotHolding.RESTS_ON_NOTHING),
        (row(opening="O2"), NotHolding.RESTS_ON_NOTHING),
    ],
)
def test_a_step_rests_on_the_one_before_it_for_the_same_person_employer_and_opening(first, why):
    skills = row(SKILLS)

    assert not_holding(skills, [skills, first], TODAY) is why


def test_a_step_that_begins_later_rests_on_what_holds_then():
    later = row(SKILLS, starts_on=TOMORROW)

    assert not_holding(later, [later, row(starts_on=TOMORROW)], TODAY) is None
    assert not_holding(later, [later, row(ends_on=TODAY)], TODAY) is NotHolding.RESTS_ON_NOTHING
