"""What employers may know and were told, over the API: the rules, rows and log of the pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from functional.api_client import client_of, problem, program
from functional.test_web_permitting import accepted, actions, cells, held, permissions
from functional.web_programme import EverythingFits, build

from matcher.bootstrap import now
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.opening import OpeningState
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.domain.token_scope import TokenScope
from web.api_client import Yes

P001 = ParticipantCode("P001")
WHERE = "/participants/P001/permissions"
YES = {"action": "give", "opening": "O001", "up_to": "skills", "mode": "phone"}
BACK = {"action": "take_back", "opening": "O001", "from_step": "code", "mode": "in_person"}


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


def told(programme):
    return programme.services.disclosure.told(P001)


def test_a_yes_is_written_down_as_on_the_page(programme, asking):
    before = asking.get(WHERE).json
    assert (before["items"], [one["id"] for one in before["openings"]]) == ([], ["O001"])

    answer = asking.post(WHERE, YES)

    assert answer.status_code == 200, answer.text
    rows = permissions(programme)
    assert held(programme) == ["code", "skills"]
    assert {one.by for one in rows} == {"Anna Ek"}
    assert set(answer.json["also"]) == {one.id for one in rows}
    assert (answer.json["kind"], answer.json["state"]) == ("permission", "given")
    shown = asking.get(WHERE).json["items"]
    assert [(one["field_group"], one["mode"], one["last_day"]) for one in shown] == [
        ("code", "phone", None),
        ("skills", "phone", None),
    ]
    assert {one["not_holding"] for one in shown} == {None}
    # The page of the staff shows the same two.
    page = programme.get("/people/P001/permissions").text
    assert "".join(cells(page)).count("Anna Ek") == 2


def test_what_is_recorded_names_person_and_token(programme, asking):
    asking.post(WHERE, YES)

    with programme.services.units() as unit:
        rows = [one for one in unit.audit.events() if one.action == "permission.grant"]
    assert {(one.actor, json.loads(str(one.details))["by_token"]) for one in rows} == {
        ("Anna Ek", asking.token)
    }
    assert len(rows) == 2


def test_reading_is_recorded_as_a_look(programme, asking):
    asking.get(WHERE)
    asking.get("/participants/P001/disclosures")

    assert [one.by for one in programme.services.looks.of(P001)].count("Anna Ek") >= 1


def test_sent_again_it_is_done_once_and_answered_alike(programme, asking):
    first = asking.post(WHERE, YES, key="yes")
    again = asking.post(WHERE, YES, key="yes")
    other = asking.post(WHERE, YES | {"up_to": "code"}, key="yes")

    assert again.json == first.json
    assert len(permissions(programme)) == 2
    assert problem(other) == (422, "key.other")
    assert actions(programme) == ["permission.grant"] * 2

    back = asking.post(WHERE, BACK, key="back")
    asking.post(WHERE, YES, key="once-more")
    assert asking.post(WHERE, BACK, key="back").json == back.json
    assert held(programme) == ["code", "skills"]


def test_what_holds_already_is_refused(programme, asking):
    asking.post(WHERE, YES)

    assert problem(asking.post(WHERE, YES | {"up_to": "code"})) == (409, "invalid_transition")
    assert len(permissions(programme)) == 2


def test_only_openings_of_the_form_and_days_in_order(programme, asking):
    day = now().date()
    late = {"first_day": day.isoformat(), "last_day": (day - timedelta(days=1)).isoformat()}

    lead = asking.post(WHERE, YES | {"opening": "A001"})
    days = asking.post(WHERE, YES | late)
    nothing = asking.post(WHERE, {"action": "give", "mode": "phone"})

    assert problem(lead) == (422, "fields.here")
    assert [one["pointer"] for one in lead.json["errors"]] == ["/opening"]
    assert [one["pointer"] for one in days.json["errors"]] == ["/last_day"]
    assert [one["pointer"] for one in nothing.json["errors"]] == ["/opening", "/up_to"]
    assert problem(asking.post(WHERE, YES | {"mode": "self"})) == (422, "fields")
    with programme.services.units(write=True) as unit:
        own = unit.openings.get(OpeningId("O001"))
        unit.openings.put([replace(own, state=OpeningState.CLOSED)])
        unit.commit()
    assert problem(asking.post(WHERE, YES)) == (422, "fields.here")
    assert permissions(programme) == ()


def test_days_are_kept(programme, asking):
    day = now().date()
    first, last = day + timedelta(days=2), day + timedelta(days=9)

    asking.post(WHERE, YES | {"first_day": first.isoformat(), "last_day": last.isoformat()})

    assert {(one.starts_on, one.ends_on) for one in permissions(programme)} == {(first, last)}
    assert {one["not_holding"] for one in asking.get(WHERE).json["items"]} == {None}


def test_taking_back_acts_at_once_and_takes_her_out_of_line(programme, asking):
    about = accepted(programme)

    answer = asking.post(WHERE, BACK)

    assert answer.json["state"] == "taken_back"
    assert held(programme) == []
    assert programme.suggestion(about).state is SuggestionState.WITHDRAWN
    shown = asking.get(WHERE).json["items"]
    assert {one["not_holding"] for one in shown} == {"taken_back"}
    assert problem(asking.post(WHERE, BACK)) == (409, "permission.none")


def test_a_later_step_alone_can_be_taken_back_for_all_openings(programme, asking):
    about = accepted(programme)

    asking.post(WHERE, {"action": "take_back", "from_step": "skills", "mode": "phone"})

    assert held(programme) == ["code"]
    assert programme.suggestion(about).state is SuggestionState.ACCEPTED


def test_before_a_call_it_says_what_may_be_told_and_after_it_what_was(programme, asking):
    about = accepted(programme)
    where = f"/suggestions/{about}/disclosures"
    before = asking.get(where).json
    assert (before["permitted"], before["items"]) == (["code", "skills"], [])
    assert before["may_be_told"]["code"] == "P001"
    assert before["may_be_told"]["name_and_contact"] is False

    answer = asking.post(where, {"told": ["skills", "code"], "contact": " Eva   Ek "}, key="call")

    assert answer.json["state"] == "told"
    assert (
        asking.post(where, {"told": ["skills", "code"], "contact": " Eva   Ek "}, key="call").json
        == answer.json
    )
    assert [
        (one.field_group, one.contact, one.by)
        for one in sorted(told(programme), key=lambda one: one.field_group)
    ] == [
        ("code", "Eva Ek", "Anna Ek"),
        ("skills", "Eva Ek", "Anna Ek"),
    ]
    after = asking.get(where).json["items"]
    assert {one["id"] for one in after} == set(answer.json["also"])
    assert {(one["how"], one["contact"]) for one in after} == {("call", "Eva Ek")}
    assert asking.get("/participants/P001/disclosures").json["items"] == after
    page = programme.get(f"/suggestions/{about}").text
    assert page.count("Eva Ek") >= 2


def test_what_is_not_permitted_is_not_recorded_as_told(programme, asking):
    where = f"/suggestions/{accepted(programme)}/disclosures"

    more = asking.post(where, {"told": ["code", "name_and_contact"], "contact": "Eva Ek"})
    asking.post(WHERE, BACK)
    later = asking.post(where, {"told": ["code"], "contact": "Eva Ek"})

    assert problem(more) == (409, "permission.none")
    assert problem(later) == (409, "permission.none")
    assert told(programme) == ()
    after = asking.get(where).json
    assert (after["permitted"], after["may_be_told"]) == ([], None)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"told": [], "contact": "Eva Ek"}, "fields"),
        ({"told": ["code"]}, "fields"),
        ({"told": ["code"], "contact": "   "}, "contact.missing"),
        ({"told": ["code"], "contact": "Eva 19900101-1239"}, "personal_number"),
        ({"told": ["address"], "contact": "Eva Ek"}, "fields"),
    ],
)
def test_whom_and_what_has_to_be_said(programme, asking, said, code):
    where = f"/suggestions/{accepted(programme)}/disclosures"

    assert problem(asking.post(where, said)) == (422, code)
    assert told(programme) == ()


def test_a_coach_reads_what_was_told_and_records_nothing(programme, asking):
    about = accepted(programme)
    services = programme.services
    services.accounts.invite("Bo Ek", Role.JOB_COACH, by="chief")
    coach = services.accounts.named("Bo Ek")
    services.caseloads.assign([P001], coach, Role.JOB_COACH, by="chief")
    his = program(programme, "Bo Ek")

    assert his.get(f"/suggestions/{about}/disclosures").json["permitted"] == ["code", "skills"]
    tell = his.post(f"/suggestions/{about}/disclosures", {"told": ["code"], "contact": "Eva"})
    assert problem(tell) == (404, "not_found")
    assert problem(his.get(WHERE)) == (404, "not_found")
    assert problem(his.post(WHERE, YES)) == (404, "not_found")


def test_reading_needs_less_than_recording(programme):
    reading = program(programme, scopes=[TokenScope.DISCLOSURES_READ])

    assert reading.get(WHERE).status_code == 200
    assert problem(reading.post(WHERE, YES)) == (403, "scope.missing")
    assert permissions(programme) == ()


def test_of_somebody_with_protected_identity_nothing_is_there(programme, asking):
    accepted(programme)
    with programme.services.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(P001), protected_identity=True)])
        unit.commit()

    for answer in (
        asking.get(WHERE),
        asking.post(WHERE, YES),
        asking.get("/participants/P001/disclosures"),
    ):
        assert problem(answer) == (404, "not_found")


def test_the_client_does_all_of_it(programme, asking):
    about = accepted(programme)
    with client_of(asking) as stegvis:
        more = Yes("O001", "name_and_contact", "interpreter")
        stegvis.give_permission("P001", more)
        known = stegvis.permissions("P001").value
        stegvis.tell(about, ["name_and_contact"], "Eva Ek")
        seen = stegvis.disclosures(about).value
        stegvis.take_back_permission("P001", "code", "phone")

        assert [one.field_group for one in known.items] == ["code", "skills", "name_and_contact"]
        assert seen.may_be_told.name_and_contact is True
        assert [one.contact for one in stegvis.told_of("P001").value.items] == ["Eva Ek"]
    assert held(programme) == []
