"""Lists that are read on from a place in them: one SELECT each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import false, select

from matcher.domain.ids import ParticipantCode
from matcher.domain.listing import ListedPerson, Stretch
from matcher.domain.participant import ParticipantState
from matcher.persistence.mine import asked_by, is_among
from matcher.persistence.people_list import seen_by
from matcher.persistence.rows import ParticipantRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId
    from matcher.domain.listing import Onward
    from matcher.domain.visibility import Viewer
    from matcher.persistence.values import Stored

Row = TypeVar("Row")


class SqlListings:
    """:class:`matcher.ports.Listings` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def people(
        self, viewer: Viewer, day: date, onward: Onward, state: ParticipantState | None
    ) -> Stretch[ListedPerson]:
        """Return those whom somebody may see on a day, by code; of one state, or all."""
        person = ParticipantRow
        where = [
            person.organisation_id == self._organisation,
            person.protected_identity == false(),
            is_among(seen_by(self._organisation, viewer), person.code),
        ]
        if state is not None:
            where.append(person.state == state.value)
        if onward.after:
            where.append(person.code > onward.after[0])
        statement = (
            select(
                person.code,
                person.state,
                person.preferred_language,
                person.municipality,
                person.district,
            )
            .where(*where)
            .order_by(person.code)
            .limit(onward.most + 1)
        )
        told = asked_by(self._organisation, viewer, day)
        rows = self._connection.execute(statement, told).mappings().all()
        return _stretch(rows, onward, _person, lambda row: (row["code"],))


def _stretch(
    rows: Sequence[Stored],
    onward: Onward,
    read: Callable[[Stored], Row],
    place: Callable[[Stored], tuple[str, ...]],
) -> Stretch[Row]:
    """Return a stretch of rows, of which one more than wanted was asked for."""
    kept = rows[: onward.most]
    more = len(rows) > len(kept)
    return Stretch(tuple(map(read, kept)), place(kept[-1]) if more else ())


def _person(row: Stored) -> ListedPerson:
    return ListedPerson(
        ParticipantCode(row["code"]),
        ParticipantState(row["state"]),
        row["preferred_language"],
        row["municipality"],
        row["district"],
    )
