"""Links by which those without an account answer, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select, update

from matcher.domain.answer_link import AnswerLink
from matcher.domain.ids import SuggestionId
from matcher.domain.role import Role
from matcher.errors import NotFound
from matcher.persistence.bulk import table_of, upsert
from matcher.persistence.rows import AnswerLinkRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored


class SqlAnswerLinks:
    """:class:`matcher.ports.AnswerLinks` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, link: AnswerLink) -> None:
        """Store a link, or what changed about it."""
        values = {
            "organisation_id": self._organisation,
            "digest": link.digest,
            "suggestion": link.suggestion,
            "role": link.role.value,
            "name": link.name,
            "code_digest": link.code_digest,
            "wrong_codes": link.wrong_codes,
            "made_at": link.made_at,
            "by": link.by,
            "forwarded_from": link.forwarded_from,
            "answered_at": link.answered_at,
        }
        upsert(self._connection, table_of(AnswerLinkRow.__tablename__), [values])

    def get(self, digest: str) -> AnswerLink:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._links(AnswerLinkRow.digest == digest)
        if not found:
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        return found[0]

    def of(self, suggestion: SuggestionId) -> tuple[AnswerLink, ...]:
        """Return those of a suggestion, the first one first."""
        return self._links(AnswerLinkRow.suggestion == suggestion)

    def count_wrong_code(self, digest: str) -> None:
        """Count a wrong code, whoever else counts at the same time."""
        self._connection.execute(
            update(AnswerLinkRow)
            .where(self._is(digest))
            .values(wrong_codes=AnswerLinkRow.wrong_codes + 1)
        )

    def use(self, digest: str, at: datetime) -> bool:
        """Note that a link was answered with; ``False`` when it had been before."""
        used = self._connection.execute(
            update(AnswerLinkRow)
            .where(self._is(digest), AnswerLinkRow.answered_at.is_(None))
            .values(answered_at=at)
        )
        return used.rowcount == 1

    def _is(self, digest: str) -> ColumnElement[bool]:
        return and_(
            AnswerLinkRow.organisation_id == self._organisation, AnswerLinkRow.digest == digest
        )

    def _links(self, which: ColumnElement[bool]) -> tuple[AnswerLink, ...]:
        rows = self._connection.execute(
            select(AnswerLinkRow.__table__)
            .where(AnswerLinkRow.organisation_id == self._organisation, which)
            .order_by(AnswerLinkRow.made_at, AnswerLinkRow.digest)
        ).mappings()
        return tuple(_link_of(row) for row in rows)


def _link_of(row: Stored) -> AnswerLink:
    return AnswerLink(
        digest=row["digest"],
        suggestion=SuggestionId(row["suggestion"]),
        role=Role(row["role"]),
        made_at=row["made_at"],
        by=row["by"],
        name=row["name"],
        code_digest=row["code_digest"],
        wrong_codes=row["wrong_codes"],
        forwarded_from=row["forwarded_from"],
        answered_at=row["answered_at"],
    )
