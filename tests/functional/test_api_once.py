"""Decisions over the API at the version that was seen, and once for each key."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from functional.api_client import problem, program
from functional.api_deciding import CONFIRM, answer, at_once, decide, rows, stands
from functional.web_programme import EverythingFits, build

from matcher.domain.ids import OpeningId
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
