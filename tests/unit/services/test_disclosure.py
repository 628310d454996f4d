"""A yes is recorded step by step, taken back at once, and nothing is told beyond it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from disclosing import (
    CODE,
    K003,
    KITCHEN,
    LOCAL,
    MARKS,
    MORNING,
    NAME,
    O1,
    SKILLS,
    marked_person,
    own_opening,
)

from matcher.domain.disclosure import How, Saying
from matcher.domain.machines.suggestion import AnswerMode
from matcher.domain.opening import Employer, OpeningKind, OpeningState
from matcher.domain.permission import Yes
from matcher.errors import Conflict, DecisionError, InputError, InvalidTransition, NotFound

CALL = {"contact": "Eva på köket", "by": "Anna"}


def said(office, *groups, **more):
    return office.disclosure.said(K003, O1, groups, Saying(**(CALL | more)))


def test_a_yes_opens_the_steps_up_to_it(office):
    given = office.grant(SKILLS)

    assert [one.field_group for one in given] == [CODE, SKILLS]
    assert office.disclosure.may_say(K003, O1) == (CODE, SKILLS)
    assert [one.field_group for one in office.grant(NAME)] == [NAME]
    assert office.disclosure.may_say(K003, O1) == (CODE, SKILLS, NAME)
    assert office.disclosure.permissions(K003)[0].employer == KITCHEN
    assert office.actions() == ["permission.grant"] * 3


def test_what_is_permitted_already_is_not_recorded_twice(office):
    office.grant(SKILLS)
    with pytest.raises(InvalidTransition, match="permitted already"):
        office.grant(CODE)


def test_a_yes_for_later_does_not_hold_yet(office):
    office.grant(CODE, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 24))

    assert office.disclosure.may_say(K003, O1) == ()
    office.clock.now = MORNING.replace(month=12)
    assert office.disclosure.may_say(K003, O1) == (CODE,)


def test_taking_back_acts_at_once(office):
    office.grant(NAME)
    office.withdraw(SKILLS)
    assert office.disclosure.may_say(K003, O1) == (CODE,)
    taken = office.withdraw(opening_id=O1)
    assert [one.field_group for one in taken.permissions] == [CODE]
    assert office.disclosure.may_say(K003, O1) == ()
    with pytest.raises(InvalidTransition, match="Nothing of this is permitted"):
        office.withdraw()
    assert office.actions()[-3:] == ["permission.withdraw"] * 3


def test_a_yes_after_a_no_holds_again(office):
    office.grant(CODE)
    office.withdraw()
    office.grant(CODE)

    assert office.disclosure.may_say(K003, O1) == (CODE,)
    assert [one.withdrawn_by for one in office.disclosure.permissions(K003)] == ["Anna", None]


def test_what_was_said_is_kept_row_by_row(office):
    office.grant(SKILLS)
    rows = said(office, SKILLS, CODE)

    assert [(row.field_group, row.contact, row.how, row.by) for row in rows] == [
        (CODE, "Eva på köket", How.CALL, "Anna"),
        (SKILLS, "Eva på köket", How.CALL, "Anna"),
    ]
    assert office.disclosure.told(K003) == rows
    assert {row.permission for row in rows} == {
        one.id for one in office.disclosure.permissions(K003)
    }
    assert office.actions()[-2:] == ["disclosure.tell"] * 2


def test_what_is_not_permitted_is_refused_with_all_that_was_ticked(office):
    office.grant(CODE)
    with pytest.raises(DecisionError, match=r"'skills' may not be said about K003.*said now: code"):
        said(office, CODE, SKILLS)
    assert office.disclosure.told(K003) == ()
    assert "disclosure.tell" not in office.actions()
    office.withdraw()
    with pytest.raises(DecisionError, match="said now: nothing"):
        said(office, CODE)


def test_a_step_does_not_hold_when_the_one_before_has_run_out(office):
    office.grant(CODE, ends_on=date(2026, 11, 30))
    office.grant(SKILLS)
    office.clock.now = MORNING.replace(month=12)

    with pytest.raises(DecisionError, match="said now: nothing"):
        said(office, SKILLS)


def test_a_call_needs_a_tick_and_names(office):
    office.grant(CODE)
    with pytest.raises(InputError, match="Tick"):
        said(office)
    with pytest.raises(InputError, match="--contact"):
        said(office, CODE, contact=" ")
    with pytest.raises(InputError, match="--by"):
        said(office, CODE, by=" ")
    with pytest.raises(InputError, match="identity number") as caught:
        said(office, CODE, contact="Eva 19811218-9876")
    assert "9876" not in str(caught.value)


def test_another_employer_of_the_opening_is_told_nothing(office):
    office.grant(SKILLS)
    with office.units(write=True) as unit:
        unit.employers.put([Employer(LOCAL, "E2", "Ett annat kök")])
        unit.openings.put([own_opening(employer="E2")])
        unit.commit()

    assert office.disclosure.may_say(K003, O1) == ()
    with pytest.raises(DecisionError):
        said(office, CODE)
    with pytest.raises(DecisionError):
        office.disclosure.employer_view(O1, K003)


@pytest.mark.parametrize(
    "changes",
    [{"employer": None}, {"kind": OpeningKind.LEAD, "state": OpeningState.NEW, "terms": None}],
)
def test_where_nobody_has_agreed_nothing_is_told(office, changes):
    with office.units(write=True) as unit:
        unit.openings.put([own_opening(**changes)])
        unit.commit()

    with pytest.raises(DecisionError, match="the person applies alone"):
        office.grant(CODE)


def calls(office, who, opening=O1):
    service = office.disclosure
    yes = Yes(CODE, AnswerMode.PHONE, "Anna")
    return [
        lambda: service.permissions(who),
        lambda: service.told(who),
        lambda: service.grant(who, opening, yes),
        lambda: service.withdraw(who, mode=AnswerMode.PHONE, by="Anna"),
        lambda: service.may_say(who, opening),
        lambda: service.said(who, opening, [CODE], Saying(**CALL)),
        lambda: service.employer_view(opening, who),
    ]


def test_a_protected_person_is_as_one_who_is_not_there(office):
    office.keep(replace(marked_person(protected_identity=True), code="K009"))
    for hidden, unknown in zip(calls(office, "K009"), calls(office, "K404"), strict=True):
        with pytest.raises(NotFound) as one:
            hidden()
        with pytest.raises(NotFound) as other:
            unknown()
        assert str(one.value).replace("K009", "K404") == str(other.value)


def test_who_becomes_protected_is_not_told_about_any_more(office):
    office.grant(SKILLS)
    office.keep(marked_person(protected_identity=True))

    with pytest.raises(NotFound):
        said(office, CODE)
    with pytest.raises(NotFound):
        office.disclosure.employer_view(O1, K003)


def test_an_unknown_opening_is_not_found(office):
    for call in calls(office, K003, "O404"):
        try:
            call()
        except NotFound:
            continue
        except InvalidTransition:
            continue
        assert call() == ()


def test_the_view_is_what_is_permitted_at_this_moment(office):
    with pytest.raises(DecisionError, match="stegvis permissions grant K003"):
        office.disclosure.employer_view(O1, K003)
    office.grant(CODE)
    assert office.disclosure.employer_view(O1, K003).skills is None
    office.grant(SKILLS)
    assert office.disclosure.employer_view(O1, K003).skills == ("Diska för hand",)
    office.withdraw(SKILLS)
    assert office.disclosure.employer_view(O1, K003).skills is None


def test_people_and_openings_with_a_permission_are_not_taken_away(office):
    office.grant(CODE)
    for rows, key in (("participants", K003), ("openings", O1)):
        with office.units(write=True) as unit, pytest.raises(Conflict, match=f"rest on {key}"):
            getattr(unit, rows).remove([key])


def test_the_log_names_nobody_and_repeats_nothing(office, capsys):
    office.grant(NAME)
    said(office, CODE, SKILLS, NAME)
    office.withdraw()
    with pytest.raises(DecisionError) as refused:
        said(office, CODE)

    kept = office.in_log()
    assert "K003" not in kept
    assert "Eva" not in kept
    everything = kept + str(refused.value) + "".join(capsys.readouterr())
    assert [mark for mark in MARKS if re.search(rf"\b{mark}\b", everything)] == []


def test_what_was_said_is_recorded_once_however_often_it_is_sent(office):
    office.grant(SKILLS)

    first = said(office, CODE, SKILLS, key="k1")
    again = said(office, CODE, SKILLS, key="k1")

    assert again == first
    assert [one.field_group for one in office.disclosure.told(K003)] == [CODE, SKILLS]
    assert office.actions().count("disclosure.tell") == 2
