"""What a token of a program may be used for, and what its account's role must be allowed for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.permissions import Permission, may

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.role import Role


class TokenScope(StrEnum):
    """One thing that a program may read or do."""

    PARTICIPANTS_READ = "participants:read"
    PARTICIPANTS_WRITE = "participants:write"
    OPENINGS_READ = "openings:read"
    OPENINGS_WRITE = "openings:write"
    IMPORTS_WRITE = "imports:write"
    LADDERS_READ = "ladders:read"
    SUGGESTIONS_READ = "suggestions:read"
    SUGGESTIONS_WRITE = "suggestions:write"
    DECISIONS_WRITE = "decisions:write"
    DISCLOSURES_READ = "disclosures:read"
    DISCLOSURES_WRITE = "disclosures:write"
    PLACEMENTS_READ = "placements:read"
    PLACEMENTS_WRITE = "placements:write"
    EVENTS_READ = "events:read"
    GAPS_READ = "gaps:read"


_S, _P = TokenScope, Permission
NEEDS: Mapping[TokenScope, Permission] = {
    _S.PARTICIPANTS_READ: _P.SEE_PEOPLE,
    _S.PARTICIPANTS_WRITE: _P.IMPORT_ROWS,
    _S.OPENINGS_READ: _P.DECIDE,
    _S.OPENINGS_WRITE: _P.POST_OPENINGS,
    _S.IMPORTS_WRITE: _P.IMPORT_ROWS,
    _S.LADDERS_READ: _P.SEE_LADDERS,
    _S.SUGGESTIONS_READ: _P.SEE_PEOPLE,
    _S.SUGGESTIONS_WRITE: _P.SUGGEST,
    _S.DECISIONS_WRITE: _P.DECIDE,
    _S.DISCLOSURES_READ: _P.SEE_PEOPLE,
    _S.DISCLOSURES_WRITE: _P.ASK_PERSON,
    _S.PLACEMENTS_READ: _P.SEE_PEOPLE,
    _S.PLACEMENTS_WRITE: _P.DECIDE,
    _S.EVENTS_READ: _P.SEE_PEOPLE,
    _S.GAPS_READ: _P.SEE_AGGREGATES,
}
"""What a role must be allowed for a scope to open anything; a route may ask for more."""


def scopes_of(role: Role) -> tuple[TokenScope, ...]:
    """Return the scopes that open something to a role.

    >>> from matcher.domain.role import Role
    >>> [scope.value for scope in scopes_of(Role.PLANNER)]
    ['ladders:read', 'gaps:read']
    """
    return tuple(scope for scope in TokenScope if may(role, NEEDS[scope]))
