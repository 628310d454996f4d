"""Links to the own pages of people, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select, update
from sqlalchemy.exc import IntegrityError

from matcher.domain.ids import ParticipantCode
from matcher.domain.personal_link import PersonalLink
from matcher.errors import NotFound
from matcher.persistence.bulk import insert_all, table_of
from matcher.persistence.rows import PersonalLinkRow

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import OrganisationId
    from matcher.persistence.values import Stored


class SqlPersonalLinks:
    """:class:`matcher.ports.PersonalLinks` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, link: PersonalLink) -> None:
        """Store a new link; those the person had before work no more.

        Raises
        ------
        NotFound
            There is no such participant.
        """
        self._connection.execute(
            update(PersonalLinkRow)
            .where(self._where(PersonalLinkRow.participant == link.participant))
            .where(PersonalLinkRow.closed_at.is_(None))
            .values(closed_at=link.made_at)
        )
        values = {
            "organisation_id": self._organisation,
            "digest": link.digest,
            "participant": link.participant,
            "code_digest": link.code_digest,
            "wrong_codes": link.wrong_codes,
            "made_at": link.made_at,
            "by": link.by,
            "closed_at": link.closed_at,
        }
        try:
            insert_all(self._connection, table_of(PersonalLinkRow.__tablename__), [values])
        except IntegrityError:
            raise NotFound(f"There is no participant {link.participant}. Check the code.") from None

    def get(self, digest: str) -> PersonalLink:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._links(PersonalLinkRow.digest == digest)
        if not found:
            raise NotFound("This link does not work. Ask whoever gave it to you for a new one.")
        return found[0]

    def of(self, code: ParticipantCode) -> tuple[PersonalLink, ...]:
        """Return those of a person, the first one first."""
        return self._links(PersonalLinkRow.participant == code)

    def count_wrong_code(self, digest: str) -> None:
        """Count a wrong code, whoever else counts at the same time."""
        self._connection.execute(
            update(PersonalLinkRow)
            .where(self._where(PersonalLinkRow.digest == digest))
            .values(wrong_codes=PersonalLinkRow.wrong_codes + 1)
        )

    def _where(self, which: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(PersonalLinkRow.organisation_id == self._organisation, which)

    def _links(self, which: ColumnElement[bool]) -> tuple[PersonalLink, ...]:
        rows = self._connection.execute(
            select(PersonalLinkRow.__table__)
            .where(self._where(which))
            .order_by(PersonalLinkRow.made_at, PersonalLinkRow.digest)
        ).mappings()
        return tuple(_link_of(row) for row in rows)


def _link_of(row: Stored) -> PersonalLink:
    return PersonalLink(
        digest=row["digest"],
        participant=ParticipantCode(row["participant"]),
        made_at=row["made_at"],
        by=row["by"],
        code_digest=row["code_digest"],
        wrong_codes=row["wrong_codes"],
        closed_at=row["closed_at"],
    )
