"""Versions of instruments in the database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from matcher.domain.instrument import Indicator, Instrument, Item, Respondent, Scope
from matcher.domain.text import LocalText
from matcher.errors import Conflict
from matcher.persistence.rows import InstrumentRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping

    from matcher.domain.ids import OrganisationId


class SqlInstruments:
    """:class:`matcher.ports.Instruments` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def use(self, instrument: Instrument, *, by: str, at: datetime) -> bool:
        """Ask with this one from now on; ``False`` when it was in use already.

        Raises
        ------
        Conflict
            There is another wording under this id and version.
        """
        if self.in_use() == instrument:
            return False
        this = (
            InstrumentRow.organisation_id == self._organisation,
            InstrumentRow.id == instrument.id,
            InstrumentRow.version == instrument.version,
        )
        known = (
            self._connection.execute(select(InstrumentRow.__table__).where(*this))
            .mappings()
            .one_or_none()
        )
        if known is None:
            self._connection.execute(
                insert(InstrumentRow).values(
                    organisation_id=self._organisation,
                    **_values(instrument),
                    by=by,
                    used_from=at,
                )
            )
            return True
        if instrument_of(known) != instrument:
            raise Conflict(
                f"There is another wording under {instrument.id} {instrument.version}, and people "
                "may have answered it. Give the file the next version.",
                code="instrument.other",
            )
        self._connection.execute(update(InstrumentRow).where(*this).values(by=by, used_from=at))
        return True

    def in_use(self) -> Instrument | None:
        """Return the one in use, ``None`` before the first."""
        row = (
            self._connection.execute(
                select(InstrumentRow.__table__)
                .where(InstrumentRow.organisation_id == self._organisation)
                .order_by(InstrumentRow.used_from.desc(), InstrumentRow.id, InstrumentRow.version)
                .limit(1)
            )
            .mappings()
            .one_or_none()
        )
        return None if row is None else instrument_of(row)


def instrument_of(row: RowMapping) -> Instrument:
    """Return the instrument that a row holds."""
    return Instrument(
        row["id"],
        row["version"],
        row["licence"],
        row["own"],
        LocalText(**row["names"]),
        tuple(_item_of(one) for one in row["items"]),
        row["closer_from"],
    )


def _values(instrument: Instrument) -> dict[str, Any]:
    return {
        "id": instrument.id,
        "version": instrument.version,
        "licence": instrument.licence,
        "own": instrument.own,
        "names": asdict(instrument.names),
        "items": [
            asdict(one) | {"anchors": {str(at): asdict(said) for at, said in one.anchors.items()}}
            for one in instrument.items
        ],
        "target": instrument.target.code,
        "closer_from": instrument.closer_from,
    }


def _item_of(stored: dict[str, Any]) -> Item:
    return Item(
        stored["code"],
        Indicator(stored["indicator"]),
        Respondent(stored["respondent"]),
        LocalText(**stored["text"]),
        stored["scale_min"],
        stored["scale_max"],
        {int(at): LocalText(**said) for at, said in stored["anchors"].items()},
        Scope(stored["scope"]),
    )
