"""Decisions over the API: as on the page, at the version that was seen, once for each key."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import datetime

import pytest
from functional.api_client import client_of, problem, program
from functional.test_api_participants import add_people
from functional.web_programme import EverythingFits, build

from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.role import Role
from matcher.errors import NotFound
from matcher.persistence.commands import SqlCommands
from matcher.persistence.unit_of_work import SqlUnitOfWork


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


CONFIRM = {"action": "confirm", "reasons_read": True}


def decide(asking, about, body, seen, **more):
    return asking.post(f"/suggestions/{about}/decisions", body, seen=seen, **more)


def answer(asking, about, body, seen, **more):
    return asking.post(f"/suggestions/{about}/answers", body, seen=seen, **more)


def stands(programme, about):
    one = programme.suggestion(about)
    return one.state.value, one.version


def rows(programme, start="suggestion."):
    with programme.services.units() as unit:
        return [one for one in unit.audit.events() if one.action.startswith(start)]


def to_meeting(asking, about):
    """Bring a suggestion to the meeting, as a program does; the version is then 5."""
    stegvis = client_of(asking)
    confirmed = stegvis.confirm(stegvis.suggestion(about), reasons_read=True)
    accepted = stegvis.accept(stegvis.ask(confirmed), "phone", "skills")
    times = [datetime.fromisoformat("2030-01-02T10:00:00+01:00")]
    assert stegvis.meet(stegvis.present(accepted), times).version == 5


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


def test_a_move_needs_the_version_that_was_seen(programme, asking, about):
    missing = asking.post(f"/suggestions/{about}/decisions", CONFIRM)

    assert problem(missing) == (428, "if_match.missing")
    for tag in ("*", "0", 'W/"0"', '"x"', '"0", "1"', '"-1"', '"12345678901"'):
        assert problem(decide(asking, about, CONFIRM, tag)) == (412, "if_match"), tag
    assert stands(programme, about) == ("proposed", 0)


def test_the_tag_of_what_was_read_does_compressed_or_not(asking, about):
    tag = asking.get(f"/suggestions/{about}", **{"Accept-Encoding": "gzip"}).headers["ETag"]

    assert tag.endswith(':gzip"')
    assert decide(asking, about, CONFIRM, tag).status_code == 200
    assert answer(asking, about, {"action": "ask"}, 1).status_code == 200


def test_whoever_is_second_is_told_who_was_first(programme, asking, about):
    tag = asking.get(f"/suggestions/{about}").headers["ETag"]
    decide(asking, about, {"action": "decline", "reason": "too_far"}, tag)

    late = decide(program(programme), about, CONFIRM, tag)

    assert problem(late) == (412, "changed")
    assert late.json["by"] == "Anna Ek"
    assert stands(programme, about) == ("declined", 1)


def test_the_same_key_and_body_do_it_once(programme, asking, about):
    first = decide(asking, about, CONFIRM, 0, key="k")
    later = answer(asking, about, {"action": "ask"}, 1)
    again = decide(asking, about, CONFIRM, 0, key="k")

    assert first.data == again.data
    assert (again.status_code, again.json["version"]) == (200, 1)
    assert later.json["version"] == 2
    assert stands(programme, about) == ("asked", 2)
    assert [row.action for row in rows(programme)] == ["suggestion.confirm", "suggestion.ask"]


@pytest.mark.parametrize("seen", [0, 1])
def test_the_same_key_with_another_body_or_version_is_refused(programme, asking, about, seen):
    decide(asking, about, CONFIRM, 0, key="k")

    other = decide(asking, about, {"action": "decline", "reason": "too_far"}, seen, key="k")

    assert problem(other) == (422, "key.other")
    assert problem(decide(asking, about, CONFIRM, 1, key="k")) == (422, "key.other")
    assert stands(programme, about) == ("confirmed", 1)


def test_what_was_refused_can_be_sent_again_under_its_key(programme, asking, about):
    assert decide(asking, about, {"action": "present"}, 0, key="k").status_code == 409

    assert decide(asking, about, CONFIRM, 0, key="k").status_code == 200


def test_an_answer_that_was_lost_on_the_way_is_given_again(programme, asking, about, monkeypatch):
    """The process dies after it was saved and before anything was answered."""
    services, ends = programme.services, [True]
    run = services.commands.run

    def dies(command, act):
        outcome = run(command, act)
        if ends.pop():
            raise RuntimeError("killed")
        return outcome

    monkeypatch.setattr(type(services.commands), "run", lambda _, *both: dies(*both))
    lost = decide(asking, about, CONFIRM, 0, key="k")
    monkeypatch.undo()
    again = decide(asking, about, CONFIRM, 0, key="k")

    assert lost.status_code == 500
    assert (again.status_code, again.json["state"]) == (200, "confirmed")
    assert len(rows(programme)) == 1


def test_what_was_not_saved_is_done_when_it_is_sent_again(programme, asking, about, monkeypatch):
    """The process dies before it was saved: neither the move nor its key is there."""

    def dies(_):
        raise RuntimeError("killed")

    monkeypatch.setattr(SqlUnitOfWork, "commit", dies)
    lost = decide(asking, about, CONFIRM, 0, key="k")
    monkeypatch.undo()

    assert lost.status_code == 500
    assert stands(programme, about) == ("proposed", 0)
    assert decide(asking, about, CONFIRM, 0, key="k").json["state"] == "confirmed"
    assert len(rows(programme)) == 1


def at_once(*calls):
    """Call several functions at the same moment and return what they returned."""
    ready, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        ready.wait()
        found[number] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_at_once_under_one_key_do_it_once(programme, asking, about):
    for _ in range(3):
        version = programme.suggestion(about).version
        action = CONFIRM if version % 2 == 0 else {"action": "undo"}
        key = f"once-{version}"

        first, second = at_once(
            *[lambda: decide(asking, about, action, version, key=key)] * 2  # noqa: B023
        )

        assert first.data == second.data
        assert first.status_code == second.status_code == 200
        assert programme.suggestion(about).version == version + 1
    assert len(rows(programme)) == 3


def test_many_at_once_under_one_key_take_one_slot(programme, asking, about):
    """The last one, so that whoever does not see the key would find the line full."""
    with programme.services.units(write=True) as unit:
        opening = unit.openings.get(OpeningId("O001"))
        unit.openings.put([replace(opening, presentation_slots=1)])
        unit.commit()
    for version in range(0, 8, 2):
        done = at_once(
            *[lambda: decide(asking, about, CONFIRM, version, key=f"k{version}")] * 6  # noqa: B023
        )
        assert {one.status_code for one in done} == {200}
        assert len({one.data for one in done}) == 1
        decide(asking, about, {"action": "undo"}, version + 1)
    assert len(rows(programme)) == 8


def test_whoever_comes_second_without_waiting_is_answered_as_the_first(
    programme, asking, about, monkeypatch
):
    """On a database whose writers do not wait, the second sees the key only when it writes it."""
    first = decide(asking, about, CONFIRM, 0, key="k")
    find, looks = SqlCommands.find, []

    def finds_late(self, key):
        looks.append(key)
        return None if len(looks) <= 2 else find(self, key)

    monkeypatch.setattr(SqlCommands, "find", finds_late)
    second = decide(asking, about, CONFIRM, 0, key="k")

    assert second.data == first.data
    assert len(looks) == 3
    assert len(rows(programme)) == 1


def test_two_at_once_under_two_keys_are_told_apart(programme, asking, about):
    other = program(programme)
    said = at_once(
        lambda: decide(asking, about, CONFIRM, 0),
        lambda: decide(other, about, {"action": "decline", "reason": "too_far"}, 0),
    )

    assert sorted(one.status_code for one in said) == [200, 412]
    assert programme.suggestion(about).version == 1


def test_two_at_once_record_each_its_own_token(programme, asking, about):
    other = program(programme)
    second = next(
        one for one in programme.suggest("P002") if programme.suggestion(one).opening == "O001"
    )
    at_once(lambda: decide(asking, about, CONFIRM, 0), lambda: decide(other, second, CONFIRM, 0))

    by = {row.object_id: json.loads(row.details)["by_token"] for row in rows(programme)}
    assert by == {about: asking.token, second: other.token}


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
        programme.services.review.confirm(about, by="Anna Ek", seen_version=0)
