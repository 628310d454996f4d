"""The served document holds: whatever is asked in its words is answered in its words."""

from __future__ import annotations

import pytest
from functional.api_client import program
from functional.api_fuzzing import fuzz
from functional.serving import serving
from functional.test_api_participants import add_people
from functional.test_api_placements import hired
from functional.web_programme import EMPLOYER, EverythingFits, build, people

from matcher.domain.ids import ParticipantCode
from matcher.domain.permissions import ACCOUNT_ROLES, CASE_ROLES
from matcher.domain.role import Role
from matcher.domain.token_scope import scopes_of
from web.api_rules import API_RULES
from web.areas.api.application import document
from web.auth import limits

MOVES = (
    "POST /api/v1/suggestions/{suggestion_id}/decisions",
    "POST /api/v1/suggestions/{suggestion_id}/answers",
    "POST /api/v1/placements/{placement_id}/moves",
    "POST /api/v1/placements/{placement_id}/follow-ups/{point}/moves",
)
EXAMPLES = 20
"""So many ways to ask for each thing come to every answer that is looked for below."""
OTHERS = tuple(
    {scopes_of(role): role for role in reversed(ACCOUNT_ROLES) if scopes_of(role)}.values()
)
"""One role for each set of scopes that a role can be given."""


@pytest.fixture
def programme(tmp_path, monkeypatch):
    """Somebody at a job, two whom jobs are suggested for, and no limit of how often is asked."""
    monkeypatch.setattr(limits, "REQUESTS_OF_A_TOKEN", "1000000 per minute")
    programme = build(tmp_path, kind=EverythingFits)
    add_people(programme, "P004", experiences=people()[0].experiences)
    hired(programme, program(programme))
    programme.suggest("P002")
    programme.suggest("P004")
    return programme


def test_everything_is_asked_in_the_name_of_a_linkworker(programme):
    with serving(programme.app) as address:
        found = fuzz(program(programme), address, EXAMPLES)

    assert found.wrong == []
    assert len(found.answers) == len(API_RULES)
    # It came further than "not found": everything that this role may do was done.
    done = {label for label, answers in found.answers.items() if answers[200]}
    of_a_batch = ("GET /api/v1/imports/{batch_id}", "POST /api/v1/imports/{batch_id}/undo")
    assert set(found.answers) - done <= {"GET /api/v1/gaps", *of_a_batch}
    assert [label for label in MOVES if not {200, 412} <= set(found.answers[label])] == []
    assert {409, 422} <= {status for label in MOVES for status in found.answers[label]}


@pytest.mark.parametrize("role", [role for role in OTHERS if role is not Role.LINKWORKER])
def test_everything_is_asked_in_the_name_of_every_other_role(programme, role):
    services, name = programme.services, f"The {role}"
    employer = EMPLOYER.id if role is Role.EMPLOYER else None
    services.accounts.invite(name, role, by="chief", employer=employer)
    if role in CASE_ROLES:
        people = [ParticipantCode(code) for code in ("P001", "P002", "P004")]
        services.caseloads.assign(people, services.accounts.named(name), role, by="chief")

    with serving(programme.app) as address:
        found = fuzz(program(programme, name), address, 1, all_seen=False)

    assert found.wrong == []
    assert {str(status) for answers in found.answers.values() for status in answers} <= {
        *("200", "304"),
        *("400", "401", "404", "405", "422", "428"),
    }
    # An employer's program only posts, and a made-up posting fits no ladder.
    reached = any(answers[200] for answers in found.answers.values())
    assert reached or role is Role.EMPLOYER


def test_what_each_move_needs_is_said(programme):
    said = document(programme.app)["components"]["schemas"]

    moves = {one["title"]: one for one in said["PlacementBody"]["oneOf"]}
    assert moves["start"]["required"] == ["action", "day"]
    assert set(moves["end_early"]["required"]) == {"action", "party", "reason", "day"}
    assert set(moves["end_early"]["properties"]["reason"]["enum"]) != set(
        moves["not_start"]["properties"]["reason"]["enum"]
    )
    hires = [one for one in said["DecisionBody"]["oneOf"] if one["title"] == "hire"]
    assert [one["required"] for one in hires] == [["action", "card", "day"], ["action"]]
