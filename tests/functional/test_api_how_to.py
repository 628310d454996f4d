"""The examples of docs/how-to/api.md, run with curl against a server that answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from functional.api_client import program
from functional.serving import serving
from functional.web_programme import EverythingFits, build

from matcher.domain.machines.follow_up import FollowUpState
from matcher.domain.token_scope import NEEDS, TokenScope
from web.areas.api.decisions_schema import ANSWERS, DECISIONS
from web.areas.api.permissions_schema import GIVE, TAKE_BACK

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "api.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def server(tmp_path):
    """The programme behind an address, as a program finds it."""
    programme = build(tmp_path, kind=EverythingFits)
    with serving(programme.app) as address:
        yield programme, f"{address}/api/v1"


def answers_in(printed):
    """Return the JSON documents in what examples printed, headers left out."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while (begin := printed.find("{", at)) >= 0:
        document, at = decoder.raw_decode(printed, begin)
        found.append(document)
    return found


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def run_in(environment, example):
    """Run an example of the page, and return what it prints."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", example],  # noqa: S607
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def brings_rows(run, environment, sent, back):
    """Send rows and take them back, as the page does; sending them again does nothing."""
    looked, brought = answers_in(run(sent))
    assert (looked["created"], looked["rejected_rows"], looked["batch"]) == (1, 1, None)
    assert looked["rejected"][0]["column"] == "preferred_language"
    assert answers_in(run(sent))[1] == brought
    environment["BATCH"] = brought["batch"]
    batch, undone, posting = answers_in(run(back))
    assert (batch["id"], batch["created"], batch["undone_at"]) == (brought["batch"], 1, None)
    assert undone["undone_at"]
    assert posting["@type"] == "JobPosting"


def test_the_examples_do_what_the_page_says(server):
    programme, address = server
    asking = program(programme)
    environment = {
        "STEGVIS": address,
        "TOKEN": asking.secret,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    run = partial(run_in, environment)
    reading, one, tag, asked, decided, said, permitted, at_work, *more = EXAMPLES
    posted, sent, back, written, followed, refused = more
    [page] = answers_in(run(reading))
    assert [person["code"] for person in page["items"]] == ["P001", "P002"]
    [person] = answers_in(run(one))
    assert person["code"] == "P001"
    assert run(tag) == "304\n"

    made, listed = answers_in(run(asked))
    assert made["also"] == [item["id"] for item in listed["items"]]
    own = next(item for item in listed["items"] if item["opening"] == "O001")
    environment["SUGGESTION"] = own["id"]
    shown, confirmed = answers_in(run(decided))
    assert "confirm" in shown["possible"]
    assert (confirmed["state"], confirmed["version"]) == ("confirmed", 1)
    # The page promises that sending it again does nothing twice.
    assert answers_in(run(decided))[1] == confirmed
    assert [step["state"] for step in answers_in(run(said))] == ["asked", "accepted"]

    _permits_and_tells(answers_in(run(permitted)))

    path = f"/suggestions/{own['id']}/decisions"
    assert asking.post(path, {"action": "present"}, seen=3).status_code == 200
    body = {"action": "hire", "day": "2026-11-02", "card": {"time": "07:30"}}
    environment["PLACEMENT"] = asking.post(path, body, seen=4).json["made"]
    planned, started, due, follow_up = answers_in(run(at_work))
    assert [item["id"] for item in planned["items"]] == [environment["PLACEMENT"]]
    assert (started["state"], started["version"]) == ("started", 2)
    assert due["items"] == []
    assert follow_up["state"] == FollowUpState.SCHEDULED

    handed_in, shown, approved = answers_in(run(posted))
    assert (handed_in["state"], approved["state"]) == ("submitted", "open")
    assert {one["concern"] for one in shown["wording"]} == {"age", "sex"}

    brings_rows(run, environment, sent, back)

    _writes_one(answers_in(run(written)), asking.get("/participants/P203").json)

    _follows(answers_in(run(followed)))

    [problem] = answers_in(run(refused))
    assert (problem["status"], problem["code"]) == (422, "fields")
    assert problem["errors"][0]["pointer"] == "/limit"


def _permits_and_tells(answers):
    known, given, before, told = answers
    assert [one["field_group"] for one in known["items"]] == ["code", "skills"]
    assert (given["state"], len(given["also"])) == ("given", 1)
    assert before["permitted"] == ["code", "skills", "name_and_contact"]
    assert (told["state"], len(told["also"])) == ("told", 2)


def _writes_one(answers, person):
    refused, added, changed = answers
    assert [fault["column"] for fault in refused["rejected"]] == ["hours_min"]
    assert (added["change"], changed["change"]) == ("created", "updated")
    hours = ("hours_per_week_min", "hours_per_week_max", "shifts")
    assert [person["availability"][name] for name in hours] == [20, 30, ["day"]]


def _follows(answers):
    first, rest = answers
    assert [one["action"] for one in first["items"]] == ["confirm", "ask", "accept"]
    assert first["more"]
    assert [one["kind"] for one in rest["items"]][:2] == ["suggestion", "suggestion"]
    assert rest["items"][-1]["action"] == "start"
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in rest["items"]}


def test_the_page_names_every_scope_and_every_move():
    assert [scope for scope in TokenScope if f"| `{scope}` |" not in TEXT] == []
    assert [move for move in (*DECISIONS, *ANSWERS) if f"`{move}`" not in TEXT] == []
    assert [move for move in (GIVE, TAKE_BACK) if f"`{move}`" not in TEXT] == []
    assert set(NEEDS) == set(TokenScope)
