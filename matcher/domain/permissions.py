"""What each role may do: one table; what does not stand in it may not be done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.role import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class Permission(StrEnum):
    """What somebody may do; whom it may be done to is :mod:`matcher.domain.visibility`."""

    SEE_PEOPLE = "see_people"
    SUGGEST = "suggest"
    DECIDE = "decide"
    CONFIRM_CONCEPTS = "confirm_concepts"
    HELP_APPLY = "help_apply"
    ASK_PERSON = "ask_person"
    ANSWER = "answer"
    PLAN_ACTIVITIES = "plan_activities"
    WRITE_PLAN = "write_plan"
    HEALTH_SCOPE = "health_scope"
    POST_OPENINGS = "post_openings"
    IMPORT_ROWS = "import_rows"
    SEE_AGGREGATES = "see_aggregates"
    EXPORT_RESEARCH = "export_research"
    MANAGE_ACCOUNTS = "manage_accounts"
    STOP_SUGGESTIONS = "stop_suggestions"
    READ_LOG = "read_log"
    SEE_LADDERS = "see_ladders"
    WRITE_LADDERS = "write_ladders"


_P = Permission
_COACH = frozenset({_P.SEE_PEOPLE, _P.PLAN_ACTIVITIES, _P.WRITE_PLAN, _P.SEE_LADDERS})

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.LINKWORKER: frozenset(
        {
            _P.SEE_PEOPLE,
            _P.SUGGEST,
            _P.DECIDE,
            _P.CONFIRM_CONCEPTS,
            _P.HELP_APPLY,
            _P.ASK_PERSON,
            _P.POST_OPENINGS,
            _P.IMPORT_ROWS,
            _P.SEE_LADDERS,
        }
    ),
    Role.COORDINATOR: _COACH | {_P.CONFIRM_CONCEPTS, _P.HELP_APPLY, _P.HEALTH_SCOPE},
    Role.JOB_COACH: _COACH | {_P.CONFIRM_CONCEPTS, _P.HELP_APPLY},
    Role.HEALTH_COACH: _COACH | {_P.HEALTH_SCOPE},
    Role.STUDY_COACH: _COACH,
    Role.DIGITAL_COACH: _COACH,
    Role.STUDY_COUNSELLOR: _COACH,
    Role.FRONT_DESK: frozenset({_P.SEE_LADDERS}),
    Role.NGO_LEADER: frozenset({_P.PLAN_ACTIVITIES, _P.SEE_LADDERS}),
    Role.EMPLOYER: frozenset({_P.POST_OPENINGS, _P.ANSWER}),
    Role.SITE_MANAGER: frozenset({_P.ANSWER}),
    Role.PLANNER: frozenset({_P.SEE_AGGREGATES, _P.SEE_LADDERS, _P.WRITE_LADDERS}),
    Role.PARTICIPANT: frozenset({_P.ANSWER}),
    Role.RESEARCHER: frozenset({_P.EXPORT_RESEARCH, _P.SEE_LADDERS}),
    Role.ADMIN: frozenset({_P.MANAGE_ACCOUNTS, _P.STOP_SUGGESTIONS, _P.SEE_LADDERS}),
    Role.AUDITOR: frozenset({_P.READ_LOG, _P.SEE_LADDERS}),
}
"""``SYSTEM`` and ``CLOCK`` are nobody who signs in, so nothing stands here for them."""

ACCOUNT_ROLES = tuple(
    role
    for role in Role
    if role in PERMISSIONS and role not in {Role.SITE_MANAGER, Role.PARTICIPANT}
)
"""Roles of those who have an account; participants and site managers come by a link."""

CASE_ROLES = tuple(role for role in ACCOUNT_ROLES if Permission.SEE_PEOPLE in PERMISSIONS[role])
"""Roles in which somebody can have a caseload."""


def may(role: Role, permission: Permission) -> bool:
    """Say whether a role may do something.

    >>> may(Role.LINKWORKER, Permission.DECIDE), may(Role.ADMIN, Permission.SEE_PEOPLE)
    (True, False)
    """
    return permission in PERMISSIONS.get(role, frozenset())
