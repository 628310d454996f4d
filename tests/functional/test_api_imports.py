"""Imports over the API: as the command and the pages, all rows or none, once, and undone."""

from __future__ import annotations

import json

import pytest
from functional.api_client import problem, program
from functional.web_programme import build
from typer.testing import CliRunner

from matcher.cli import imports as command
from matcher.domain.command import Request
from matcher.domain.ids import OpeningId
from matcher.domain.opening import OpeningKind
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope

ROWS = [
    {"code": "P010", "preferred_language": "so", "hours_min": 20},
    {"code": "P001", "preferred_language": "en"},
]
FAULTY = [*ROWS, {"code": "P011", "hours_min": "many"}]
CSV = "code;preferred_language\nP010;so\nP001;en\n"
AD = {
    "id": "24681012",
    "headline": "Diskare",
    "description": {"text": "Du diskar i köket."},
    "employer": {"name": "Köket AB"},
}
POSTING = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "identifier": "17",
    "title": "Diskare",
    "description": "Du diskar i köket.",
    "hiringOrganization": {"name": "Köket AB"},
}


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


@pytest.fixture
def asking(programme):
    return program(programme)


def send(asking, where, content, media="application/json", dry_run=False, key=None):
    data = content if isinstance(content, str) else json.dumps(content)
    said = {"Content-Type": media} | ({} if key is None else {"Idempotency-Key": key})
    query = "?dry_run=true" if dry_run else ""
    return asking.ask(
        "POST",
        f"/imports/{where}{query}",
        {"data": data.encode()},
        **({"Idempotency-Key": f"key {where} {hash(data)}".replace(" ", "-")} | said),
    )


def people(programme):
    with programme.services.units() as unit:
        return {one.code: one for one in unit.participants.all()}


def test_a_dry_run_says_what_the_command_says_and_writes_nothing(
    programme, asking, tmp_path, monkeypatch
):
    before = people(programme)
    (tmp_path / "people.csv").write_text(CSV + "P012;\u2014\n", encoding="utf-8")
    monkeypatch.setattr(command, "open_services", lambda: programme.services)
    words = ["participants", str(tmp_path / "people.csv"), "--dry-run", "--json"]
    printed = json.loads(CliRunner().invoke(command.import_app, words).stdout)

    answer = send(asking, "participants", CSV + "P012;\u2014\n", "text/csv", dry_run=True).json

    assert answer.pop("batch") is printed.pop("batch") is None
    assert (printed.pop("file"), printed.pop("reached")) == ("people.csv", None)
    for fault in printed["rejected"]:
        fault["file"] = "Case system"
    assert answer == printed
    assert [(one["row"], one["column"]) for one in answer["rejected"]] == [
        (4, "preferred_language")
    ]
    assert people(programme) == before


def test_a_real_run_does_what_the_dry_run_said(programme, asking):
    dry = send(asking, "participants", ROWS, dry_run=True).json
    real = send(asking, "participants", ROWS).json

    assert (dry["created"], dry["updated"], dry["batch"]) == (1, 1, None)
    assert real | {"batch": None, "dry_run": True} == dry
    there = people(programme)
    assert there["P010"].preferred_language == "so"
    assert there["P001"].preferred_language == "en"
    assert there["P001"].experiences  # what no row speaks of stays
    batch = asking.get(f"/imports/{real['batch']}").json
    assert (batch["file"], batch["by"], batch["undone_at"]) == ("Case system", "Anna Ek", None)
    assert (batch["created"], batch["updated"]) == (1, 1)
    # Whoever is new is in the caseload of the account.
    assert asking.get("/participants/P010").status_code == 200
    again = send(asking, "participants", CSV, "text/csv", dry_run=True).json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_with_one_fault_nothing_comes_in_and_each_fault_is_told(programme, asking):
    before = people(programme)

    answer = send(asking, "participants", FAULTY)

    assert problem(answer) == (422, "rows")
    [fault] = answer.json["rejected"]
    assert (fault["row"], fault["column"], fault["value"]) == (3, "hours_min", "many")
    assert fault["problem"]
    assert fault["mend"]
    assert people(programme) == before
    assert send(asking, "participants", FAULTY, dry_run=True).json["rejected"] == [fault]
    # The same key can be used once it is mended.
    key = "mended"
    assert problem(send(asking, "participants", FAULTY, key=key)) == (422, "rows")
    assert send(asking, "participants", ROWS, key=key).status_code == 200


def test_sent_again_it_is_done_once(programme, asking):
    first = send(asking, "participants", ROWS, key="one")
    again = send(asking, "participants", ROWS, key="one")

    assert again.json == first.json
    assert len(programme.services.intake.batches()) == 1
    assert problem(send(asking, "participants", ROWS[:1], key="one")) == (422, "key.other")
    # A dry run keeps nothing under its key.
    assert send(asking, "participants", ROWS, key="two", dry_run=True).status_code == 200
    assert send(asking, "participants", ROWS[:1], key="two").status_code == 200


def test_an_import_is_taken_back_once(programme, asking):
    before = people(programme)
    batch = send(asking, "participants", ROWS).json["batch"]

    undone = asking.post(f"/imports/{batch}/undo", key="undo")
    again = asking.post(f"/imports/{batch}/undo", key="undo")

    assert undone.json["undone_at"] is not None
    assert again.json == undone.json
    assert people(programme) == before
    assert asking.post(f"/imports/{batch}/undo").status_code == 409


def test_what_was_decided_on_since_is_not_taken_back(programme, asking):
    batch = send(asking, "participants", [{"code": "P010", "experience_1": "Jag diskade"}])
    batch_id = batch.json["batch"]
    about = programme.suggest("P010")[0]
    programme.services.review.confirm(Request(about, 0, "Anna Ek"))

    assert asking.post(f"/imports/{batch_id}/undo").status_code == 409
    assert "P010" in people(programme)


