"""Employers and their sites in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.persistence.bulk import table_of, upsert
from matcher.persistence.opening_mapper import employer_of, employer_values, site_of, site_values
from matcher.persistence.rows import EmployerRow, SiteRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.opening import Employer, Site


class SqlEmployers:
    """:class:`matcher.ports.Employers` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def all(self) -> tuple[Employer, ...]:
        """Return every employer, by id."""
        rows = self._connection.execute(
            select(EmployerRow.__table__)
            .where(EmployerRow.organisation_id == self._organisation)
            .order_by(EmployerRow.id)
        ).mappings()
        return tuple(employer_of(row) for row in rows)

    def sites(self) -> tuple[Site, ...]:
        """Return every site, by employer and name."""
        rows = self._connection.execute(
            select(SiteRow.__table__)
            .where(SiteRow.organisation_id == self._organisation)
            .order_by(SiteRow.employer, SiteRow.name)
        ).mappings()
        return tuple(site_of(row) for row in rows)

    def put(self, employers: Sequence[Employer], sites: Sequence[Site] = ()) -> None:
        """Insert or replace employers by id and sites by employer and name.

        Raises
        ------
        ValueError
            An employer belongs to another organisation.
        """
        for employer in employers:
            if employer.organisation != self._organisation:
                raise ValueError(
                    f"{employer.id} belongs to {employer.organisation!r}, "
                    f"not {self._organisation!r}"
                )
        upsert(
            self._connection,
            table_of(EmployerRow.__tablename__),
            [employer_values(employer) for employer in employers],
        )
        upsert(
            self._connection,
            table_of(SiteRow.__tablename__),
            [site_values(site, self._organisation) for site in sites],
        )
