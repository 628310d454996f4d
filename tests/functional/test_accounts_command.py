"""`stegvis accounts`: the first administrator, and everything without a browser."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from matcher.bootstrap import build_services
from matcher.cli.main import app
from matcher.domain.ids import OrganisationId
from matcher.domain.participant import Participant
from matcher.domain.role import Role
from matcher.errors import Conflict, DecisionError, InputError, NotFound
from matcher.settings import Settings


@pytest.fixture
def office(tmp_path):
    settings = Settings(home=tmp_path, programme="programme")
    services = build_services(settings)
    with services.units(write=True) as unit:
        unit.participants.put([Participant(OrganisationId("local"), f"P00{n}") for n in (1, 2)])
        unit.commit()
    return services


@pytest.fixture
def run(office):
    environment = {"STEGVIS_HOME": str(office.settings.home), "STEGVIS_PROGRAMME": "programme"}

    def run(*arguments):
        result = CliRunner().invoke(app, ["accounts", *arguments], env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return " ".join(result.output.split())

    return run


def test_the_first_administrator_gets_a_link(office, run):
    said = run("invite", "Åsa Ek", "--role", "admin", "--address", "https://stegvis.example/")

    assert "user name: asa.ek" in said
    token = re.search(r"https://stegvis\.example/welcome/([\w-]+)", said)[1]
    assert office.accounts.of_code(token).name == "Åsa Ek"
    assert "has a link to choose a password" in run("list")
    with pytest.raises(Conflict):
        run("invite", "Åsa Ek", "--role", "admin")


def test_lists_and_links_as_json(run):
    invited = run("invite", "Bo", "--role", "planner", "--json")
    assert '"login": "bo"' in invited
    assert "/welcome/" in invited
    assert '"has_password": false' in run("list", "--json")
    assert "/welcome/" in run("reset", "bo", "--json")


def test_roles_resets_and_the_deactivated(office, run):
    run("invite", "Bo", "--role", "linkworker")
    assert "linkworker, planner" in run("grant", "bo", "--role", "planner")
    assert "24 hours" in run("reset", "Bo", "--second-step")
    assert "cannot sign in" in run("deactivate", "Bo", "--by", "chief")
    assert "deactivated" in run("list")
    with pytest.raises(DecisionError):
        run("reset", "Bo")
    assert "can sign in again" in run("activate", "Bo")
    with office.units() as unit:
        actors = {event.actor for event in unit.audit.events()}
    assert actors == {"command line", "chief"}


def test_people_are_handed_over_and_covered(office, run):
    for name in ("Anna", "Bo"):
        run("invite", name, "--role", "linkworker")
    with pytest.raises(InputError, match="--unassigned"):
        run("assign", "anna")
    assert "linkworker of 1" in run("assign", "anna", "P001", "--handler")
    assert "linkworker of 1" in run("assign", "anna", "--unassigned")
    assert office.caseloads.unassigned(Role.LINKWORKER) == ()
    with pytest.raises(NotFound, match="P999"):
        run("assign", "anna", "P999")
    said = run("cover", "anna", "bo", "--from", "2026-12-01", "--to", "2026-12-24")
    assert "Bo sees the caseload of Anna from 2026-12-01 to 2026-12-24" in said
    with pytest.raises(InputError, match="before it begins"):
        run("cover", "anna", "bo", "--from", "2026-12-24", "--to", "2026-12-01")