def test_people_of_others_are_not_changed_and_their_imports_are_not_there(programme, asking):
    services = programme.services
    services.accounts.invite("Bo Ek", Role.LINKWORKER, by="chief")
    other = program(programme, "Bo Ek")
    before = people(programme)

    answer = send(other, "participants", ROWS)

    assert problem(answer) == (422, "rows")
    [fault] = answer.json["rejected"]
    assert (fault["row"], fault["problem"]) == (2, "this code cannot be used")
    assert people(programme) == before
    # Whoever has protected identity is nobody's to change.
    assert problem(send(asking, "participants", [{"code": "P003"}])) == (422, "rows")
    batch = send(asking, "participants", ROWS).json["batch"]
    assert problem(other.get(f"/imports/{batch}")) == (404, "not_found")
    assert problem(other.post(f"/imports/{batch}/undo")) == (404, "not_found")
    assert problem(asking.get("/imports/none")) == (404, "not_found")


def test_openings_from_rows(programme, asking):
    row = {
        "opening_id": "O100",
        "employer": "Köket AB",
        "title": "Diskare",
        "text": "Du diskar.",
        "form": "permanent",
        "pay_line": "Kollektivavtal",
        "step": "kitchens.kitchen_porter",
    }
    dry = send(asking, "openings", [row], dry_run=True).json
    real = send(asking, "openings", [row]).json

    assert [(one["id"], one["change"], one["why"]) for one in dry["rows"]] == [
        ("O100", "created", "given")
    ]
    assert real["created"] == dry["created"] == 1
    assert asking.get("/openings/O100").json["step"] == "kitchens.kitchen_porter"
    bare = [{key: said for key, said in row.items() if key != "pay_line"}]
    answer = send(asking, "openings", bare)
    assert [one["column"] for one in answer.json["rejected"]] == ["pay_line"]
    assert asking.post(f"/imports/{real['batch']}/undo").status_code == 200
    assert problem(asking.get("/openings/O100")) == (404, "not_found")


@pytest.mark.parametrize(
    ("where", "content", "media", "source"),
    [
        ("job-ads", [AD], "application/json", "jobtech"),
        ("job-ads", {"hits": [AD]}, "application/json", "jobtech"),
        ("job-postings", POSTING, "application/ld+json", "schema.org"),
        ("job-postings", {"@graph": [POSTING]}, "application/json", "schema.org"),
    ],
)
def test_advertisements_become_leads(programme, asking, where, content, media, source):
    dry = send(asking, where, content, media, dry_run=True).json
    real = send(asking, where, content, media).json

    assert (dry["created"], real["created"]) == (1, 1)
    [row] = dry["rows"]
    with programme.services.units() as unit:
        lead = unit.openings.get(OpeningId(row["id"]))
    assert (lead.kind, lead.title) == (OpeningKind.LEAD, "Diskare")
    assert lead.origin.source == source
    assert send(asking, where, content, media, dry_run=True).json["unchanged"] == 1


def test_an_opening_is_given_out_as_a_posting_that_can_be_brought_in(asking):
    answer = asking.get("/openings/O001", Accept="application/ld+json")

    assert answer.mimetype == "application/ld+json"
    assert answer.json["@type"] == "JobPosting"
    assert answer.json["hiringOrganization"]["name"] == "Skolköket <Tallkotten>"
    back = send(asking, "job-postings", answer.json, "application/ld+json", dry_run=True).json
    assert (back["created"], back["rejected"]) == (1, [])
    for accepted in (
        "*/*",
        "application/json",
        "text/html",
        "application/json, application/ld+json;q=0.5",
    ):
        assert asking.get("/openings/O001", Accept=accepted).mimetype == "application/json"


def test_another_media_type_or_no_body_is_refused(asking):
    answer = send(asking, "participants", CSV, "text/plain")

    assert problem(answer) == (415, "media_type")
    assert "application/json, text/csv" in answer.json["detail"]
    assert problem(send(asking, "participants", "", "text/csv")) == (422, "rows")
    assert problem(send(asking, "participants", "{", "application/json")) == (422, "rows")
    assert problem(send(asking, "job-ads", "{}")) == (422, "rows")
    assert problem(asking.post("/imports/participants?dry_run=perhaps", [])) == (422, "fields")
    assert problem(send(asking, "participants", "[]" + " " * 5_000_000)) == (413, "too_large")


def test_it_takes_the_scope_and_a_role_that_brings_in_lists(programme):
    narrow = program(programme, scopes=[TokenScope.PARTICIPANTS_READ])
    assert problem(send(narrow, "participants", ROWS)) == (403, "scope.missing")
    programme.services.accounts.invite("Cilla Ek", Role.COORDINATOR, by="chief")
    coordinator = program(programme, "Cilla Ek")
    for where in ("participants", "openings", "job-ads", "job-postings"):
        assert problem(send(coordinator, where, ROWS)) == (404, "not_found")


def test_an_import_is_in_the_log_with_the_token(programme, asking):
    batch = send(asking, "participants", ROWS).json["batch"]
    with programme.services.units() as unit:
        [event] = unit.audit.of_object("import", batch)

    assert (event.action, event.actor) == ("import.participants", "Anna Ek")
    assert json.loads(str(event.details))["by_token"] == asking.token


def test_a_corrected_profile_reaches_the_open_suggestions(programme, asking):
    about = programme.suggest()[0]
    assert send(asking, "participants", [{"code": "P001", "experience_1": "Jag bakade bröd"}])

    assert programme.suggestion(about).state == "obsolete"
