"""Versions of ladders in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from matcher.domain.ladder_version import LadderAction, LadderHistory, LadderVersion
from matcher.domain.sector import Sector
from matcher.errors import NotFound
from matcher.persistence.rows import LadderVersionRow
from matcher.persistence.written import note_published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlLadderVersions:
    """:class:`matcher.ports.LadderVersions` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def history(self, sector: Sector) -> LadderHistory:
        """Return every change of a ladder, without the texts."""
        row = LadderVersionRow
        rows = self._connection.execute(
            select(
                row.number,
                row.action,
                row.by,
                row.at,
                row.before,
                row.steps,
                row.with_whom,
                row.agreed_on,
            )
            .where(row.organisation_id == self._organisation, row.sector == sector.value)
            .order_by(row.number)
        )
        return LadderHistory(
            tuple(
                LadderVersion(
                    sector,
                    one.number,
                    LadderAction(one.action),
                    one.by,
                    one.at,
                    one.before,
                    tuple(one.steps),
                    one.with_whom,
                    one.agreed_on,
                )
                for one in rows
            )
        )

    def text(self, sector: Sector, number: int) -> str:
        """Return the ladder after a change; raises :class:`matcher.errors.NotFound`."""
        row = LadderVersionRow
        text = self._connection.scalar(
            select(row.text).where(
                row.organisation_id == self._organisation,
                row.sector == sector.value,
                row.number == number,
            )
        )
        if text is None:
            raise NotFound(
                f"There is no version {number} of the ladder for {sector}. Choose one from the "
                "history of the ladder."
            )
        return text

    def add(self, version: LadderVersion, text: str) -> None:
        """Keep a change with the whole ladder after it."""
        self._connection.execute(
            insert(LadderVersionRow).values(
                organisation_id=self._organisation,
                sector=version.sector.value,
                number=version.number,
                action=version.action.value,
                text=text,
                by=version.by,
                at=version.at,
                before=version.before,
                steps=list(version.steps),
                with_whom=version.with_whom,
                agreed_on=version.agreed_on,
            )
        )
        if version.action is LadderAction.PUBLISH:
            note_published(self._connection, version.sector)

    def in_use(self) -> Mapping[Sector, int]:
        """Return the number of the version in use of each ladder that was published here."""
        row = LadderVersionRow
        rows = self._connection.execute(
            select(row.sector, func.max(row.number))
            .where(
                row.organisation_id == self._organisation,
                row.action == LadderAction.PUBLISH.value,
            )
            .group_by(row.sector)
        )
        return {Sector(sector): number for sector, number in rows}
