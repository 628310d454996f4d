"""Suggestions over the API: as they stand, and asked for anew once for each key."""

from __future__ import annotations

import pytest
from functional.api_client import problem, program
from functional.api_deciding import at_once
from functional.test_api_participants import add_people
from functional.web_programme import EverythingFits, NothingFits, build, people

from matcher.domain.command import Request
from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import ParticipantState
from matcher.domain.permission import FieldGroup
from matcher.domain.role import Role
from matcher.domain.suggestion import Action, AnswerMode


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


def runs(programme):
    with programme.services.units() as unit:
        return [one for one in unit.audit.events() if one.action == "suggestions.made"]


def test_a_list_is_made_once_for_each_key(programme, asking):
    first = asking.post("/participants/P001/suggestions", key="monday")
    again = asking.post("/participants/P001/suggestions", key="monday")
    other = asking.post("/participants/P001/suggestions", key="tuesday")

    assert first.status_code == again.status_code == 200
    assert first.data == again.data
    assert first.json["state"] == "listed"
    assert other.json["id"] != first.json["id"]
    assert [row.object_id for row in runs(programme)] == [first.json["id"], other.json["id"]]
    assert {row.actor for row in runs(programme)} == {"Anna Ek"}
    assert all(f'"by_token":"{asking.token}"' in row.details for row in runs(programme))


def test_the_key_of_a_list_is_for_nobody_else(asking):
    asking.post("/participants/P001/suggestions", key="monday")

    other = asking.post("/participants/P002/suggestions", key="monday")

    assert problem(other) == (422, "key.other")


def test_two_programs_may_choose_the_same_key(programme, asking):
    first = asking.post("/participants/P001/suggestions", key="1")
    second = program(programme).post("/participants/P001/suggestions", key="1")

    assert second.status_code == 200
    assert first.json["id"] != second.json["id"]


def test_a_list_as_the_page_shows_it(programme, asking):
    made = asking.post("/participants/P001/suggestions").json

    listed = asking.get("/participants/P001/suggestions").json["items"]

    assert [one["id"] for one in listed] == made["also"]
    with programme.services.units() as unit:
        stored = {one.id: one for one in unit.suggestions.current(ParticipantCode("P001"))}
    for one in listed:
        assert one["score"] == stored[one["id"]].score
        assert sum(one["contributions"].values()) == pytest.approx(one["score"])
        assert one["band"] == stored[one["id"]].band
        assert one["reasons_for"] + one["reasons_against"] + one["missing_facts"]
    [look] = programme.services.looks.of(ParticipantCode("P001"))
    assert look.by == "Anna Ek"


def test_when_nothing_fits_it_is_said_why_and_what_is_nearest(tmp_path):
    programme = build(tmp_path, kind=NothingFits)
    asking = program(programme)

    made = asking.post("/participants/P001/suggestions")
    said = asking.get("/participants/P001/suggestions").json

    assert (made.json["state"], made.json["also"]) == ("empty", [])
    assert said["items"] == []
    assert said["none_because"]["text"]
    assert said["none_because"]["shortest_way"][0]["in_the_way"]
    programme.services.stop_switch.stop(by="chief", reason="prov")
    assert asking.get("/participants/P001/suggestions").json["none_because"] is None


def test_somebody_who_is_not_looking_gets_the_same_empty_answer_again(programme, asking):
    add_people(programme, "P004", state=ParticipantState.PAUSED)

    first = asking.post("/participants/P004/suggestions", key="k")

    assert (first.json["state"], first.json["id"]) == ("empty", "")
    assert first.data == asking.post("/participants/P004/suggestions", key="k").data
    assert runs(programme) == []


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "Check: may the person work?"), ("sv", "Kontrollera"), ("ar", "تحق")]
)
def test_reasons_are_said_in_the_language_asked_for(asking, lang, word):
    asking.post("/participants/P001/suggestions")

    answer = asking.get("/participants/P001/suggestions", **{"Accept-Language": lang})

    texts = [fact["text"] for one in answer.json["items"] for fact in one["missing_facts"]]
    assert any(word in text for text in texts), texts


