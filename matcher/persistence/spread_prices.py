"""Prices of crowded openings in the database; one set is in use, and those before are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from matcher.domain.ids import OpeningId
from matcher.domain.spread import SpreadBy, SpreadPrices
from matcher.errors import ChecksumMismatch, NotFound
from matcher.persistence.rows import SpreadPriceRow, SpreadPricesRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId


class SqlSpreadPrices:
    """:class:`matcher.ports.SpreadPriceStore` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def in_use(self) -> SpreadPrices | None:
        """Return the prices that lists are chosen at, ``None`` when it is by score alone.

        Raises
        ------
        ChecksumMismatch
            What was kept is not what was put in.
        """
        found = self._id_in_use()
        return None if found is None else self.get(found)

    def use(self, prices: SpreadPrices) -> None:
        """Keep prices and use them from now on; those before are ended."""
        self._end(prices.by, prices.at)
        self._connection.execute(
            insert(SpreadPricesRow).values(
                organisation_id=self._organisation,
                id=prices.id,
                at=prices.at,
                by=prices.by,
                strength=prices.strength,
                weighed_by=prices.weighed_by.value,
                length=prices.length,
                minimum=prices.minimum,
                seed=prices.seed,
            )
        )
        rows = [
            {
                "organisation_id": self._organisation,
                "prices": prices.id,
                "opening": opening,
                "price": price,
            }
            for opening, price in prices.price.items()
        ]
        if rows:
            self._connection.execute(insert(SpreadPriceRow), rows)

    def end(self, by: str, at: datetime) -> str | None:
        """End the use of prices, and return their id; ``None`` when there were none."""
        found = self._id_in_use()
        if found is not None:
            self._end(by, at)
        return found

    def get(self, prices_id: str) -> SpreadPrices:
        """Return prices that are or were in use.

        Raises
        ------
        NotFound
            There are none with this id.
        ChecksumMismatch
            What was kept is not what was put in.
        """
        row = self._connection.execute(
            select(SpreadPricesRow.__table__).where(
                SpreadPricesRow.organisation_id == self._organisation,
                SpreadPricesRow.id == prices_id,
            )
        ).one_or_none()
        if row is None:
            raise NotFound(
                f"There are no prices {prices_id[:12]}. Make new ones with `stegvis plan spread`."
            )
        of_openings = self._connection.execute(
            select(SpreadPriceRow.opening, SpreadPriceRow.price).where(
                SpreadPriceRow.organisation_id == self._organisation,
                SpreadPriceRow.prices == prices_id,
            )
        )
        found = SpreadPrices(
            at=row.at,
            by=row.by,
            strength=row.strength,
            weighed_by=SpreadBy(row.weighed_by),
            length=row.length,
            minimum=row.minimum,
            seed=row.seed,
            price={OpeningId(opening): price for opening, price in of_openings},
        )
        if found.id != prices_id:
            raise ChecksumMismatch(
                f"The prices {prices_id[:12]} were changed since they were put to use. "
                "`stegvis plan spread --end` makes lists by score alone again."
            )
        return found

    def _id_in_use(self) -> str | None:
        return self._connection.scalar(
            select(SpreadPricesRow.id).where(
                SpreadPricesRow.organisation_id == self._organisation,
                SpreadPricesRow.ended_at.is_(None),
            )
        )

    def _end(self, by: str, at: datetime) -> None:
        self._connection.execute(
            update(SpreadPricesRow)
            .where(
                SpreadPricesRow.organisation_id == self._organisation,
                SpreadPricesRow.ended_at.is_(None),
            )
            .values(ended_at=at, ended_by=by)
        )
