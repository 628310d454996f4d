"""What the audit log says of tokens of programs, and of what is done by one."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from matcher.domain.api_token import ApiToken
    from matcher.domain.ids import TokenId

TOKEN = "token"  # noqa: S105  (a name in the log)
_ACTING: ContextVar[TokenId | None] = ContextVar("acting_by_token", default=None)


def token_moved(what: str, token: ApiToken, by: str, at: datetime) -> AuditEntry:
    """Say that a token was ``made`` or ``revoked``, for whom and with which scopes."""
    details = {
        "user": token.user,
        "role": token.role.value,
        "scopes": sorted(token.scopes),
        "expires_at": token.expires_at.isoformat(),
    }
    return AuditEntry(at, by, f"token.{what}", TOKEN, token.id, details=details)


@contextmanager
def acting_by(token: TokenId) -> Iterator[None]:
    """Let every row that is recorded meanwhile, in this thread, say by which token it was done.

    The actor of a row stays the person whom the token stands for.
    """
    before = _ACTING.set(token)
    try:
        yield
    finally:
        _ACTING.reset(before)


def with_token(entry: AuditEntry) -> AuditEntry:
    """Return an entry that says by which token it was done, when it was done by one."""
    token = _ACTING.get()
    if token is None:
        return entry
    return replace(entry, details={**entry.details, "by_token": token})
