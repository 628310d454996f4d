"""Tokens of programs: shown once, and worth nothing when anything about them has ended."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from accounts import make_office

from matcher.domain.api_token import TokenState, WantedToken
from matcher.domain.ids import OrganisationId, TokenId
from matcher.domain.organisation import Organisation
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope
from matcher.errors import DecisionError, InputError, NotFound
from matcher.persistence.database import ensure_organisation
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.services.tokens import TokenService


class Tokens:
    """A service on an office with a clock that a test moves."""

    def __init__(self, office):
        self.office = office
        self.at = office.accounts._now()
        ids = iter(f"t{number}" for number in range(100))
        self.service = TokenService(office.units, lambda: self.at, lambda: next(ids))
        office.accounts.invite("Anna Ek", Role.LINKWORKER, by="chief")

    def make(self, **more):
        account = self.office.accounts.named("Anna Ek")
        said = {"name": "Case system", "role": None, "scopes": (), "days": 30, "by": "chief"}
        return self.service.make(WantedToken(account=account, **said | more))

    def rows(self, action):
        with self.office.units() as unit:
            return [one for one in unit.audit.events() if one.action == action]


@pytest.fixture
def tokens(tmp_path):
    return Tokens(make_office(tmp_path))


def test_whoever_comes_with_the_secret_is_the_account(tokens):
    token, secret = tokens.make(scopes=[TokenScope.PARTICIPANTS_READ])

    bearer = tokens.service.bearer(secret)

    assert bearer.account.user.name == "Anna Ek"
    assert bearer.token.scopes == {TokenScope.PARTICIPANTS_READ}
    assert bearer.token.id == token.id
    assert tokens.service.bearer(secret + "x") is None
    assert tokens.service.bearer("") is None


def test_the_secret_is_kept_nowhere(tokens):
    _, secret = tokens.make()

    with tokens.office.units() as unit:
        stored = repr([unit.tokens.all(), list(unit.audit.events())])
    assert secret not in stored
    assert secret.removeprefix("stegvis_") not in stored


def test_a_look_makes_nothing(tokens):
    account = tokens.office.accounts.named("Anna Ek")
    seen = tokens.service.look(WantedToken("Case system", account, None, (), 30, "chief"))

    assert seen.role is Role.LINKWORKER
    assert tokens.service.all() == ()


def test_it_ends_with_its_time(tokens):
    _, secret = tokens.make(days=1)

    tokens.at += timedelta(days=1) - timedelta(seconds=1)
    assert tokens.service.bearer(secret) is not None
    tokens.at += timedelta(seconds=1)
    assert tokens.service.bearer(secret) is None
    assert [one.state for one in tokens.service.all()] == [TokenState.EXPIRED]


def test_it_ends_when_it_is_revoked_and_only_once(tokens):
    token, secret = tokens.make()

    ended = tokens.service.revoke(token.id, by=" The  chief ")

    assert (ended.revoked_by, ended.revoked_at) == ("The chief", tokens.at)
    assert tokens.service.bearer(secret) is None
    with pytest.raises(DecisionError, match="by The chief at"):
        tokens.service.revoke(token.id, by="Bo")
    with pytest.raises(NotFound):
        tokens.service.revoke(TokenId("none"), by="Bo")
    with pytest.raises(InputError):
        tokens.service.revoke(token.id, by=" ")
    assert [row.actor for row in tokens.rows("token.revoked")] == ["The chief"]


def test_it_ends_with_its_account(tokens):
    _, secret = tokens.make()
    tokens.office.accounts.set_active("Anna Ek", active=False, by="chief")

    assert tokens.service.bearer(secret) is None
    tokens.office.accounts.set_active("Anna Ek", active=True, by="chief")
    assert tokens.service.bearer(secret) is not None


def test_it_opens_nothing_in_another_organisation(tokens):
    _, secret = tokens.make()
    engine = tokens.office.units._engine
    other = OrganisationId("other")
    ensure_organisation(engine, Organisation(other, "Other"))
    there = TokenService(unit_of_work_factory(engine, other), lambda: tokens.at, lambda: "x")

    assert there.bearer(secret) is None
    assert there.all() == ()
    with pytest.raises(NotFound):
        there.get(TokenId("t0"))


def test_the_last_use_is_noted_to_the_minute(tokens):
    token, secret = tokens.make()
    first = tokens.at

    assert tokens.service.get(token.id).last_used_at is None
    tokens.service.bearer(secret)
    tokens.at += timedelta(seconds=59)
    tokens.service.bearer(secret)
    assert tokens.service.get(token.id).last_used_at == first
    tokens.at += timedelta(seconds=1)
    tokens.service.bearer(secret)
    assert tokens.service.get(token.id).last_used_at == tokens.at


def test_that_one_was_made_is_in_the_log(tokens):
    token, _ = tokens.make()

    [row] = tokens.rows("token.made")
    assert (row.actor, row.object_id) == ("chief", token.id)
    assert json.loads(row.details)["role"] == "linkworker"
