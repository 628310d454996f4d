"""Links by which employers post jobs, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.domain.ids import EmployerId, OpeningId
from matcher.domain.posting import PostingLink
from matcher.errors import NotFound
from matcher.persistence.bulk import table_of, upsert
from matcher.persistence.employer_rows import PostingLinkRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlPostingLinks:
    """:class:`matcher.ports.PostingLinks` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, link: PostingLink) -> None:
        """Store a link, or what was posted with it."""
        values = {
            "organisation_id": self._organisation,
            "digest": link.digest,
            "employer": link.employer,
            "contact": link.contact,
            "made_at": link.made_at,
            "by": link.by,
            "opening": link.opening,
        }
        upsert(self._connection, table_of(PostingLinkRow.__tablename__), [values])

    def get(self, digest: str) -> PostingLink:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        row = (
            self._connection.execute(
                select(PostingLinkRow.__table__).where(
                    PostingLinkRow.organisation_id == self._organisation,
                    PostingLinkRow.digest == digest,
                )
            )
            .mappings()
            .one_or_none()
        )
        if row is None:
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        return PostingLink(
            row["digest"],
            EmployerId(row["employer"]),
            row["contact"],
            row["made_at"],
            row["by"],
            OpeningId(row["opening"]) if row["opening"] else None,
        )
