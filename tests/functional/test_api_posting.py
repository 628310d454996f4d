"""Openings over the API: posted as on the form, approved and closed as on the page."""

from __future__ import annotations

import pytest
from functional.api_client import problem, program
from functional.web_programme import EMPLOYER, build

from matcher.domain.ids import EmployerId, OpeningId, StepId
from matcher.domain.machines.own_opening import CloseReason
from matcher.domain.opening import Employer, EmploymentForm, MappedBy, OpeningKind, OpeningState
from matcher.domain.participant import Shift
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope
from web.areas.employers import posting_form

STEP = "kitchens.kitchen_porter"
BODY = {
    "employer": "E01",
    "contact": "Eva Ek",
    "step": STEP,
    "places": 2,
    "municipality": "Göteborg",
    "district": "Hjällbo",
    "terms": {"form": "permanent", "pay_line": "Kollektivavtal"},
    "start": "2099-01-10",
    "deadline": "2099-01-01",
    "hours_per_week": 30,
    "shifts": ["day", "evening"],
    "languages": ["ar"],
    "cultures": True,
    "mentor": True,
    "more": "Vi lär dig.",
}


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


@pytest.fixture
def asking(programme):
    return program(programme)


@pytest.fixture
def employers(programme):
    """A program of the employer's own account."""
    services = programme.services
    services.accounts.invite("Eva Ek", Role.EMPLOYER, by="chief", employer=EMPLOYER.id)
    return program(programme, "Eva Ek")


def stored(programme, opening_id):
    with programme.services.units() as unit:
        return unit.openings.get(OpeningId(opening_id))


def move(asking, opening_id, action, seen, **more):
    return asking.post(f"/openings/{opening_id}/moves", {"action": action, **more}, seen=seen)


def pointers(answer):
    # What only the programme can know has a code of its own.
    assert problem(answer) in {(422, "fields"), (422, "fields.here")}
    return {one["pointer"] for one in answer.json["errors"]}


def without(*names):
    return {name: said for name, said in BODY.items() if name not in names}


def test_what_is_posted_is_what_the_form_makes_of_the_same_answers(programme, asking):
    form = {
        "step": STEP,
        "places": "2",
        "start": "2099-01-10",
        "hours": "30",
        "shifts": ["day", "evening"],
        "form": "permanent",
        "pay_line": "Kollektivavtal",
        "place": "Göteborg, Hjällbo",
        "assets": ["ar", posting_form.CULTURES_KEY],
        "support": ["mentor"],
        "deadline": "2099-01-01",
        "more": "Vi lär dig.",
        "contact": "Eva Ek",
        "go": "submit",
    }
    said = programme.post("/employers/E01/post", **form)
    assert said.status_code == 303
    of_page = stored(programme, said.headers["Location"].rpartition("/")[2])

    made = asking.post("/openings", BODY)

    assert (made.status_code, made.json["state"]) == (200, "submitted")
    of_program = stored(programme, made.json["id"])
    for name in of_page.__slots__:
        if name != "id":
            assert getattr(of_program, name) == getattr(of_page, name), name
    assert (of_program.kind, of_program.state) == (OpeningKind.OWN, OpeningState.SUBMITTED)
    assert (of_program.step, of_program.mapped_by) == (StepId(STEP), MappedBy.PERSON)
    assert of_program.hours.shifts == {Shift.DAY, Shift.EVENING}


def test_sent_again_it_is_posted_once(programme, asking):
    first = asking.post("/openings", BODY, key="post").json

    assert asking.post("/openings", BODY, key="post").json == first
    other = asking.post("/openings", BODY | {"places": 3}, key="post")
    assert problem(other) == (422, "key.other")
    assert asking.get("/openings?state=submitted").json["items"][0]["id"] == first["id"]
    assert len(asking.get("/openings?state=submitted").json["items"]) == 1


def test_it_goes_the_way_of_the_page_to_its_end(programme, asking):
    made = asking.post("/openings", BODY).json
    about = made["id"]
    shown = asking.get(f"/openings/{about}")
    assert shown.json["possible"] == ["approve", "return", "write_terms"]

    for action, after, more in (
        ("approve", "open", {}),
        ("pause", "paused", {}),
        ("resume", "open", {}),
        ("close", "closed", {"reason": CloseReason.NOT_NEEDED.value}),
    ):
        seen = asking.get(f"/openings/{about}")
        assert action in seen.json["possible"]
        done = move(asking, about, action, seen.headers["ETag"], **more)
        assert (done.status_code, done.json["state"]) == (200, after), action
    assert asking.get(f"/openings/{about}").json["possible"] == []
    with programme.services.units() as unit:
        actions = [one.action for one in unit.audit.of_object("opening", about)]
    assert actions == [
        *("opening.draft", "opening.submit", "opening.approve"),
        *("opening.pause", "opening.resume", "opening.close"),
    ]


def test_without_terms_it_is_not_approved_until_they_are_written(programme, asking):
    made = asking.post("/openings", without("terms")).json
    about, seen = made["id"], made["version"]
    refused = move(asking, about, "approve", seen)
    assert refused.status_code == 409
    bare = move(asking, about, "write_terms", seen, terms={"form": "praktik", "pay_line": "ingen"})
    assert pointers(bare) == {"/terms/decided_by", "/terms/insured_by", "/terms/end"}
    terms = {"form": "hourly", "pay_line": "Kollektivavtal"}

    written = asking.post(
        f"/openings/{about}/moves",
        {"action": "write_terms", "terms": terms},
        seen=seen,
        key="terms",
    )
    assert (written.status_code, written.json["state"]) == (200, "submitted")
    assert stored(programme, about).terms.form is EmploymentForm.HOURLY
    assert move(asking, about, "approve", written.json["version"]).json["state"] == "open"
    # Sent again after it was approved it is answered as the first time.
    again = asking.post(
        f"/openings/{about}/moves",
        {"action": "write_terms", "terms": terms},
        seen=seen,
        key="terms",
    )
    assert again.json == written.json
    late = asking.get(f"/openings/{about}").json["version"]
    assert move(asking, about, "write_terms", late, terms=terms).status_code == 409


