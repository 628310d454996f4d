"""Lists that are read on from a place in them: one SELECT each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode, StepId
from matcher.domain.listing import ListedFollowUp, ListedOpening, ListedPerson, Stretch
from matcher.domain.opening import OpeningKind, OpeningState
from matcher.domain.participant import ParticipantState
from matcher.domain.sector import Sector
from matcher.persistence.mine import asked_by, is_among
from matcher.persistence.people_list import seen_by
from matcher.persistence.placement_mapper import follow_up_of, placement_of
from matcher.persistence.rows import FollowUpRow, OpeningRow, ParticipantRow, PlacementRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy import Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.ids import OrganisationId
    from matcher.domain.listing import Onward
    from matcher.domain.machines.follow_up import FollowUpState
    from matcher.domain.machines.placement import PlacementState
    from matcher.domain.placement import Placement
    from matcher.domain.visibility import Viewer
    from matcher.persistence.values import Stored

    Statement = Select[*tuple[Any, ...]]
    Column = InstrumentedAttribute[str]

Row = TypeVar("Row")
_NOTHING: dict[str, object] = {}


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
        columns = ("code", "state", "preferred_language", "municipality", "district")
        statement = select(*(getattr(person, name) for name in columns)).where(
            person.organisation_id == self._organisation,
            person.protected_identity == false(),
            is_among(seen_by(self._organisation, viewer), person.code),
            *_is(person.state, state),
        )
        told = asked_by(self._organisation, viewer, day)
        return self._stretch(statement, told, onward, (person.code,), _person)

    def openings(
        self, onward: Onward, kind: OpeningKind | None, state: OpeningState | None
    ) -> Stretch[ListedOpening]:
        """Return openings by id; of one kind or state, or all."""
        opening = OpeningRow
        columns = (*_OF_OPENING, "version")
        statement = select(*(getattr(opening, name) for name in columns)).where(
            opening.organisation_id == self._organisation,
            *_is(opening.kind, kind),
            *_is(opening.state, state),
        )
        return self._stretch(statement, _NOTHING, onward, (opening.id,), _opening)

    def placements(
        self, viewer: Viewer, day: date, onward: Onward, state: PlacementState | None
    ) -> Stretch[Placement]:
        """Return those of people whom somebody may see on a day, by id; of one state, or all."""
        placement = PlacementRow
        statement = select(placement.__table__).where(
            placement.organisation_id == self._organisation,
            *self._of_seen(viewer, placement.participant),
            *_is(placement.state, state),
        )
        told = asked_by(self._organisation, viewer, day)
        return self._stretch(statement, told, onward, (placement.id,), placement_of)

    def follow_ups(
        self, viewer: Viewer, day: date, onward: Onward, state: FollowUpState | None
    ) -> Stretch[ListedFollowUp]:
        """Return those of people whom somebody may see on a day, by placement and point."""
        follow_up, placement = FollowUpRow, PlacementRow
        statement = (
            select(follow_up.__table__, placement.participant)
            .join(
                placement,
                and_(
                    placement.organisation_id == follow_up.organisation_id,
                    placement.id == follow_up.placement,
                ),
            )
            .where(
                follow_up.organisation_id == self._organisation,
                *self._of_seen(viewer, placement.participant),
                *_is(follow_up.state, state),
            )
        )
        told = asked_by(self._organisation, viewer, day)
        order = (follow_up.placement, follow_up.point)
        return self._stretch(statement, told, onward, order, _follow_up)

    def _of_seen(self, viewer: Viewer, participant: Column) -> tuple[ColumnElement[bool], ...]:
        """Keep rows about people whom somebody may see, those handed over to her among them."""
        protected = exists().where(
            ParticipantRow.organisation_id == self._organisation,
            ParticipantRow.code == participant,
            ParticipantRow.protected_identity != false(),
        )
        return is_among(seen_by(self._organisation, viewer), participant), ~protected

    def _stretch(
        self,
        statement: Statement,
        told: Mapping[str, object],
        onward: Onward,
        order: tuple[Column, ...],
        read: Callable[[Stored], Row],
    ) -> Stretch[Row]:
        """Read one row more than wanted, so that it is known whether there are more."""
        later = _after(order, onward.after) if onward.after else ()
        asked = statement.where(*later).order_by(*order).limit(onward.most + 1)
        rows = self._connection.execute(asked, told).mappings().all()
        kept = rows[: onward.most]
        more = len(rows) > len(kept)
        last = tuple(str(kept[-1][one.key]) for one in order) if more else ()
        return Stretch(tuple(map(read, kept)), last)


_OF_OPENING = (
    *("id", "kind", "state", "title", "employer", "step", "sector"),
    *("places", "places_taken", "municipality", "district", "start", "deadline"),
)


def _is(column: Column, wanted: object) -> tuple[ColumnElement[bool], ...]:
    return () if wanted is None else (column == str(wanted),)


def _after(order: tuple[Column, ...], place: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    """Keep rows after a place, in an order by several columns, as every database understands it."""
    later = [
        and_(*(order[n] == place[n] for n in range(depth)), order[depth] > place[depth])
        for depth in range(len(order))
    ]
    return (or_(*later),)


def _person(row: Stored) -> ListedPerson:
    return ListedPerson(
        ParticipantCode(row["code"]),
        ParticipantState(row["state"]),
        row["preferred_language"],
        row["municipality"],
        row["district"],
    )


def _opening(row: Stored) -> ListedOpening:
    employer, step, sector = row["employer"], row["step"], row["sector"]
    return ListedOpening(
        id=OpeningId(row["id"]),
        kind=OpeningKind(row["kind"]),
        state=OpeningState(row["state"]),
        title=row["title"],
        employer=None if employer is None else EmployerId(employer),
        step=None if step is None else StepId(step),
        sector=None if sector is None else Sector(sector),
        places=row["places"],
        places_left=row["places"] - row["places_taken"],
        municipality=row["municipality"],
        district=row["district"],
        start=row["start"],
        deadline=row["deadline"],
        version=row["version"],
    )


def _follow_up(row: Stored) -> ListedFollowUp:
    return ListedFollowUp(follow_up_of(row), ParticipantCode(row["participant"]))
