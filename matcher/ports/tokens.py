"""Tokens of programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.api_token import ApiToken
    from matcher.domain.ids import TokenId


class ApiTokens(Protocol):
    """Tokens by which programs act in one organisation."""

    def add(self, token: ApiToken, digest: str) -> None:
        """Store a new one with the digest of its secret."""
        ...

    def all(self) -> tuple[ApiToken, ...]:
        """Return every token, the newest first."""
        ...

    def get(self, token_id: TokenId) -> ApiToken:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def by_digest(self, digest: str) -> ApiToken | None:
        """Return the one whose secret has a digest."""
        ...

    def note_use(self, token_id: TokenId, at: datetime) -> None:
        """Note when it was used."""
        ...

    def revoke(self, token_id: TokenId, by: str, at: datetime) -> bool:
        """End a token; ``False`` when it was ended before."""
        ...