def test_what_was_found_in_the_wording_is_read_before_it_is_approved(asking):
    made = asking.post("/openings", BODY | {"more": "Flytande svenska. Vi söker en ung kille."})
    about, seen = made.json["id"], made.json["version"]
    found = asking.get(f"/openings/{about}").json["wording"]

    assert {"age", "sex"} <= {one["concern"] for one in found}
    assert all(one["why"] and one["instead"] for one in found)
    assert pointers(move(asking, about, "approve", seen)) == {"/wording_read"}
    assert pointers(move(asking, about, "approve", seen, wording_read=False)) == {"/wording_read"}
    assert move(asking, about, "approve", seen, wording_read=True).status_code == 200


def test_whoever_is_too_late_is_told_who_was_first(asking):
    made = asking.post("/openings", BODY).json
    about, seen = made["id"], made["version"]
    assert move(asking, about, "return", seen).json["state"] == "returned"

    for action, more in (("approve", {}), ("write_terms", {"terms": BODY["terms"]})):
        late = move(asking, about, action, seen, **more)
        assert problem(late) == (412, "changed")
        assert late.json["by"] == "Anna Ek"
    assert problem(asking.post(f"/openings/{about}/moves", {"action": "approve"})) == (
        428,
        "if_match.missing",
    )


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"places": 0}, "/places"),
        ({"places": 51}, "/places"),
        ({"step": "kitchens.none"}, "/step"),
        ({"municipality": " "}, "/municipality"),
        ({"terms": {"form": "praktik", "pay_line": "x"}}, "/terms/form"),
        ({"terms": {"form": "permanent", "pay_line": " "}}, "/terms/pay_line"),
        ({"terms": {"form": "permanent"}}, "/terms/pay_line"),
        ({"hours_per_week": 61}, "/hours_per_week"),
        ({"hours_per_week": 0}, "/hours_per_week"),
        ({"shifts": ["noon"]}, "/shifts/0"),
        ({"languages": ["xx"]}, "/languages/0"),
        ({"start": "soon"}, "/start"),
        ({"more": "x" * 601}, "/more"),
        ({"more": "Ring 811218-9876"}, "/more"),
        ({"contact": "Eva 811218-9876"}, "/contact"),
        ({"title": "Chef"}, "/title"),
    ],
)
def test_each_field_that_cannot_be_used_is_named(asking, changed, at):
    assert pointers(asking.post("/openings", BODY | changed)) == {at}
    assert asking.get("/openings?state=submitted").json["items"] == []


def test_an_employer_posts_its_own_and_no_others(programme, employers, asking):
    with programme.services.units(write=True) as unit:
        unit.employers.put([Employer(EMPLOYER.organisation, EmployerId("E02"), "Annat AB")])
        unit.commit()

    made = employers.post("/openings", without("employer", "contact"))
    named = employers.post("/openings", without("contact"))

    assert (made.status_code, named.status_code) == (200, 200)
    opening = stored(programme, made.json["id"])
    assert (opening.employer, opening.contact) == (EMPLOYER.id, "Eva Ek")
    assert opening.state is OpeningState.SUBMITTED
    other = employers.post("/openings", without("contact") | {"employer": "E02"})
    assert problem(other) == (404, "not_found")
    assert pointers(employers.post("/openings", without("employer"))) == {"/contact"}
    # It is approved by a LinkWorker, as on the pages.
    seen = made.json["version"]
    assert problem(move(employers, made.json["id"], "approve", seen)) == (404, "not_found")
    assert problem(employers.get("/openings")) == (404, "not_found")
    assert move(asking, made.json["id"], "approve", seen).status_code == 200
    with programme.services.units() as unit:
        first = unit.audit.of_object("opening", made.json["id"])[0]
    assert (first.actor, '"role":"employer"' in str(first.details)) == ("Eva Ek", True)


def test_a_linkworker_says_for_whom_and_of_whom_there_is_nobody_is_not_there(asking):
    assert pointers(asking.post("/openings", without("employer"))) == {"/employer"}
    assert problem(asking.post("/openings", BODY | {"employer": "E99"})) == (404, "not_found")


def test_a_lead_is_not_moved_here(asking):
    shown = asking.get("/openings/A001").json

    assert (shown["possible"], shown["wording"]) == ([], [])
    for action, more in (("approve", {}), ("write_terms", {"terms": BODY["terms"]})):
        assert problem(move(asking, "A001", action, shown["version"], **more)) == (404, "not_found")
    assert problem(move(asking, "O999", "pause", 0)) == (404, "not_found")


def test_it_takes_the_scope_and_a_role_that_posts(programme):
    narrow = program(programme, scopes=[TokenScope.OPENINGS_READ])
    assert problem(narrow.post("/openings", BODY)) == (403, "scope.missing")
    assert problem(move(narrow, "O001", "pause", 0)) == (403, "scope.missing")
    programme.services.accounts.invite("Cilla Ek", Role.COORDINATOR, by="chief")
    coordinator = program(programme, "Cilla Ek")
    assert problem(coordinator.post("/openings", BODY)) == (404, "not_found")
