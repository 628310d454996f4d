"""What she lets which employer know, written down and taken back on her page in the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from functional.own_pages import own_page
from functional.web_programme import EverythingFits, build, found

from matcher.bootstrap import now
from matcher.domain.command import Request
from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
from matcher.domain.opening import Employer
from matcher.domain.permission import STEPS, FieldGroup
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode, SuggestionState

P001, O001 = ParticipantCode("P001"), OpeningId("O001")
PAGE = "/people/P001/permissions"
YES = {"opening": "O001", "up_to": "skills", "mode": "phone"}
BACK = {"take_opening": "O001", "from_step": "code", "take_mode": "in_person"}


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


def permissions(programme):
    return programme.services.disclosure.permissions(P001)


def held(programme):
    groups = {one.field_group for one in permissions(programme) if one.withdrawn_at is None}
    return sorted(groups, key=STEPS.index)


def actions(programme):
    with programme.services.units() as unit:
        return [event.action for event in unit.audit.events() if "permission" in event.action]


def cells(page):
    return found(r'<table class="table" id="permitted">(.*?)</table>', page)


def accepted(programme):
    """Let P001 say yes to the opening, up to her skills, and return the suggestion."""
    [own] = [one for one in programme.suggest() if programme.suggestion(one).opening == "O001"]
    services = programme.services
    services.review.confirm(Request(own, 0, "Anna Ek"))
    for move in (
        services.asking.ask,
        lambda asked: services.asking.answer(
            asked, Action.ACCEPT, AnswerMode.PHONE, FieldGroup.SKILLS
        ),
    ):
        move(Request(own, programme.suggestion(own).version, "Anna Ek"))
    return own


def test_a_yes_is_written_down_and_stands_on_both_pages(programme):
    assert "No employer may know anything" in programme.get("/people/P001").text
    assert "No employer may know anything" in programme.get(PAGE).text
    ends = now().date() + timedelta(days=30)

    answer = programme.post(PAGE, follow=True, **YES, ends=str(ends))

    assert "Saved with your name" in answer.text
    code, skills = sorted(permissions(programme), key=lambda one: STEPS.index(one.field_group))
    assert (code.field_group, skills.field_group) == (FieldGroup.CODE, FieldGroup.SKILLS)
    assert (skills.employer, skills.by, skills.mode) == ("E01", "Anna Ek", AnswerMode.PHONE)
    assert (skills.starts_on, skills.ends_on) == (now().date(), ends)
    assert actions(programme) == ["permission.grant"] * 2
    row = cells(answer.text)
    assert row.index("The code") < row.index("What the person can do")
    for text in ("Skolköket &lt;Tallkotten&gt;", "Diskare till skolkök", "The code", "By phone"):
        assert text in row
    assert "What the person can do" in row
    assert "Name and contact" not in row
    person = programme.get("/people/P001").text
    assert "No employer may know anything" not in person
    assert f'href="{PAGE}"' in person
    assert ": What the person can do <span" in person


def test_a_yes_that_begins_later_says_when(programme):
    starts = now().date() + timedelta(days=2)

    page = programme.post(PAGE, follow=True, **YES, starts=str(starts)).text

    assert programme.services.disclosure.may_say(P001, O001) == ()
    assert "until it is taken back" in cells(page)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"opening": ""}, "opening"),
        ({"opening": "A001"}, "opening"),
        ({"up_to": "age"}, "up_to"),
        ({"mode": "self"}, "mode"),
        ({"mode": ""}, "mode"),
        ({"ends": "2020-01-01"}, "ends"),
        ({"starts": "tomorrow"}, "starts"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_saved(programme, changed, field):
    answer = programme.post(PAGE, **(YES | changed))

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert permissions(programme) == ()


def test_what_is_permitted_already_is_said(programme):
    programme.post(PAGE, **YES)

    answer = programme.post(PAGE, **YES)

    assert answer.status_code == 409
    assert "This is permitted already" in answer.text
    assert len(permissions(programme)) == 2


def test_taking_back_acts_at_once_and_says_what_it_stopped(programme):
    own = accepted(programme)
    assert held(programme) == [FieldGroup.CODE, FieldGroup.SKILLS]
    with programme.services.units() as unit:
        taken = unit.rooms.get(O001).slots_taken

    page = programme.post(f"{PAGE}/withdraw", follow=True, **BACK).text

    assert "Taken back: The code; What the person can do." in page
    assert "1 suggestion was withdrawn." in page
    assert held(programme) == []
    assert programme.suggestion(own).state is SuggestionState.WITHDRAWN
    with programme.services.units() as unit:
        assert unit.rooms.get(O001).slots_taken == taken - 1
    assert 'id="permitted"' not in page
    assert "taken back on" in page
    assert actions(programme)[-2:] == ["permission.withdraw"] * 2


def test_only_what_rests_on_a_step_is_taken_back(programme):
    own = accepted(programme)

    page = programme.post(f"{PAGE}/withdraw", follow=True, **(BACK | {"from_step": "skills"})).text

    assert "Taken back: What the person can do. Nothing more" in page
    assert held(programme) == [FieldGroup.CODE]
    assert programme.suggestion(own).state is SuggestionState.ACCEPTED


def test_everything_is_taken_back_for_every_employer(programme):
    programme.post(PAGE, **YES)

    programme.post(f"{PAGE}/withdraw", **(BACK | {"take_opening": "all"}))

    assert held(programme) == []


@pytest.mark.parametrize(
    ("changed", "field", "status"),
    [
        ({"take_opening": ""}, "take_opening", 422),
        ({"take_opening": "A001"}, "take_opening", 422),
        ({"from_step": ""}, "from_step", 422),
        ({"take_mode": "self"}, "take_mode", 422),
        ({"from_step": "name_and_contact"}, "take_opening", 409),
    ],
)
def test_a_withdrawal_that_takes_nothing_back_says_so(programme, changed, field, status):
    programme.post(PAGE, **YES)

    answer = programme.post(f"{PAGE}/withdraw", **(BACK | changed))

    assert answer.status_code == status
    assert f'href="#{field}"' in answer.text
    assert len(held(programme)) == 2


def test_what_lets_nobody_know_any_more_is_not_in_the_list(programme):
    programme.post(PAGE, **YES)
    with programme.services.units(write=True) as unit:
        opening = unit.openings.get(O001)
        unit.employers.put([Employer(opening.organisation, EmployerId("E77"), "Ny AB")])
        unit.openings.put([replace(opening, employer=EmployerId("E77"))])
        unit.commit()

    page = programme.get(PAGE).text

    assert 'id="permitted"' not in page
    assert page.count("the opening has another employer now") == 2
    assert "Skolköket &lt;Tallkotten&gt;" in page


def test_what_she_gave_herself_is_said(programme):
    programme.suggest()
    [own] = [
        one.id
        for one in programme.services.queues.person("P001").suggestions
        if one.opening == "O001"
    ]
    programme.services.review.confirm(Request(own, 0, "Anna Ek"))
    seen = Request(own, programme.suggestion(own).version, "Anna Ek")
    programme.services.asking.ask(seen)
    phone = own_page(programme)
    phone.enter()
    phone.post("/answer", about=own, answer="yes", know="code")
    programme.sign()

    page = programme.get(PAGE).text

    assert "By the person" in cells(page)
    assert "the person herself" in cells(page)


def test_nothing_is_given_for_somebody_who_has_stopped(programme):
    programme.post(PAGE, **YES)
    phone = own_page(programme)
    phone.enter()
    phone.post("/data/stop")
    programme.sign()

    page = programme.get(PAGE).text

    assert held(programme) == []
    assert 'name="opening"' not in page
    assert 'name="take_opening"' not in page
    assert programme.post(PAGE, **YES).status_code == 409


def test_who_may_write_it_down(programme):
    for role, status in ((Role.LINKWORKER, 200), (Role.JOB_COACH, 404), (Role.ADMIN, 404)):
        programme.sign(f"The {role}", role)
        assert programme.get(PAGE).status_code == status, role
    programme.sign()
    assert programme.get("/people/P999/permissions").status_code == 404
