"""What a route of programs needs: of the role of the account, and of the scopes of the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.permissions import Permission
from matcher.domain.token_scope import TokenScope

if TYPE_CHECKING:
    from collections.abc import Mapping

_P, _S = Permission, TokenScope

API_RULES: Mapping[str, tuple[Permission, TokenScope]] = {
    "api_participants.several": (_P.SEE_PEOPLE, _S.PARTICIPANTS_READ),
    "api_participants.one": (_P.SEE_PEOPLE, _S.PARTICIPANTS_READ),
}
"""As the page or button that shows or does the same; a scope never opens more than that."""
