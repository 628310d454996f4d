"""Placements and follow-ups over the API: listed, shown and moved as on their page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from functional.api_client import problem, program
from functional.api_deciding import decide, to_meeting
from functional.test_api_participants import add_people
from functional.web_programme import EverythingFits, build, people

from matcher.domain.follow_up import FollowUp
from matcher.domain.ids import ParticipantCode, PlacementId
from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.periods import FollowUpPoint
from matcher.domain.role import Role


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


def hired(programme, asking, code="P001"):
    """Hire somebody over the API and return the id of the placement, which has version 1."""
    about = next(
        one for one in programme.suggest(code) if programme.suggestion(one).opening == "O001"
    )
    to_meeting(asking, about)
    body = {"action": "hire", "day": "2026-02-02", "card": {"time": "07:30", "door": "bakom"}}
    done = decide(asking, about, body, 5)
    assert done.status_code == 200, done.text
    return done.json["made"]


def move(asking, placement, body, seen, **more):
    return asking.post(f"/placements/{placement}/moves", body, seen=seen, **more)


def ids_of(answer):
    return [one["id"] for one in answer.json["items"]]


def test_a_placement_with_its_follow_ups(programme, asking):
    placement = hired(programme, asking)

    answer = asking.get(f"/placements/{placement}")

    said = answer.json
    assert answer.headers["ETag"].startswith('"1-')
    assert (said["state"], said["participant"], said["opening"]) == ("planned", "P001", "O001")
    assert said["first_day"]["door"] == "bakom"
    assert [one["point"] for one in said["follow_ups"]] == [one.value for one in FollowUpPoint]
    assert {"start", "not_start"} <= set(said["possible"])
    assert len(programme.services.looks.of(ParticipantCode("P001"))) == 1


def test_it_starts_goes_on_and_is_completed(programme, asking):
    placement = hired(programme, asking)

    for number, (body, state) in enumerate(
        [
            ({"action": "start", "day": "2026-02-02"}, "started"),
            ({"action": "go_on"}, "ongoing"),
            ({"action": "complete", "day": "2026-08-31"}, "completed"),
        ]
    ):
        done = move(asking, placement, body, number + 1)
        assert (done.json["kind"], done.json["state"]) == ("placement", state)
    with programme.services.units() as unit:
        rows = [one for one in unit.audit.events() if one.object_kind == "placement"]
    assert {json.loads(one.details)["by_token"] for one in rows} == {asking.token}


def test_it_ends_early_or_never_starts(programme, asking):
    placement = hired(programme, asking)
    body = {"action": "not_start", "party": "employer", "reason": "work_not_there"}

    assert move(asking, placement, body, 1).json["state"] == "did_not_start"

    add_people(programme, "P004", experiences=people()[0].experiences)
    other = hired(programme, asking, "P004")
    move(asking, other, {"action": "start", "day": "2026-02-02"}, 1)
    body = {"action": "end_early", "party": "participant", "reason": "wants_other"}
    missing = move(asking, other, body, 2)
    assert problem(missing) == (422, "fields")
    done = move(asking, other, body | {"day": "2026-03-01"}, 2)
    assert done.json["state"] == "ended_early"


def test_the_card_for_the_first_day_is_written(programme, asking):
    placement = hired(programme, asking)

    done = move(asking, placement, {"action": "write_card", "card": {"time": "06:00"}}, 1)

    assert done.status_code == 200
    assert asking.get(f"/placements/{placement}").json["first_day"]["time"] == "06:00"


def test_a_move_is_done_once_and_at_the_version_that_was_seen(programme, asking):
    placement = hired(programme, asking)
    start = {"action": "start", "day": "2026-02-02"}

    first = move(asking, placement, start, 1, key="k")

    assert move(asking, placement, start, 1, key="k").data == first.data
    other = move(asking, placement, {"action": "start", "day": "2026-02-03"}, 1, key="k")
    assert problem(other) == (422, "key.other")
    late = move(asking, placement, {"action": "go_on"}, 1)
    assert problem(late) == (412, "changed")
    assert late.json["by"] == "Anna Ek"
    assert problem(asking.post(f"/placements/{placement}/moves", start)) == (
        428,
        "if_match.missing",
    )


def test_lists_have_those_of_people_whom_the_account_may_see(programme, asking):
    [first, *_] = people()
    add_people(programme, "P004", experiences=first.experiences)
    mine, other = hired(programme, asking), hired(programme, asking, "P004")
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P004")], bo, Role.LINKWORKER, by="chief")
    his = program(programme, "Bo Ek")

    assert ids_of(asking.get("/placements")) == [mine]
    assert ids_of(his.get("/placements")) == [other]
    assert ids_of(asking.get("/placements?state=completed")) == []
    assert {one["participant"] for one in asking.get("/follow-ups").json["items"]} == {"P001"}
    for path in (f"/placements/{other}", f"/placements/{other}/follow-ups/two_weeks"):
        assert problem(asking.get(path)) == (404, "not_found")
        assert his.get(path).status_code == 200
    start = {"action": "start", "day": "2026-02-02"}
    assert problem(move(asking, other, start, 1)) == (404, "not_found")


def test_a_protected_identity_is_in_no_list(programme, asking):
    placement = hired(programme, asking)
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(person, protected_identity=True)])
        unit.commit()

    assert ids_of(asking.get("/placements")) == []
    assert asking.get("/follow-ups").json["items"] == []
    assert problem(asking.get(f"/placements/{placement}")) == (404, "not_found")


def due(programme, placement):
    """Let the first follow-up be due."""
    with programme.services.units(write=True) as unit:
        before = unit.follow_ups.get(PlacementId(placement), FollowUpPoint.TWO_WEEKS)
        after = FollowUp(
            before.placement, before.point, before.due_on, FollowUpState.DUE, version=1
        )
        unit.follow_ups.save(after)
        unit.commit()


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ({"action": "answer"}, "answered"),
        ({"action": "waive", "reason": "person_declines"}, "waived"),
    ],
)
def test_a_follow_up_is_answered_or_waived(programme, asking, body, state):
    placement = hired(programme, asking)
    path = f"/placements/{placement}/follow-ups/two_weeks"
    early = asking.post(f"{path}/moves", {"action": "answer"}, seen=0)
    assert problem(early) == (409, "move.not_now")
    due(programme, placement)
    [listed] = asking.get("/follow-ups?state=due").json["items"]
    assert listed["follow_up"]["point"] == "two_weeks"

    done = asking.post(f"{path}/moves", body, seen=asking.get(path).headers["ETag"], key="k")

    assert done.json["state"] == state
    assert asking.get(path).json["state"] == state
    assert done.data == asking.post(f"{path}/moves", body, seen=1, key="k").data
    assert problem(asking.post(f"{path}/moves", body, seen=1)) == (412, "changed")


def test_a_follow_up_is_not_waived_without_a_reason(programme, asking):
    placement = hired(programme, asking)
    path = f"/placements/{placement}/follow-ups"

    silent = asking.post(f"{path}/two_weeks/moves", {"action": "waive"}, seen=0)

    assert problem(silent) == (422, "fields")
    assert problem(asking.get(f"{path}/tomorrow")) == (404, "not_found")
    assert problem(asking.post(f"{path}/tomorrow/moves", {"action": "answer"}, seen=0)) == (
        404,
        "not_found",
    )


def test_follow_ups_page_by_page(programme, asking):
    hired(programme, asking)
    found, path = [], "/follow-ups?limit=3"
    while path:
        answer = asking.get(path)
        found += [one["follow_up"]["point"] for one in answer.json["items"]]
        path = answer.json["next"]

    assert len(found) == len(FollowUpPoint)
    assert set(found) == {one.value for one in FollowUpPoint}
    wrong = asking.get("/placements?limit=1").json["next"]
    assert wrong is None
