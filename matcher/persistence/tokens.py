"""Tokens of programs in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, insert, select, update

from matcher.domain.api_token import ApiToken
from matcher.domain.ids import TokenId, UserId
from matcher.domain.role import Role
from matcher.domain.token_scope import TokenScope
from matcher.errors import NotFound
from matcher.persistence.rows import ApiTokenRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored


class SqlApiTokens:
    """:class:`matcher.ports.ApiTokens` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, token: ApiToken, digest: str) -> None:
        """Store a new one with the digest of its secret."""
        values = {
            "organisation_id": str(self._organisation),
            "id": str(token.id),
            "digest": digest,
            "name": token.name,
            "user": str(token.user),
            "role": token.role.value,
            "scopes": sorted(scope.value for scope in token.scopes),
            "made_at": token.made_at,
            "by": token.by,
            "expires_at": token.expires_at,
        }
        self._connection.execute(insert(ApiTokenRow).values(**values))

    def all(self) -> tuple[ApiToken, ...]:
        """Return every token, the newest first."""
        return tuple(map(_token_of, self._select()))

    def get(self, token_id: TokenId) -> ApiToken:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._select(ApiTokenRow.id == token_id)
        if not found:
            raise NotFound(f"There is no token {token_id}. `stegvis tokens list` shows them.")
        return _token_of(found[0])

    def by_digest(self, digest: str) -> ApiToken | None:
        """Return the one whose secret has a digest."""
        return next(map(_token_of, self._select(ApiTokenRow.digest == digest)), None)

    def note_use(self, token_id: TokenId, at: datetime) -> None:
        """Note when it was used."""
        self._connection.execute(
            update(ApiTokenRow)
            .where(self._mine(ApiTokenRow.id == token_id))
            .values(last_used_at=at)
        )

    def revoke(self, token_id: TokenId, by: str, at: datetime) -> bool:
        """End a token; ``False`` when it was ended before."""
        ended = self._connection.execute(
            update(ApiTokenRow)
            .where(self._mine(ApiTokenRow.id == token_id, ApiTokenRow.revoked_at.is_(None)))
            .values(revoked_at=at, revoked_by=by)
        )
        return ended.rowcount == 1

    def _select(self, *where: ColumnElement[bool]) -> Sequence[RowMapping]:
        statement = (
            select(ApiTokenRow.__table__)
            .where(self._mine(*where))
            .order_by(ApiTokenRow.made_at.desc(), ApiTokenRow.id)
        )
        return self._connection.execute(statement).mappings().all()

    def _mine(self, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(ApiTokenRow.organisation_id == self._organisation, *where)


def _token_of(row: Stored) -> ApiToken:
    return ApiToken(
        id=TokenId(row["id"]),
        name=row["name"],
        user=UserId(row["user"]),
        role=Role(row["role"]),
        scopes=frozenset(map(TokenScope, row["scopes"])),
        made_at=row["made_at"],
        by=row["by"],
        expires_at=row["expires_at"],
        last_used_at=row["last_used_at"],
        revoked_at=row["revoked_at"],
        revoked_by=row["revoked_by"],
    )
