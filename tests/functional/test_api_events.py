"""Events over the API: another system follows, and sees no more than the pages show."""

from __future__ import annotations

import pytest
from functional.api_client import problem, program
from functional.web_programme import EverythingFits, build

from matcher.domain.ids import ParticipantCode
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


def move(asking, one, action, seen, **more):
    answer = asking.post(f"/suggestions/{one}/decisions", {"action": action, **more}, seen=seen)
    assert answer.status_code == 200, answer.text
    return answer.json


def followed(asking, limit):
    """Follow the feed as a program does, and return every event and the last page."""
    found, address = [], f"/events?limit={limit}"
    while True:
        page = asking.get(address).json
        found += page["items"]
        address = page["next"]
        if not page["more"]:
            return found, page


def test_another_system_follows_without_missing_or_repeating_anything(programme, asking):
    empty = asking.get("/events").json
    assert (empty["items"], empty["after"], empty["more"]) == ([], None, False)

    first, second = programme.suggest()[:2]
    move(asking, first, "confirm", 0, reasons_read=True)
    move(asking, second, "decline", 0, reason="too_far", note="Qxnote")
    seen = asking.get(empty["next"]).json
    assert [one["action"] for one in seen["items"]] == ["confirm", "decline"]
    assert seen["more"] is False

    quiet = asking.get(seen["next"]).json
    assert (quiet["items"], quiet["after"], quiet["next"]) == ([], seen["after"], seen["next"])

    move(asking, first, "undo", 1)
    rest = asking.get(quiet["next"]).json
    assert [one["action"] for one in rest["items"]] == ["undo"]
    whole, last = followed(asking, 2)
    assert whole == seen["items"] + rest["items"]
    assert last["after"] == rest["after"]
    assert followed(asking, 1)[0] == whole


def test_an_event_says_what_the_page_says_and_no_note(programme, asking):
    about = programme.suggest()[0]
    move(asking, about, "decline", 0, reason="too_far", note="Qxnote")

    answer = asking.get("/events")
    [event] = answer.json["items"]

    assert (event["kind"], event["object"], event["participant"]) == ("suggestion", about, "P001")
    assert (event["by"], event["role"]) == ("Anna Ek", "linkworker")
    told = {name: said for name, said in event["changed"].items() if said is not None}
    assert told == {"before": "proposed", "after": "declined", "reason": "too_far"}
    assert "Qxnote" not in answer.text
    shown = asking.get(f"/suggestions/{about}").json["history"][0]
    assert (shown["at"], shown["by"], shown["role"]) == (event["at"], event["by"], event["role"])


def test_what_one_may_not_see_leaves_no_trace(programme, asking):
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    other = program(programme, "Bo Ek")
    mine = programme.suggest()[0]
    move(asking, mine, "confirm", 0, reasons_read=True)

    nothing = other.get("/events")

    assert nothing.json == {
        "items": [],
        "after": None,
        "more": False,
        "next": "/api/v1/events?limit=50",
    }
    account = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P001")], account, Role.LINKWORKER, by="chief")
    assert [one["object"] for one in other.get("/events").json["items"]] == [mine]
    assert asking.get("/events").json["items"] == []


def test_a_cursor_is_checked(programme, asking):
    assert problem(asking.get("/events?after=0000000000000001")) == (422, "cursor")
    assert problem(asking.get("/events?after=1")) == (422, "cursor")
    assert problem(asking.get("/events?after=")) == (422, "fields")
    assert problem(asking.get("/events?limit=201")) == (422, "fields")


def test_a_cursor_does_not_say_how_much_was_recorded(programme, asking):
    about = programme.suggest()[0]
    move(asking, about, "confirm", 0, reasons_read=True)
    page = asking.get("/events").json
    with programme.services.units() as unit:
        rows = unit.feed.rows()

    assert int(page["after"], 16) > 1000 * rows
    assert "sequence" not in page["items"][0]


def test_it_takes_the_scope_and_a_role_with_a_caseload(programme):
    narrow = program(programme, scopes=[TokenScope.PARTICIPANTS_READ])
    assert problem(narrow.get("/events")) == (403, "scope.missing")
    programme.services.accounts.invite("Per Plan", Role.PLANNER, by="chief")
    assert problem(program(programme, "Per Plan").get("/events")) == (404, "not_found")


def test_what_has_not_changed_is_not_sent_again(programme, asking):
    about = programme.suggest()[0]
    move(asking, about, "confirm", 0, reasons_read=True)
    tag = asking.get("/events").headers["ETag"]

    assert asking.get("/events", **{"If-None-Match": tag}).status_code == 304
