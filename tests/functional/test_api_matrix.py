"""Role x endpoint x whose: a program comes exactly as far as whoever presses on the pages.

One table names for each endpoint the pages that show or do the same; an endpoint that is not in it
fails a test.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import url_for
from functional.api_client import Program, problem
from functional.test_web_rules import (
    NAMED,
    OTHERS,
    OWN,
    PEOPLE,
    PROTECTED,
    UNKNOWN,
    ask,
    make_office,
    place,
    protect,
)
from functional.web_programme import EMPLOYER, Programme, QuickServices, openings, people

from matcher.domain.api_token import WantedToken
from matcher.domain.ids import OpeningId, OrganisationId, ParticipantCode
from matcher.domain.organisation import Organisation
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES, may
from matcher.domain.token_scope import scopes_of
from matcher.persistence.database import ensure_organisation
from web.api_rules import API_RULES
from web.auth import limits
from web.rules import RULES

FOREIGN, HANDLED = "of another organisation", "protected, the user is the named handler"
THERE = OrganisationId("there")
ABROAD, ABROAD_OPENING = "P900", "O900"

START = {"action": "start", "day": "2030-01-01"}
CONFIRM = {"action": "confirm", "reasons_read": True}
SAME = {
    "api_participants.several": ["GET review.people"],
    "api_participants.one": ["GET review.person"],
    "api_profiles.add": ["GET imports.start"],
    "api_profiles.change": ["GET imports.start", "GET review.person"],
    "api_permissions.of_person": ["GET permitting.several"],
    "api_permissions.record": ["POST permitting.give", "POST permitting.take_back"],
    "api_disclosures.of_person": ["GET permitting.several"],
    "api_disclosures.of_suggestion": ["GET line.suggestion"],
    "api_disclosures.tell": ["POST line.told"],
    "api_openings.several": ["GET openings.several"],
    "api_openings.one": ["GET openings.one"],
    "api_ladders.several": ["GET ladders.several"],
    "api_ladders.one": ["GET ladders.one"],
    "api_ladders.step": ["GET ladders.one"],
    "api_suggestions.of_person": ["GET review.person"],
    "api_suggestions.of_opening": ["GET openings.one", "GET calls.who"],
    "api_suggestions.one": ["GET line.suggestion"],
    "api_suggestions.refresh_person": ["POST review.refresh"],
    "api_suggestions.refresh_opening": ["POST calls.look_again"],
    "api_decisions.decide": [
        *("POST review.confirm", "POST review.decline", "POST review.undo"),
        *("POST line.need_info", "POST line.give_info", "POST line.hand_over"),
        *("POST line.present", "POST line.meet"),
        *("POST line.begin_trial", "POST line.hire", "POST line.not_hire"),
    ],
    "api_decisions.answer": ["POST line.ask", "POST line.answer", "POST line.withdraw"],
    "api_placements.several": ["GET review.people"],
    "api_placements.one": ["GET placements.placement"],
    "api_placements.move": [
        *("POST placements.start", "POST placements.go_on", "POST placements.complete"),
        *("POST placements.end_early", "POST placements.not_start", "POST placements.write_card"),
    ],
    "api_follow_ups.several": ["GET review.people"],
    "api_follow_ups.one": ["GET placements.placement"],
    "api_follow_ups.move": ["POST placements.answer", "POST placements.waive"],
    "api_gaps.tables": ["GET planning.gaps"],
    "api_imports.participants": ["GET imports.start"],
    "api_imports.openings": ["GET imports.start"],
    "api_imports.job_ads": ["GET imports.start"],
    "api_imports.job_postings": ["GET imports.start"],
    "api_imports.one": ["GET imports.report"],
    "api_imports.undo": ["POST imports.undo"],
    "api_posting.post": ["GET posting.post_own", "GET posting.post_for"],
    "api_posting.move": ["POST openings.move", "POST openings.terms"],
    "api_events.several": ["GET review.people"],
}
"""For each endpoint the pages that show or do the same."""
ANY = {"api_posting.post"}
"""Those that do what different roles do on different pages: one of the pages is reached."""
ALL = {"api_profiles.change"}
"""Those that do for one person what a page does for many: all of the pages are reached."""
BODIES = {
    "api_profiles.add": {"code": "P001"},
    "api_profiles.change": {"preferred_language": "so"},
    "api_permissions.record": {"action": "take_back", "from_step": "code", "mode": "phone"},
    "api_disclosures.tell": {"told": ["code"], "contact": "Eva Ek"},
    "api_posting.post": {"step": "kitchens.kitchen_porter"},
    "api_posting.move": {"action": "pause"},
    "api_imports.participants": [],
    "api_imports.openings": [],
    "api_imports.job_ads": {},
    "api_imports.job_postings": {},
    "api_decisions.decide": CONFIRM,
    "api_decisions.answer": {"action": "ask"},
    "api_placements.move": START,
    "api_follow_ups.move": {"action": "answer"},
}
REACHED = {200, 303, 400, 409, 412, 422}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """As for the pages, with another organisation in the same database, and tokens for all."""
    office = make_office(tmp_path_factory.mktemp("matrix"))
    services = office.programme.services
    ensure_organisation(services.units._engine, Organisation(THERE, "There"))
    there = Programme(QuickServices(replace(services.settings, organisation=THERE)), None, None)
    own = next(one for one in openings() if one.id == "O001")
    with there.services.units(write=True) as unit:
        person = people()[0]
        unit.participants.put([replace(person, organisation=THERE, code=ParticipantCode(ABROAD))])
        unit.employers.put([replace(EMPLOYER, organisation=THERE)])
        unit.openings.put(
            replace(own, organisation=THERE, id=OpeningId(one)) for one in ("O001", ABROAD_OPENING)
        )
        unit.commit()
    suggestion = there.suggest(ABROAD)[0]
    placement = place(there, ABROAD)
    office.values = {
        which: {
            "code": PEOPLE[which],
            "suggestion_id": office.suggestions.get(which, "not-there"),
            "placement_id": office.placements.get(which, "not-there"),
            "opening_id": "O999" if which == UNKNOWN else "O001",
        }
        for which in PEOPLE
    }
    office.values[FOREIGN] = {
        "code": ABROAD,
        "suggestion_id": suggestion,
        "placement_id": placement,
        "opening_id": ABROAD_OPENING,
    }
    office.values[HANDLED] = {"code": NAMED}
    office.secrets = {}
    for role, account in office.users.items():
        if scopes_of(role):
            wanted = WantedToken("All", account, role, (), 5, "chief")
            token, secret = services.tokens.make(wanted)
            office.secrets[role] = Program(office.programme, secret, token.id)
    return office


@pytest.fixture(autouse=True)
def _without_end(monkeypatch):
    monkeypatch.setattr(limits, "REQUESTS_OF_A_TOKEN", "100000 per minute")


ALIKE = {
    "batch_id": "0" * 32,
    "employer_id": EMPLOYER.id,
    "move": "pause",
    "point": "two_weeks",
    "sector": "kitchens",
    "trade": "kitchens",
}


def arguments(office, endpoint):
    return next(
        rule.arguments
        for rule in office.programme.app.url_map.iter_rules()
        if rule.endpoint == endpoint
    )


def asked_about(office, endpoint):
    """Yield whose cases an endpoint can be asked about, with what the addresses are made of."""
    about = {"code", "suggestion_id", "placement_id", "opening_id"} & arguments(office, endpoint)
    for which, values in office.values.items():
        # An opening is nobody's.
        there = {OWN, UNKNOWN, FOREIGN} if about == {"opening_id"} else set(office.values)
        if which in (there if about else {OWN}) and about <= set(values):
            yield which, {**ALIKE, "step_id": "kitchens.kitchen_porter", **values}


def address(office, endpoint, values):
    names = arguments(office, endpoint)
    with office.programme.app.test_request_context():
        return url_for(endpoint, **{name: values[name] for name in names})


def ask_api(office, role, endpoint, values):
    """Ask as a program; what can be moved is moved at a version that it never had."""
    path, asking = address(office, endpoint, values), office.secrets[role]
    rule = next(
        one for one in office.programme.app.url_map.iter_rules() if one.endpoint == endpoint
    )
    if "GET" in rule.methods:
        return asking.get(path)
    body = BODIES.get(endpoint)
    if "PATCH" in rule.methods:
        return asking.patch(path, body, seen=f'"{"0" * 16}"')
    return asking.post(path, body, seen=None if body is None else 999)


def test_every_endpoint_names_its_pages_and_needs_what_they_need():
    assert set(SAME) == set(API_RULES)
    for endpoint, pages in SAME.items():
        needs, _ = API_RULES[endpoint]
        for page in pages if endpoint not in ANY | ALL else ():
            assert RULES[page.partition(" ")[2]].needs is needs, (endpoint, page)
    for endpoint in ANY | ALL:
        pages = {RULES[page.partition(" ")[2]].needs for page in SAME[endpoint]}
        count = any if endpoint in ANY else all
        roles = {role for role in ACCOUNT_ROLES if count(may(role, one) for one in pages)}
        needs, _ = API_RULES[endpoint]
        assert {role for role in ACCOUNT_ROLES if may(role, needs)} == roles


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_a_program_comes_as_far_as_its_role_does_on_the_pages(office, role):
    if role not in office.secrets:
        # Whom no token can be made for must see none of it on the pages either.
        reach = {
            page
            for endpoint, pages in SAME.items()
            for _, values in asked_about(office, endpoint)
            for page in pages
            if endpoint not in ALL and verdict_of_page(office, role, page, values)
        }
        assert reach == set()
        return
    for endpoint, pages in SAME.items():
        for which, values in asked_about(office, endpoint):
            answer = ask_api(office, role, endpoint, values)
            assert answer.status_code in {*REACHED, 404}, answer.text
            reached = answer.status_code != 404
            found = {page: verdict_of_page(office, role, page, values) for page in pages}
            if endpoint in ANY:
                found = {"any": any(found.values())}
            if endpoint in ALL:
                found = {"all": all(found.values())}
            where = (role, endpoint, which, answer.status_code, found)
            assert set(found.values()) == {reached}, where
            if not reached:
                assert problem(answer) == (404, "not_found")


def verdict_of_page(office, role, page, values):
    """Say whether somebody of a role comes to a page, or past its button."""
    method, _, endpoint = page.partition(" ")
    answer = ask(office, role, method, address(office, endpoint, values))
    assert answer.status_code in {*REACHED, 404}, (page, answer.status_code)
    return answer.status_code != 404


@pytest.mark.parametrize("role", [role for role in ACCOUNT_ROLES if len(scopes_of(role)) > 1])
def test_without_the_scope_whoever_may_is_told_and_whoever_may_not_is_not(office, role):
    services, account = office.programme.services, office.users[role]
    for endpoint, (needs, scope) in API_RULES.items():
        others = [one for one in scopes_of(role) if one is not scope]
        wanted = WantedToken("Some", account, role, others, 5, "chief")
        token, secret = services.tokens.make(wanted)
        less = SimpleNamespace(**vars(office) | {"secrets": {}})
        less.secrets[role] = Program(office.programme, secret, token.id)
        for which, values in asked_about(office, endpoint):
            answer = ask_api(less, role, endpoint, values)
            told = (403, "scope.missing") if may(role, needs) else (404, "not_found")
            assert problem(answer) == told, (endpoint, which)


@pytest.mark.parametrize("role", [role for role in ACCOUNT_ROLES if scopes_of(role)])
def test_a_list_has_what_its_pages_show_one_by_one(office, role):
    """Nobody with protected identity is in a list: the named handler finds her by her code."""
    with office.programme.services.units() as unit:
        codes = {*(one.code for one in unit.participants.all()), ABROAD} - {NAMED}
    seen = {one for one in codes if reaches(office, role, "review.person", code=one)}
    at_work = {
        office.values[which]["placement_id"]
        for which in (OWN, OTHERS, PROTECTED, FOREIGN)
        if reaches(office, role, "placements.placement", **office.values[which])
    }
    asking = office.secrets[role]
    assert (PEOPLE[OWN] in seen, office.values[OWN]["placement_id"] in at_work) == (
        role in CASE_ROLES,
        role in CASE_ROLES,
    )

    def listed(path, name):
        answer = asking.get(f"{path}?limit=200")
        items = answer.json["items"] if answer.status_code == 200 else []
        return {one[name] for one in items}

    assert listed("/participants", "code") == seen
    assert listed("/placements", "id") == at_work
    follow_ups = asking.get("/follow-ups").json.get("items", [])
    assert {one["follow_up"]["placement"] for one in follow_ups} == at_work
    assert {one["participant"] for one in follow_ups} <= seen


def reaches(office, role, endpoint, **values):
    return ask(office, role, "GET", address(office, endpoint, values)).status_code == 200


def test_what_is_asked_about_abroad_is_there(office):
    there = QuickServices(replace(office.programme.services.settings, organisation=THERE))
    with there.units() as unit:
        assert unit.placements.get(office.values[FOREIGN]["placement_id"]).participant == ABROAD
        assert unit.openings.get(OpeningId(ABROAD_OPENING)).title


def test_protection_that_came_later_hides_from_programs_too(office):
    """P003 has a suggestion and a placement of the time before; ended, she is seen again."""
    role = next(iter(office.secrets))
    values = {**ALIKE, **office.values[PROTECTED]}
    hidden = [
        ask_api(office, role, one, values).status_code
        for one in ("api_participants.one", "api_suggestions.one", "api_placements.one")
    ]
    assert hidden == [404, 404, 404]
    account = office.users[role]
    protect(office.programme, protected=False)
    try:
        office.programme.services.caseloads.assign(
            [ParticipantCode(PEOPLE[PROTECTED])], account, role, by="chief"
        )
        assert ask_api(office, role, "api_placements.one", values).status_code == 200
    finally:
        protect(office.programme, protected=True)
