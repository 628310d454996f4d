"""What may be said: step by step, to one employer, for one opening, in its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.disclosure import How, Telling
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.permission import (
    STEPS,
    Audience,
    FieldGroup,
    Permission,
    Withdrawal,
    Yes,
    from_on,
    may_be_said,
    opened_by,
    up_to,
)
from matcher.errors import InputError

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY = NOW.date()
CODE, SKILLS, NAME = FieldGroup


def permission(group=CODE, **changes):
    made = Permission("p1", "K003", "E1", "O1", group, TODAY, None, NOW, AnswerMode.PHONE, "Anna")
    return replace(made, **changes)


def said(*permissions, day=TODAY, employer="E1", opening="O1", person="K003"):
    return may_be_said(permissions, person, employer, opening, day)


def test_steps_come_one_after_the_other():
    assert said(permission(CODE), permission(SKILLS)) == (CODE, SKILLS)
    assert said(permission(SKILLS), permission(NAME)) == ()
    assert said(permission(CODE), permission(NAME)) == (CODE,)


def test_it_is_for_one_person_employer_and_opening():
    assert said(permission(), employer="E2") == ()
    assert said(permission(), employer=None) == ()
    assert said(permission(), opening="O2") == ()
    assert said(permission(), person="K004") == ()


def test_it_holds_from_its_first_day_to_its_last():
    held = permission(ends_on=TODAY + timedelta(days=2))
    days = [TODAY + timedelta(days=number) for number in range(-1, 4)]

    assert [held.holds_on(day) for day in days] == [False, True, True, True, False]


def test_what_was_taken_back_does_not_hold():
    assert said(permission(withdrawn_at=NOW, withdrawn_by="Anna")) == ()


def test_a_yes_opens_its_steps_that_do_not_hold_yet():
    audience, numbers = Audience("K003", "E1", "O1"), iter(("p7", "p8", "p9"))
    before = [
        permission(CODE),
        permission(SKILLS, ends_on=TODAY + timedelta(days=1)),
        permission(NAME, withdrawn_at=NOW, withdrawn_by="Anna"),
        permission(SKILLS, participant="K004"),
        permission(SKILLS, employer="E2"),
        permission(SKILLS, opening="O2"),
    ]
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=9)
    later = Yes(NAME, AnswerMode.INTERPRETER, "  Bo  Ek ", first, last)

    made = opened_by(later, audience, before, NOW, lambda: next(numbers))

    assert made == tuple(
        Permission(
            new, "K003", "E1", "O1", group, first, last, NOW, AnswerMode.INTERPRETER, "Bo Ek"
        )
        for new, group in (("p7", SKILLS), ("p8", NAME))
    )


def test_a_yes_holds_from_today_and_without_an_end_where_no_day_is_said():
    yes, audience = Yes(SKILLS, AnswerMode.PHONE, "Anna"), Audience("K003", "E1", "O1")

    made = opened_by(yes, audience, [permission(SKILLS)], NOW, lambda: "p1")

    assert made == (permission(CODE), permission(SKILLS))
    assert opened_by(yes, audience, made, NOW, lambda: "p1") == ()


def test_a_permission_may_hold_for_one_day():
    one_day = permission(ends_on=TODAY)

    assert [one_day.holds_on(TODAY + timedelta(days=number)) for number in (0, 1)] == [True, False]


def test_days_and_names_are_checked():
    with pytest.raises(InputError) as refused:
        permission(ends_on=TODAY - timedelta(days=1))
    assert str(refused.value) == (
        "The last day 2026-11-23 is before the first day 2026-11-24. Check both days."
    )
    with pytest.raises(InputError) as refused:
        permission(by=" ")
    assert str(refused.value) == "Say who records the permission (--by): it is kept with it."
    with pytest.raises(InputError) as refused:
        Withdrawal("K003", None, CODE, AnswerMode.PHONE, " ", NOW)
    assert str(refused.value) == "Say who records the withdrawal (--by): it is kept with it."
    for blank in ("by", "contact"):
        facts = {"contact": "Eva", "by": "Anna"} | {blank: " "}
        with pytest.raises(InputError, match=f"--{blank}"):
            Telling("d1", "K003", "E1", "O1", facts["contact"], CODE, How.CALL, facts["by"], NOW)


@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.booleans(), st.dates(date(2026, 1, 1)))),
    st.dates(date(2026, 1, 1)),
)
def test_whatever_is_given_no_step_is_said_before_those_before_it(rows, day):
    given_ones = [
        permission(group, starts_on=starts, withdrawn_at=NOW if gone else None)
        for group, gone, starts in rows
    ]
    found = said(*given_ones, day=day)

    assert found == STEPS[: len(found)]
    for step in found:
        assert any(one.field_group is step and one.holds_on(day) for one in given_ones)


def test_a_step_and_those_before_and_after_it_meet_in_it():
    for step in STEPS:
        assert set(up_to(step)) & set(from_on(step)) == {step}
        assert set(up_to(step)) | set(from_on(step)) == set(STEPS)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: permission(by=" "), "who.missing"),
        (lambda: permission(ends_on=TODAY - timedelta(days=1)), "days.order"),
        (lambda: Withdrawal("K003", None, CODE, AnswerMode.PHONE, " ", NOW), "who.missing"),
        (lambda: Telling("d1", "K003", "E1", "O1", "Eva", CODE, How.CALL, " ", NOW), "who.missing"),
    ],
    ids=["permission", "days", "withdrawal", "telling"],
)
def test_a_page_can_say_what_is_wrong(make, code):
    with pytest.raises(InputError) as refused:
        make()

    assert refused.value.code == code
