"""`stegvis tokens`: made and shown once, listed, revoked."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from matcher.bootstrap import build_services
from matcher.cli.main import app
from matcher.domain.role import Role
from matcher.errors import DecisionError, InputError, NotFound
from matcher.settings import Settings


@pytest.fixture
def office(tmp_path):
    services = build_services(Settings(home=tmp_path, programme="programme"))
    services.accounts.invite("Anna Ek", Role.LINKWORKER, by="chief")
    return services


@pytest.fixture
def run(office):
    environment = {"STEGVIS_HOME": str(office.settings.home), "STEGVIS_PROGRAMME": "programme"}

    def run(*arguments):
        result = CliRunner().invoke(app, ["tokens", *arguments], env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return run


def test_a_token_is_shown_once_and_works(office, run):
    said = run("create", "anna.ek", "--name", "Case system", "--days", "7")

    secret = said.split()[-1]
    assert "Anna Ek as linkworker" in said
    assert office.tokens.bearer(secret).account.user.login == "anna.ek"
    assert secret not in run("list")
    assert "Case system" in run("list")


def test_as_json_with_some_scopes(office, run):
    made = json.loads(
        run("create", "Anna Ek", "--name", "Board", "--scope", "ladders:read", "--json")
    )

    assert made["scopes"] == ["ladders:read"]
    assert office.tokens.bearer(made["token"]).token.id == made["id"]
    [listed] = json.loads(run("list", "--json"))
    assert (listed["state"], listed["name"]) == ("open", "Board")
    assert "token" not in listed


def test_a_dry_run_makes_and_ends_nothing(office, run):
    said = run("create", "Anna Ek", "--name", "Board", "--dry-run")
    assert "would stand for Anna Ek" in said
    assert "stegvis_" not in said
    assert json.loads(run("create", "Anna Ek", "--name", "B", "--dry-run", "--json"))["id"] is None
    assert office.tokens.all() == ()

    made = json.loads(run("create", "Anna Ek", "--name", "Board", "--json"))
    assert "would not work" in run("revoke", made["id"], "--dry-run")
    assert office.tokens.bearer(made["token"]) is not None


def test_it_is_revoked_once(office, run):
    made = json.loads(run("create", "Anna Ek", "--name", "Board", "--json"))

    assert "works no more" in run("revoke", made["id"], "--by", "Bo")
    assert office.tokens.bearer(made["token"]) is None
    with pytest.raises(DecisionError):
        run("revoke", made["id"])


def test_what_cannot_be_made(run):
    with pytest.raises(InputError, match="gaps:read"):
        run("create", "Anna Ek", "--name", "Board", "--scope", "gaps:read")
    with pytest.raises(NotFound):
        run("create", "Nobody", "--name", "Board")
