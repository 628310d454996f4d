"""Who gets into the API: a token within its scopes and its account's role, and no cookie."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from functional.api_client import V1, anonymous, problem, program
from functional.web_programme import build

from matcher.bootstrap import now
from matcher.domain.account import Membership
from matcher.domain.api_token import WantedToken
from matcher.domain.ids import OrganisationId, TokenId
from matcher.domain.organisation import Organisation
from matcher.domain.permissions import ACCOUNT_ROLES, may
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope, scopes_of
from matcher.persistence.database import ensure_organisation
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.accounts import AccountService
from matcher.services.tokens import TokenService
from web.api_rules import API_RULES
from web.auth import limits
from web.rules import RULES


@pytest.fixture
def programme(tmp_path):
    return build(tmp_path)


def test_without_a_token_nothing_is_said(programme):
    answer = programme.app.test_client().get(f"{V1}/participants")

    assert problem(answer) == (401, "token.missing")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Stegvis"'


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "stegvis_x"])
def test_what_is_no_bearer_token_is_none(programme, header):
    client = programme.app.test_client()
    answer = client.get(f"{V1}/participants", headers={"Authorization": header})

    assert problem(answer) == (401, "token.missing")


def test_whoever_is_signed_in_in_a_browser_gets_nothing_here(programme):
    assert programme.get("/people/P001").status_code == 200

    assert problem(programme.get(f"{V1}/participants")) == (401, "token.missing")
    assert problem(programme.get(f"{V1}/participants/P001")) == (401, "token.missing")


def test_a_token_opens_no_page(programme):
    answer = program(programme).ask("GET", "/api/../people/P001")
    page = programme.app.test_client().get(
        "/people/P001", headers={"Authorization": f"Bearer {program(programme).secret}"}
    )

    assert answer.status_code != 200
    assert (page.status_code, page.headers["Location"]) == (303, "/sign-in?next=/people/P001")


def test_no_answer_sets_a_cookie(programme):
    asking = program(programme)

    for answer in (asking.get("/participants"), asking.get("/nowhere")):
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Authorization" in answer.headers["Vary"]


def test_an_unknown_expired_or_revoked_token_looks_the_same(programme, monkeypatch):
    services = programme.services
    revoked, expired = program(programme), program(programme, days=1)
    services.tokens.revoke(TokenId(revoked.token), by="chief")
    monkeypatch.setattr(services.tokens, "_now", lambda: now() + timedelta(days=1))

    answers = [one.get("/participants") for one in (anonymous(programme), revoked, expired)]

    assert {problem(answer) for answer in answers} == {(401, "token.invalid")}
    assert len({answer.data for answer in answers}) == 1
    assert 'error="invalid_token"' in answers[0].headers["WWW-Authenticate"]


def test_a_token_of_another_organisation_opens_nothing(programme):
    services = programme.services
    other = OrganisationId("other")
    engine = services.units._engine
    ensure_organisation(engine, Organisation(other, "Other"))
    units = unit_of_work_factory(engine, other)
    AccountService(units, now, lambda: "u9").invite("Eva Ek", Role.LINKWORKER, by="chief")
    with units() as unit:
        [account] = unit.accounts.all()
    there = TokenService(units, now, lambda: "t9")
    wanted = program(programme)
    _, secret = there.make(WantedToken("Case system", account, None, (), 5, "chief"))

    client = programme.app.test_client()
    answer = client.get(f"{V1}/participants", headers={"Authorization": f"Bearer {secret}"})

    assert problem(answer) == (401, "token.invalid")
    assert wanted.get("/participants").status_code == 200


def test_a_deactivated_account_ends_its_tokens(programme):
    asking = program(programme)
    programme.services.accounts.set_active("Anna Ek", active=False, by="chief")

    assert problem(asking.get("/participants")) == (401, "token.invalid")


def test_a_scope_that_the_token_has_not_is_named(programme):
    asking = program(programme, scopes=[TokenScope.LADDERS_READ])
    answer = asking.get("/participants")

    assert problem(answer) == (403, "scope.missing")
    assert "participants:read" in answer.json["detail"]
    assert 'scope="participants:read"' in answer.headers["WWW-Authenticate"]


def test_what_the_role_may_not_looks_like_nothing(programme):
    programme.services.accounts.invite("Per Plan", Role.PLANNER, by="chief")
    asking = program(programme, "Per Plan")

    assert problem(asking.get("/participants")) == (404, "not_found")


def test_a_token_acts_in_its_role_alone(programme):
    """Somebody who is a LinkWorker and a planner has a token for the one or for the other."""
    services = programme.services
    user = services.accounts.named("Anna Ek").user
    with services.units(write=True) as unit:
        unit.accounts.join(Membership(user.id, Role.PLANNER, now(), "chief"))
        unit.commit()

    assert program(programme, role=Role.LINKWORKER).get("/participants").status_code == 200
    planner = program(programme, role=Role.PLANNER)
    assert problem(planner.get("/participants")) == (404, "not_found")


def test_every_route_of_programs_has_a_scope_and_every_scope_a_route(programme):
    there = {
        rule.endpoint
        for rule in programme.app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint != "api-docs.openapi_json"
    }

    assert there == set(API_RULES)
    assert {scope for _, scope in API_RULES.values()} == set(TokenScope)
    for endpoint, (needs, scope) in API_RULES.items():
        assert (RULES[endpoint].needs, RULES[endpoint].scope) == (needs, scope)
        assert not RULES[endpoint].public
        # Whoever may use the route can be given the scope.
        assert [r for r in ACCOUNT_ROLES if scope not in scopes_of(r) and may(r, needs)] == []


def test_too_many_wrong_tokens_are_refused_for_a_while(programme, monkeypatch):
    monkeypatch.setattr(limits, "TOKENS_OF_AN_ADDRESS", "3 per 15 minutes")
    wrong, right = anonymous(programme), program(programme)

    assert [wrong.get("/participants").status_code for _ in range(4)] == [401, 401, 401, 429]
    refused = wrong.get("/participants")
    assert problem(refused) == (429, "too_many_requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    # Nobody can keep others out by sending wrong ones from the same address.
    assert right.get("/participants").status_code == 200


def test_one_token_cannot_ask_without_end(programme, monkeypatch):
    monkeypatch.setattr(limits, "REQUESTS_OF_A_TOKEN", "2 per minute")
    first, second = program(programme), program(programme)

    assert [first.get("/participants").status_code for _ in range(3)] == [200, 200, 429]
    assert second.get("/participants").status_code == 200


def test_that_a_token_was_used_is_noted(programme):
    asking = program(programme)
    asking.get("/participants")

    used = programme.services.tokens.get(TokenId(asking.token)).last_used_at
    assert now() - used < timedelta(minutes=1)


def test_the_document_is_for_everybody_and_says_what_a_route_needs(programme):
    answer = programme.app.test_client().get(f"{V1}/openapi.json")

    said = answer.json
    assert answer.status_code == 200
    assert said["openapi"].startswith("3.1")
    for path, operations in said["paths"].items():
        for method in {"get", "post"} & set(operations):
            assert operations[method]["security"] == [
                {"token": [API_RULES[_endpoint(programme, path, method)][1].value]}
            ]
    assert json.dumps(said).count("P001") == 0


def _endpoint(programme, path, method):
    rule = path.replace("{", "<").replace("}", ">")
    [found] = [
        one.endpoint
        for one in programme.app.url_map.iter_rules()
        if re.sub(r"<[^<>]*:", "<", one.rule) == rule and method.upper() in one.methods
    ]
    return found
