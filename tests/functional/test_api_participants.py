"""People over the API: whom the account may see, page by page, with tags and problem documents."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from functional.api_client import problem, program
from functional.web_programme import ORGANISATION, OWN_WORDS, build

from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Education, Participant, ParticipantState, Wishes
from matcher.domain.role import Role
from matcher.errors import ArtifactError, Conflict, InvalidTransition


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


def add_people(programme, *codes, **more):
    """Store people and let Anna see them."""
    with programme.services.units(write=True) as unit:
        unit.participants.put(
            [Participant(ORGANISATION, ParticipantCode(code), **more) for code in codes]
        )
        unit.commit()
    programme.sign()


def codes_of(answer):
    return [one["code"] for one in answer.json["items"]]


def all_pages(asking, path):
    """Return the codes of a list, page by page."""
    pages = []
    while path:
        answer = asking.get(path)
        assert answer.status_code == 200, answer.text
        pages.append(codes_of(answer))
        path = answer.json["next"]
    return pages


def test_a_list_has_those_whom_the_account_may_see(programme):
    add_people(programme, "P004", "P005")
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P004")], bo, Role.LINKWORKER, by="chief")

    assert codes_of(program(programme).get("/participants")) == ["P001", "P002", "P005"]
    assert codes_of(program(programme, "Bo Ek").get("/participants")) == ["P004"]


def test_a_list_of_one_state(programme):
    add_people(programme, "P004", state=ParticipantState.PAUSED)

    asking = program(programme)

    assert codes_of(asking.get("/participants?state=paused")) == ["P004"]
    assert codes_of(asking.get("/participants?state=active")) == ["P001", "P002"]
    assert problem(asking.get("/participants?state=gone")) == (422, "fields")


def test_pages_follow_each_other_to_the_end(programme):
    add_people(programme, *(f"P1{number:02}" for number in range(9)))
    asking = program(programme)
    everybody = codes_of(asking.get("/participants"))

    pages = all_pages(asking, "/participants?limit=4")

    assert [len(page) for page in pages] == [4, 4, 3]
    assert [code for page in pages for code in page] == everybody
    assert all_pages(asking, "/participants?limit=11") == [everybody]


def test_people_who_come_or_go_meanwhile_make_nobody_appear_twice_or_be_left_out(programme):
    add_people(programme, *(f"P1{number}0" for number in range(6)))
    asking = program(programme)
    first = asking.get("/participants?limit=4")
    seen = codes_of(first)

    add_people(programme, "P000", "P105", "P145", "P155")
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P120")], bo, Role.LINKWORKER, by="chief")
    rest = [code for page in all_pages(asking, first.json["next"]) for code in page]

    assert seen == ["P001", "P002", "P100", "P110"]
    assert rest == ["P130", "P140", "P145", "P150", "P155"]
    assert not set(seen) & set(rest)


@pytest.mark.parametrize(
    "cursor", ["abc", "W10=", "e30=", "WyJ4IiwgIlAwMDEiXQ==", "%FF", "W1tbW1tb" * 30]
)
def test_a_cursor_that_is_none_is_refused(programme, cursor):
    assert problem(program(programme).get(f"/participants?cursor={cursor}")) == (422, "cursor")


def test_a_cursor_fits_its_own_filters_only(programme):
    asking = program(programme)
    onward = asking.get("/participants?limit=1&state=active").json["next"]

    assert "state=active" in onward
    assert asking.get(onward).status_code == 200
    assert problem(asking.get(onward.replace("active", "paused"))) == (422, "cursor")


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "1.5"])
def test_a_page_has_its_bounds(programme, limit):
    answer = program(programme).get(f"/participants?limit={limit}")

    assert problem(answer) == (422, "fields")
    [fault] = answer.json["errors"]
    assert (fault["in"], fault["pointer"]) == ("query", "/limit")


def test_one_person_as_her_page_shows_her(programme):
    said = program(programme).get("/participants/P001").json

    assert said["code"] == "P001"
    assert said["place"] == {"municipality": "Göteborg", "district": "Hjällbo"}
    assert said["experiences"][0]["text"] == OWN_WORDS
    assert said["languages"] == [{"tag": "ar", "level": None}]
    assert {one["level"] for one in said["swedish"]} == {"A1"}
    assert said["driving_licence"] is False
    assert program(programme).get("/participants/P002").json["certificates"] is None


def test_what_no_page_of_the_staff_shows_is_not_said(programme):
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        secret = replace(
            person,
            education=Education(5, "qxschool"),
            wishes=Wishes(unwanted=frozenset({"kitchens.cook"})),
            is_adult=True,
        )
        unit.participants.put([secret])
        unit.commit()

    text = program(programme).get("/participants/P001").text

    assert "qxschool" not in text
    assert "kitchens.cook" not in text
    assert "adult" not in text
    assert "57.7" not in text


def test_unknown_and_forbidden_look_the_same(programme):
    add_people(programme, "P004")
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P004")], bo, Role.LINKWORKER, by="chief")
    asking = program(programme)

    answers = [asking.get(f"/participants/{code}") for code in ("P004", "P003", "P999")]

    assert {problem(one) for one in answers} == {(404, "not_found")}
    told = [{k: v for k, v in one.json.items() if k != "instance"} for one in answers]
    assert told[0] == told[1] == told[2]


def test_a_protected_identity_is_shown_to_her_named_handler_masked_and_recorded(programme):
    services = programme.services
    anna = services.accounts.named("Anna Ek")
    services.caseloads.assign(
        [ParticipantCode("P003")], anna, Role.LINKWORKER, by="chief", named=True
    )
    asking = program(programme)

    answer = asking.get("/participants/P003")

    assert answer.status_code == 200
    assert answer.json["protected_identity"] is True
    assert answer.json["place"] is None
    assert "P003" not in codes_of(asking.get("/participants"))
    with services.units() as unit:
        [row] = [one for one in unit.audit.events() if one.action == "protected.viewed"]
    assert row.actor == "Anna Ek"
    assert json.loads(row.details)["by_token"] == asking.token


def test_who_looked_is_on_record(programme):
    program(programme).get("/participants/P001")

    [look] = programme.services.looks.of(ParticipantCode("P001"))
    assert (look.by, look.what) == ("Anna Ek", "profile")


def test_the_same_answer_need_not_be_sent_again(programme):
    asking = program(programme)
    first = asking.get("/participants/P001")

    again = asking.get("/participants/P001", **{"If-None-Match": first.headers["ETag"]})
    other = asking.get("/participants/P002", **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert other.status_code == 200


def test_a_tag_changes_with_what_is_said(programme):
    asking = program(programme)
    first = asking.get("/participants/P001").headers["ETag"]
    with programme.services.units(write=True) as unit:
        person = unit.participants.get(ParticipantCode("P001"))
        unit.participants.put([replace(person, driving_licence=True)])
        unit.commit()

    again = asking.get("/participants/P001", **{"If-None-Match": first})
    assert again.status_code == 200
    assert again.headers["ETag"] != first


def test_a_tag_holds_for_a_compressed_answer_too(programme):
    asking = program(programme)
    packed = {"Accept-Encoding": "gzip"}
    first = asking.get("/participants/P001", **packed)

    again = asking.get("/participants/P001", **packed, **{"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Encoding"] == "gzip"
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (InvalidTransition("no"), 409, "invalid_transition"),
        (Conflict("no", code="busy"), 409, "busy"),
        (Conflict("no", code="changed", by="Bo"), 412, "changed"),
        (Conflict("no", code="key.other"), 422, "key.other"),
        (ArtifactError("secret path"), 503, "unavailable"),
        (RuntimeError("secret state"), 500, "internal"),
    ],
)
def test_every_error_is_a_problem_document(programme, error, status, code):
    asking = program(programme)

    def fail(**_):
        raise error

    programme.app.view_functions["api_participants.one"] = fail
    answer = asking.get("/participants/P001")

    assert problem(answer) == (status, code)
    assert "secret" not in answer.text
    assert answer.json["instance"] == "/api/v1/participants/P001"
    assert ("reference" in answer.json) is (status >= 500)


def test_addresses_and_methods_that_are_none_are_problem_documents(programme):
    asking = program(programme)

    assert problem(asking.get("/nowhere")) == (404, "not_found")
    wrong = asking.ask("DELETE", "/participants")
    assert problem(wrong) == (405, "method_not_allowed")
    assert "GET" in wrong.headers["Allow"]


def test_a_personal_number_in_an_address_is_not_repeated(programme):
    answer = program(programme).get("/participants/19811218-9876")

    assert problem(answer) == (404, "not_found")
    assert "9876" not in answer.text


@pytest.mark.parametrize(
    ("lang", "word"), [("sv", "Här finns inget"), ("ar", "لا شيء هنا"), ("en", "There is nothing")]
)
def test_a_problem_is_said_in_the_language_asked_for(programme, lang, word):
    answer = program(programme).get("/participants/P999", **{"Accept-Language": lang})

    assert word in answer.json["detail"]