def test_one_suggestion_with_what_its_moves_rest_on(programme, asking):
    [first, *_] = programme.suggest()
    programme.services.review.confirm(Request(first, 0, "Anna Ek"))

    answer = asking.get(f"/suggestions/{first}")

    said = answer.json
    assert answer.headers["ETag"].startswith('"1-')
    assert (said["state"], said["version"]) == ("confirmed", 1)
    assert [one["action"] for one in said["history"]] == ["confirm"]
    assert said["history"][0]["by"] == "Anna Ek"
    assert {"ask", "undo"} == set(said["possible"])
    assert said["permitted"] == said["told"] == []
    assert said["placement"] is None


def test_a_list_of_people_for_an_opening_names_those_whom_the_account_may_see(programme, asking):
    [first, *_] = people()
    add_people(programme, "P004", "P005", experiences=first.experiences)
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P004")], bo, Role.LINKWORKER, by="chief")

    made = asking.post("/openings/O001/suggestions", key="k")
    mine = asking.get("/openings/O001/suggestions").json["items"]
    his = program(programme, "Bo Ek").get("/openings/O001/suggestions").json["items"]

    assert {one["participant"] for one in mine} == {"P001", "P005"}
    assert {one["participant"] for one in his} == {"P004"}
    assert set(made.json["also"]) == {one["id"] for one in mine}
    assert made.data == asking.post("/openings/O001/suggestions", key="k").data
    assert len(runs(programme)) == 1


def test_two_processes_asked_at_once_under_one_key_make_one_list(programme):
    """Within one process they wait for each other; the services by themselves do not."""
    suggest = programme.services.suggest
    asked = Request("P001", 0, "Anna Ek", key="api:k")
    code = ParticipantCode("P001")

    outcomes = at_once(*[lambda: suggest.once_for_participant(code, 10, asked)] * 4)

    assert len({one.id for one in outcomes}) == 1
    assert len(runs(programme)) == 1


def test_an_advertisement_has_no_line(asking):
    assert problem(asking.get("/openings/A001/suggestions")) == (404, "not_found")
    assert problem(asking.post("/openings/A001/suggestions")) == (404, "not_found")
    assert problem(asking.get("/openings/O999/suggestions")) == (404, "not_found")


def test_while_suggestions_are_stopped_none_are_made(programme, asking):
    programme.services.stop_switch.stop(by="chief", reason="prov")

    answer = asking.post("/participants/P001/suggestions", key="k")

    assert problem(answer) == (423, "suggestions.stopped")
    assert "chief" in answer.json["detail"]
    assert problem(asking.post("/openings/O001/suggestions")) == (423, "suggestions.stopped")
    assert runs(programme) == []
    programme.services.stop_switch.start(by="chief")
    assert asking.post("/participants/P001/suggestions", key="k").status_code == 200


def test_nothing_is_made_for_a_protected_identity_not_even_for_the_named_handler(programme, asking):
    services = programme.services
    anna = services.accounts.named("Anna Ek")
    services.caseloads.assign(
        [ParticipantCode("P003")], anna, Role.LINKWORKER, by="chief", named=True
    )

    said = asking.get("/participants/P003/suggestions").json
    assert said == {"items": [], "none_because": None}
    assert problem(asking.post("/participants/P003/suggestions")) == (404, "not_found")
    assert runs(programme) == []


@pytest.mark.parametrize("key", ["", " ", "a b", "å", "x" * 201])
def test_a_post_needs_a_key(asking, key):
    answer = asking.ask(
        "POST", "/participants/P001/suggestions", **({"Idempotency-Key": key} if key else {})
    )

    assert problem(answer) == (400, "idempotency_key.missing")


def test_what_may_be_told_stands_beside_a_suggestion(programme, asking):

    services = programme.services
    about = next(one for one in programme.suggest() if programme.suggestion(one).opening == "O001")
    services.review.confirm(Request(about, 0, "Anna Ek"))
    services.asking.ask(Request(about, 1, "Anna Ek"))
    before = asking.get(f"/suggestions/{about}")
    services.asking.answer(
        Request(about, 2, "Anna Ek"), Action.ACCEPT, AnswerMode.PHONE, FieldGroup.SKILLS
    )

    after = asking.get(f"/suggestions/{about}")

    assert before.json["permitted"] == []
    assert after.json["permitted"] == ["code", "skills"]
    assert after.headers["ETag"] != before.headers["ETag"]
