"""People written one by one over the API: the rules of imports, and nothing but what is said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from functional.api_client import client_of, problem, program
from functional.test_api_imports import people
from functional.test_api_participants import add_people
from functional.web_programme import OWN_WORDS, EverythingFits, build

from matcher.domain.ids import ParticipantCode
from matcher.domain.participant import Availability, Shift
from matcher.domain.role import Role
from matcher.domain.suggestion import SuggestionState
from matcher.domain.token_scope import TokenScope
from web.api_client import problems

ONE = "/participants/P001"
NEW = {"code": "P010", "preferred_language": "so", "hours_min": 20, "shifts": ["day", "evening"]}


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path, kind=EverythingFits)


@pytest.fixture
def asking(programme):
    return program(programme)


def tag(asking, where=ONE):
    return asking.get(where).headers["ETag"]


def change(asking, body, where=ONE, **more):
    return asking.patch(where, body, seen=more.pop("seen", None) or tag(asking, where), **more)


def only(answer):
    [fault] = answer.json["rejected"]
    return fault


def put(programme, **more):
    with programme.services.units(write=True) as unit:
        unit.participants.put([replace(unit.participants.get(ParticipantCode("P001")), **more)])
        unit.commit()


def test_somebody_new_comes_into_the_caseload_and_can_be_taken_back(programme, asking):
    answer = asking.post("/participants", NEW)

    assert answer.status_code == 200, answer.text
    assert (answer.json["code"], answer.json["change"]) == ("P010", "created")
    assert people(programme)["P010"].availability == Availability(
        20, shifts=frozenset({Shift.DAY, Shift.EVENING})
    )
    assert asking.get("/participants/P010").json["preferred_language"] == "so"
    batch = asking.get(f"/imports/{answer.json['batch']}").json
    assert (batch["created"], batch["file"], batch["by"]) == (1, "Case system", "Anna Ek")
    assert asking.post(f"/imports/{answer.json['batch']}/undo").status_code == 200
    assert "P010" not in people(programme)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(programme, asking):
    before = people(programme)

    new = asking.post("/participants?dry_run=true", NEW)
    same = change(asking, {"preferred_language": before["P001"].preferred_language}, f"{ONE}")
    other = change(asking, {"hours_min": 12}, f"{ONE}?dry_run=true", seen=tag(asking))
    wrong = asking.post("/participants?dry_run=true", NEW | {"hours_min": "many"})

    assert (new.json["change"], new.json["batch"], new.json["dry_run"]) == ("created", None, True)
    assert same.json["change"] == "unchanged"
    assert (other.json["change"], other.json["batch"]) == ("updated", None)
    assert only(wrong)["column"] == "hours_min"
    assert people(programme) == before


def test_it_is_done_once_under_a_key(programme, asking):
    first = asking.post("/participants", NEW, key="new")
    seen = tag(asking)
    changed = change(asking, {"hours_min": 12}, seen=seen, key="hours")

    assert asking.post("/participants", NEW, key="new").json == first.json
    assert asking.patch(ONE, {"hours_min": 12}, seen=seen, key="hours").json == changed.json
    assert problem(asking.post("/participants", NEW | {"hours_min": 9}, key="new")) == (
        422,
        "key.other",
    )
    assert problem(asking.patch(ONE, {"hours_min": 9}, seen=seen, key="hours")) == (
        422,
        "key.other",
    )
    assert len(programme.services.intake.batches()) == 2


def test_a_fault_says_field_value_and_what_to_do(programme, asking):
    before = people(programme)

    unknown = asking.post("/participants", NEW | {"hours_mni": 3})
    no_code = asking.post("/participants", {"preferred_language": "so"})
    number = change(asking, {"experience_1": "Jag heter 19900101-1239"})
    step = change(asking, {"wished_steps": "kitchens.kitchen_portr"})

    assert problem(unknown) == (422, "rows")
    assert (only(unknown)["column"], only(unknown)["mend"]) == (
        "hours_mni",
        "Did you mean 'hours_min'? Rename the column, or take it away.",
    )
    assert only(no_code)["column"] == "code"
    assert (only(number)["column"], only(number)["value"]) == ("experience_1", None)
    assert (only(step)["column"], only(step)["value"]) == (
        "wished_steps",
        "kitchens.kitchen_portr",
    )
    assert "kitchens.kitchen_porter" in only(step)["mend"]
    assert people(programme) == before


def test_a_code_that_is_taken_is_refused_whoever_has_it(programme, asking):
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    bo = services.accounts.named("Bo Ek")
    services.caseloads.assign([ParticipantCode("P002")], bo, Role.LINKWORKER, by="chief")
    before = people(programme)

    own = asking.post("/participants", {"code": "P001", "preferred_language": "so"})
    his = asking.post("/participants", {"code": "P002", "preferred_language": "so"})

    assert (problem(own), only(own)["column"], only(own)["value"]) == (
        (422, "rows"),
        "code",
        "P001",
    )
    assert (problem(his), only(his)["column"]) == ((422, "rows"), "code")
    hidden = asking.patch("/participants/P002", {"hours_min": 3}, seen=f'"{"0" * 16}"')
    assert problem(hidden) == (404, "not_found")
    assert people(programme) == before


def test_what_is_not_named_stays(programme, asking):
    put(
        programme,
        availability=Availability(10, 30, frozenset({Shift.NIGHT})),
    )
    before = people(programme)["P001"]

    answer = change(asking, {"hours_min": 15, "experience_1_months": 24})

    after = people(programme)["P001"]
    assert answer.json["change"] == "updated"
    assert after.availability == Availability(15, 30, frozenset({Shift.NIGHT}))
    assert after.experiences[0] == replace(before.experiences[0], months=24)
    assert after.experiences[0].text == OWN_WORDS
    assert (
        replace(after, availability=before.availability, experiences=before.experiences) == before
    )


def test_null_empties_and_what_cannot_be_empty_says_so(programme, asking):
    put(programme, driving_licence=True)

    change(asking, {"driving_licence": None, "experience_1": None})
    refused = change(asking, {"preferred_language": None, "phone_only": ""})

    after = people(programme)["P001"]
    assert (after.driving_licence, after.experiences) == (None, ())
    assert problem(refused) == (422, "rows")
    assert [one["column"] for one in refused.json["rejected"]] == [
        "phone_only",
        "preferred_language",
    ]


def test_a_change_says_which_profile_it_saw(programme, asking):
    seen = tag(asking)
    assert problem(asking.patch(ONE, {"hours_min": 5})) == (428, "if_match.missing")
    assert problem(asking.patch(ONE, {"hours_min": 5}, seen=0)) == (412, "if_match")

    put(programme, phone_only=True)
    late = asking.patch(ONE, {"hours_min": 5}, seen=seen)
    dry = asking.patch(f"{ONE}?dry_run=true", {"hours_min": 5}, seen=seen)

    assert problem(late) == problem(dry) == (412, "changed")
    assert people(programme)["P001"].availability.hours_per_week_min != 5
    # Read anew it goes; the first part of the tag is enough.
    assert change(asking, {"hours_min": 5}, seen=f'{tag(asking)[:17]}"').status_code == 200


def test_a_change_that_comes_in_between_is_noticed_under_the_lock(programme, asking, monkeypatch):
    seen, plan_one = tag(asking), programme.services.intake.plan_one

    def slow(*args, **kwargs):
        plan = plan_one(*args, **kwargs)
        put(programme, phone_only=True)
        return plan

    monkeypatch.setattr(programme.services.intake, "plan_one", slow)
    late = asking.patch(ONE, {"phone_only": False, "hours_min": 5}, seen=seen)

    assert problem(late) == (412, "changed")
    assert people(programme)["P001"].phone_only
    assert programme.services.intake.batches() == ()


def test_somebody_who_is_added_in_between_is_not_overwritten(programme, asking, monkeypatch):
    plan_one = programme.services.intake.plan_one

    def slow(*args, **kwargs):
        plan = plan_one(*args, **kwargs)
        add_people(programme, "P010", preferred_language="ti")
        return plan

    monkeypatch.setattr(programme.services.intake, "plan_one", slow)
    late = asking.post("/participants", NEW)

    assert problem(late) == (422, "rows")
    assert people(programme)["P010"].preferred_language == "ti"


def test_a_correction_reaches_open_suggestions(programme, asking):
    before = programme.suggest()

    change(asking, {"experience_1": "Jag har sytt kläder i en fabrik."})

    states = {programme.suggestion(one).state for one in before}
    assert states == {SuggestionState.OBSOLETE}


def test_the_named_handler_changes_somebody_with_protected_identity(programme, asking):
    put(programme, protected_identity=True)
    programme.services.caseloads.assign(
        [ParticipantCode("P001")],
        programme.services.accounts.named("Anna Ek"),
        Role.LINKWORKER,
        by="chief",
        named=True,
    )
    where = people(programme)["P001"].place
    assert asking.get(ONE).json["place"] is None

    answer = change(asking, {"hours_min": 7})

    after = people(programme)["P001"]
    assert answer.json["change"] == "updated"
    assert (after.availability.hours_per_week_min, after.protected_identity) == (7, True)
    assert after.place == where


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"{", (400, "unreadable")),
        (b"[]", (422, "fields")),
        (b"{}", (422, "fields")),
        (b"[" * 100_000, (413, "too_large")),
        (b"[" * 50_000, (400, "unreadable")),
    ],
)
def test_what_is_no_row_is_refused(asking, body, told):
    kind = {"Content-Type": "application/json", "Idempotency-Key": "no-row"}

    answer = asking.ask("POST", "/participants", {"data": body}, **kind)

    assert problem(answer) == told


def test_another_media_type_is_refused(asking):
    kind = {"Content-Type": "text/csv", "Idempotency-Key": "csv"}

    answer = asking.ask("POST", "/participants", {"data": b"code\nP010\n"}, **kind)

    assert problem(answer) == (415, "media_type")


def test_it_needs_a_scope_of_its_own(programme):
    reading = program(programme, scopes=[TokenScope.PARTICIPANTS_READ, TokenScope.IMPORTS_WRITE])

    assert problem(reading.post("/participants", NEW)) == (403, "scope.missing")
    assert problem(change(reading, {"hours_min": 5})) == (403, "scope.missing")


def test_who_wrote_it_and_by_which_token_is_in_the_log(programme, asking):
    change(asking, {"hours_min": 5})

    with programme.services.units() as unit:
        [row] = [one for one in unit.audit.events() if one.action == "import.participants"]
    assert (row.actor, json.loads(str(row.details))["by_token"]) == ("Anna Ek", asking.token)


def test_the_client_writes_and_says_what_it_saw(programme, asking):
    with client_of(asking) as stegvis:
        assert stegvis.add_participant(NEW, dry_run=True).batch is None
        stegvis.add_participant(NEW)
        seen = stegvis.participant("P010")
        assert stegvis.change_participant(seen, {"hours_max": 30}).change == "updated"
        with pytest.raises(problems.Overtaken):
            stegvis.change_participant(seen, {"hours_max": 35})
        with pytest.raises(problems.BadRequest) as refused:
            stegvis.change_participant(stegvis.again(seen), {"hours_max": 99})

    assert (refused.value.status, refused.value.code) == (422, "rows")
    [fault] = refused.value.rejected
    assert (fault.column, fault.value) == ("hours_max", "99")
    assert fault.mend
    assert people(programme)["P010"].availability.hours_per_week_max == 30
