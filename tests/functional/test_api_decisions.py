"""Decisions over the API: the moves of the page, with the rules of the page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from functional.api_client import problem, program
from functional.api_deciding import CONFIRM, answer, decide, rows, stands, to_meeting
from functional.test_api_participants import add_people
from functional.web_programme import EverythingFits, build

from matcher.domain.command import Request
from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.role import Role
from matcher.errors import NotFound


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


@pytest.fixture
def about(programme):
    """A suggestion of the own opening for P001."""
    return next(one for one in programme.suggest() if programme.suggestion(one).opening == "O001")


def test_a_confirm_is_in_the_name_of_the_account_and_says_by_which_token(programme, asking, about):
    said = decide(asking, about, CONFIRM, 0)

    assert said.json == {
        "kind": "suggestion",
        "id": about,
        "state": "confirmed",
        "version": 1,
        "made": None,
        "also": [],
    }
    [decision] = programme.decisions()
    assert (decision.by, decision.action.value) == ("Anna Ek", "confirm")
    [row] = rows(programme)
    assert (row.actor, row.action) == ("Anna Ek", "suggestion.confirm")
    assert json.loads(row.details)["by_token"] == asking.token
    assert programme.services.audit.verify().ok


def test_rows_of_the_browser_say_nothing_of_a_token(programme, asking, about):
    decide(asking, about, CONFIRM, 0)
    programme.post(f"/suggestions/{about}/undo", seen_version="1")

    by = [json.loads(row.details).get("by_token") for row in rows(programme)]
    assert by == [asking.token, None]


def test_nobody_confirms_unread(programme, asking, about):
    for body in ({"action": "confirm"}, {"action": "confirm", "reasons_read": False}):
        said = decide(asking, about, body, 0)
        assert problem(said) == (422, "fields")
        assert said.json["errors"][0]["pointer"] == "/reasons_read"
    assert stands(programme, about) == ("proposed", 0)


def test_the_way_to_a_job(programme, asking, about):
    to_meeting(asking, about)
    hired = decide(
        asking, about, {"action": "hire", "day": "2030-02-01", "card": {"time": "07:30"}}, 5
    )

    assert (hired.json["state"], hired.json["version"]) == ("hired", 6)
    placement = asking.get(f"/placements/{hired.json['made']}").json
    assert (placement["state"], placement["starts_on"]) == ("planned", "2030-02-01")
    assert placement["first_day"]["time"] == "07:30"
    assert asking.get(f"/suggestions/{about}").json["placement"] == placement["id"]
    messages = [one.template for one in programme.services.outbox.messages()]
    assert "present" in messages


def test_a_trial_goes_on_as_a_job_or_ends_as_it_was(programme, asking, about):
    to_meeting(asking, about)
    trial = decide(asking, about, {"action": "try", "day": "2030-01-10"}, 5)
    assert trial.json["state"] == "trial"

    hired = decide(asking, about, {"action": "hire"}, 6, key="same")

    assert hired.json["state"] == "hired"
    # What a trial needs is not asked for again when the answer was lost on the way.
    assert decide(asking, about, {"action": "hire"}, 6, key="same").data == hired.data


def test_not_hired_needs_a_reason_of_its_own(programme, asking, about):
    to_meeting(asking, about)

    wrong = decide(asking, about, {"action": "not_hire", "reason": "wrong_trade"}, 5)
    right = decide(asking, about, {"action": "not_hire", "reason": "not_hiring_now"}, 5)

    assert problem(wrong) == (422, "fields")
    assert wrong.json["errors"][0]["pointer"] == "/reason"
    assert right.json["state"] == "not_hired"


def test_a_decline_with_a_reason_and_an_undo(programme, asking, about):
    body = {"action": "decline", "reason": "too_far", "note": "över en timme"}
    declined = decide(asking, about, body, 0)
    undone = decide(asking, about, {"action": "undo"}, 1)

    assert declined.json["state"] == "declined"
    assert undone.json["state"] == "proposed"
    assert [one.note for one in programme.decisions()] == [None, "över en timme"]


def test_a_fact_that_is_missing_and_is_given(asking, about):
    body = {"action": "need_info", "note": "timmar?"}

    assert decide(asking, about, body, 0).json["state"] == "needs_info"
    assert decide(asking, about, {"action": "give_info"}, 1).json["state"] == "proposed"


def test_a_suggestion_is_handed_over(programme, asking, about):
    programme.services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    his = program(programme, "Bo Ek")
    assert problem(his.get(f"/suggestions/{about}")) == (404, "not_found")

    assert decide(asking, about, {"action": "hand_over", "to": "bo.ek"}, 0).status_code == 200

    assert his.get(f"/suggestions/{about}").json["handed_to"] == "Bo Ek"


def test_what_led_to_not_seeing_somebody_is_answered_again(programme, asking, about):
    """Whoever a suggestion was handed to sees the person until it ends, and ends it with a no."""
    programme.services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    his = program(programme, "Bo Ek")
    decide(asking, about, {"action": "hand_over", "to": "Bo Ek"}, 0)
    body = {"action": "decline", "reason": "too_far"}

    first = decide(his, about, body, 1, key="no")
    again = decide(his, about, body, 1, key="no")

    assert problem(his.get(f"/suggestions/{about}")) == (404, "not_found")
    assert first.data == again.data
    assert first.json["state"] == "declined"


@pytest.mark.parametrize("said", ["refuse", "not_now", "withdraw"])
def test_a_person_says_no(programme, asking, about, said):
    decide(asking, about, CONFIRM, 0)
    answer(asking, about, {"action": "ask"}, 1)

    done = answer(asking, about, {"action": said, "mode": "interpreter"}, 2)

    states = {"refuse": "declined", "not_now": "not_now", "withdraw": "withdrawn"}
    assert done.json["state"] == states[said]


def test_a_yes_says_how_far_it_reaches(programme, asking, about):
    decide(asking, about, CONFIRM, 0)
    answer(asking, about, {"action": "ask"}, 1)

    silent = answer(asking, about, {"action": "accept", "mode": "phone"}, 2)
    alone = answer(asking, about, {"action": "accept", "mode": "self", "up_to": "code"}, 2)

    assert problem(silent) == (422, "fields.here")
    assert silent.json["errors"][0]["pointer"] == "/up_to"
    assert problem(alone) == (422, "fields")
    done = answer(asking, about, {"action": "accept", "mode": "phone", "up_to": "code"}, 2)
    assert done.json["state"] == "accepted"
    assert asking.get(f"/suggestions/{about}").json["permitted"] == ["code"]


def test_the_rules_of_the_page_hold(programme, asking, about):
    early = decide(asking, about, {"action": "present"}, 0)
    assert problem(early) == (409, "move.not_now")
    text = {"action": "decline", "reason": "too_far", "note": "ring 19811218-9876"}
    assert problem(decide(asking, about, text, 0)) == (422, "personal_number")
    assert "9876" not in decide(asking, about, text, 0).text
    assert stands(programme, about) == ("proposed", 0)


def test_a_full_line_says_who_was_first(programme, asking, about):
    with programme.services.units(write=True) as unit:
        opening = unit.openings.get(OpeningId("O001"))
        unit.openings.put([replace(opening, presentation_slots=1)])
        unit.commit()
    other = next(
        one for one in programme.suggest("P002") if programme.suggestion(one).opening == "O001"
    )
    decide(asking, other, CONFIRM, 0)

    full = decide(asking, about, CONFIRM, 0)

    assert problem(full) == (409, "slots.taken")
    assert full.json["by"] == "Anna Ek"
    assert full.json["at"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/action"),
        ({"action": "accept"}, "/action"),
        ({"action": "decline"}, "/reason"),
        ({"action": "decline", "reason": "because"}, "/reason"),
        ({"action": "decline", "reason": "too_far", "to": "Bo"}, "/to"),
        ({"action": "confirm", "reasons_read": True, "extra": 1}, "/extra"),
        ({"action": "decline", "reason": "too_far", "note": "x" * 301}, "/note"),
        ({"action": "meet", "times": ["2030-01-01T10:00:00"]}, "/times/0"),
        ({"action": "hire", "day": "2030-02-01", "card": {}}, "/card/time"),
        ({"action": "hire", "day": "2030-02-01"}, "/card"),
        ({"action": "try"}, "/day"),
    ],
)
def test_each_field_that_cannot_be_used_is_named(programme, asking, about, body, pointer):
    said = decide(asking, about, body, 0)

    assert problem(said) == (422, "fields")
    assert pointer in [one["pointer"] for one in said.json["errors"]]
    assert {one["in"] for one in said.json["errors"]} == {"body"}
    assert stands(programme, about) == ("proposed", 0)


def test_what_is_no_json_cannot_be_read(asking, about):
    said = asking.ask(
        "POST",
        f"/suggestions/{about}/decisions",
        {"data": "{", "content_type": "application/json"},
        **{"Idempotency-Key": "k", "If-Match": '"0"'},
    )

    assert problem(said) == (400, "unreadable")


def test_too_much_at_once_is_refused(asking, about):
    said = decide(asking, about, {"action": "need_info", "note": "x" * 70_000}, 0)

    assert problem(said) == (413, "too_large")


def test_nobody_decides_about_people_of_another(programme, asking):
    add_people(programme, "P004")
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P004")], bo, Role.LINKWORKER, by="chief")
    [his, *_] = programme.suggest("P004")

    refused = [decide(asking, one, CONFIRM, 0) for one in (his, "not-there")] + [
        answer(asking, one, {"action": "ask"}, 0) for one in (his, "not-there")
    ]

    assert {problem(one) for one in refused} == {(404, "not_found")}
    assert stands(programme, his) == ("proposed", 0)


def test_a_role_that_may_not_decide_is_told_nothing(programme, about):
    services = programme.services
    services.accounts.invite("Cora Coach", Role.JOB_COACH, by="chief")
    cora = services.accounts.named("Cora Coach")
    services.caseloads.assign([ParticipantCode("P001")], cora, Role.JOB_COACH, by="chief")
    asking = program(programme, "Cora Coach")

    assert asking.get(f"/suggestions/{about}").status_code == 200
    assert problem(decide(asking, about, CONFIRM, 0)) == (404, "not_found")
    assert problem(answer(asking, about, {"action": "ask"}, 0)) == (404, "not_found")
    assert problem(asking.post("/participants/P001/suggestions")) == (404, "not_found")


def test_somebody_whose_identity_was_protected_since_is_not_there(programme, asking, about):

    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(person, protected_identity=True)])
        unit.commit()

    assert problem(asking.get(f"/suggestions/{about}")) == (404, "not_found")
    assert problem(decide(asking, about, CONFIRM, 0)) == (404, "not_found")
    with pytest.raises(NotFound):
        programme.services.review.confirm(Request(about, 0, "Anna Ek"))
