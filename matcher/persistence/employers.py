"""Employers and their sites in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.errors import NotFound
from matcher.persistence.bulk import chunks, table_of, upsert
from matcher.persistence.opening_mapper import employer_of, employer_values, site_of, site_values
from matcher.persistence.rows import EmployerRow, SiteRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Connection

    from matcher.domain.ids import EmployerId, OrganisationId
    from matcher.domain.opening import Employer, Site


class SqlEmployers:
    """:class:`matcher.ports.Employers` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def get(self, employer: EmployerId) -> Employer:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self.among([employer])
        if not found:
            raise NotFound(f"There is no employer {employer}. Check its id.")
        return found[0]

    def all(self) -> tuple[Employer, ...]:
        """Return every employer, by id."""
        return self._select()

    def among(self, ids: Collection[str]) -> tuple[Employer, ...]:
        """Return those of some employers that are there, by id."""
        return tuple(one for part in chunks(ids) for one in self._select(EmployerRow.id.in_(part)))

    def _select(self, *which: ColumnElement[bool]) -> tuple[Employer, ...]:
        rows = self._connection.execute(
            select(EmployerRow.__table__)
            .where(EmployerRow.organisation_id == self._organisation, *which)
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
