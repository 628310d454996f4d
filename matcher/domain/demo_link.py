"""Links that sign in to the demo: one a role, made of the session key, kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from matcher.domain.permissions import ACCOUNT_ROLES

if TYPE_CHECKING:
    from matcher.domain.role import Role

_LETTERS = 32


def demo_path(key: str, role: Role) -> str:
    """Return the path that signs in to the demo in a role.

    >>> from matcher.domain.role import Role
    >>> demo_path("key", Role.ADMIN)[:12]
    '/demo/admin/'
    """
    return f"/demo/{role.value}/{_signature(key, role)}"


def demo_role(key: str, role: str, signature: str) -> Role | None:
    """Return the role that a link signs in to; ``None`` when we did not make it."""
    for known in ACCOUNT_ROLES:
        if known.value == role and hmac.compare_digest(
            _signature(key, known).encode(), signature.encode()
        ):
            return known
    return None


def _signature(key: str, role: Role) -> str:
    said = f"demo sign-in: {role.value}".encode()
    return hmac.new(key.encode(), said, hashlib.sha256).hexdigest()[:_LETTERS]
