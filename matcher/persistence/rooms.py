"""Places and presentation slots in the database: taken by one conditional update, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, case, func, select, update

from matcher.domain.machines.suggestion import IN_LINE, UNDECIDED, Action, SuggestionState
from matcher.domain.opening import SLOTS_PER_PLACE, OpeningKind, OpeningState
from matcher.domain.room import Room, Taker
from matcher.errors import NotFound
from matcher.persistence.rows import DecisionRow, OpeningRow, PlacementRow, SuggestionRow
from matcher.persistence.suggestion_mapper import suggestion_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OpeningId, OrganisationId
    from matcher.domain.suggestion import Suggestion

_OWN = OpeningRow.kind == OpeningKind.OWN.value
_OPEN, _FULL, _PAUSED = (
    state.value for state in (OpeningState.OPEN, OpeningState.FULL, OpeningState.PAUSED)
)
_WAITING = sorted(state.value for state in (*IN_LINE, SuggestionState.NOT_NOW))
_UNDECIDED = sorted(state.value for state in UNDECIDED)


class SqlRooms:
    """:class:`matcher.ports.Rooms` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def get(self, opening: OpeningId) -> Room:
        """Return how things stand; raises :class:`matcher.errors.NotFound`."""
        row = self._connection.execute(
            select(
                OpeningRow.kind,
                OpeningRow.state,
                OpeningRow.places,
                OpeningRow.places_taken,
                OpeningRow.presentation_slots,
                OpeningRow.slots_taken,
                OpeningRow.version,
            ).where(self._is(opening))
        ).one_or_none()
        if row is None:
            raise NotFound(f"There is no opening {opening}. Check its id.")
        return Room(OpeningKind(row.kind), OpeningState(row.state), *row[2:])

    def take_slot(self, opening: OpeningId) -> bool:
        """Take a presentation slot of an own opening that is open; say whether there was one."""
        slots = func.coalesce(
            OpeningRow.presentation_slots,
            SLOTS_PER_PLACE * (OpeningRow.places - OpeningRow.places_taken),
        )
        taken = self._connection.execute(
            update(OpeningRow)
            .where(
                self._is(opening), _OWN, OpeningRow.state == _OPEN, OpeningRow.slots_taken < slots
            )
            .values(slots_taken=OpeningRow.slots_taken + 1)
        )
        return taken.rowcount == 1

    def free_slot(self, opening: OpeningId) -> None:
        """Give a slot back; a lead has none."""
        self._connection.execute(
            update(OpeningRow)
            .where(self._is(opening), _OWN, OpeningRow.slots_taken > 0)
            .values(slots_taken=OpeningRow.slots_taken - 1)
        )

    def take_place(self, opening: OpeningId) -> bool:
        """Take a place of an own opening that is open or paused; say whether there was one.

        With the last one an open opening is full, in the same statement.
        """
        last = and_(OpeningRow.places_taken + 1 == OpeningRow.places, OpeningRow.state == _OPEN)
        taken = self._connection.execute(
            update(OpeningRow)
            .where(
                self._is(opening),
                _OWN,
                OpeningRow.state.in_((_OPEN, _PAUSED)),
                OpeningRow.places_taken < OpeningRow.places,
            )
            .values(
                places_taken=OpeningRow.places_taken + 1,
                state=case((last, _FULL), else_=OpeningRow.state),
                version=OpeningRow.version + case((last, 1), else_=0),
            )
        )
        return taken.rowcount == 1

    def free_place(self, opening: OpeningId) -> None:
        """Give a place back; a full opening is open again, in the same statement."""
        full = OpeningRow.state == _FULL
        self._connection.execute(
            update(OpeningRow)
            .where(self._is(opening), OpeningRow.places_taken > 0)
            .values(
                places_taken=OpeningRow.places_taken - 1,
                state=case((full, _OPEN), else_=OpeningRow.state),
                version=OpeningRow.version + case((full, 1), else_=0),
            )
        )

    def move(self, opening: OpeningId, before: Room, after: OpeningState) -> bool:
        """Put an opening into another state unless it has been changed; say whether it was."""
        moved = self._connection.execute(
            update(OpeningRow)
            .where(
                self._is(opening),
                OpeningRow.version == before.version,
                OpeningRow.state == before.state.value,
            )
            .values(state=after.value, version=before.version + 1)
        )
        return moved.rowcount == 1

    def last_taker(self, opening: OpeningId) -> Taker | None:
        """Return who filled a place last."""
        row = self._connection.execute(
            select(PlacementRow.taken_by, PlacementRow.taken_at)
            .where(
                PlacementRow.organisation_id == self._organisation,
                PlacementRow.opening == opening,
            )
            .order_by(PlacementRow.taken_at.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else Taker(row.taken_by, row.taken_at)

    def last_in_line(self, opening: OpeningId) -> Taker | None:
        """Return who confirmed somebody for the opening last."""
        row = self._connection.execute(
            select(DecisionRow.by, DecisionRow.at)
            .join(
                SuggestionRow,
                and_(
                    SuggestionRow.organisation_id == DecisionRow.organisation_id,
                    SuggestionRow.id == DecisionRow.suggestion,
                ),
            )
            .where(
                DecisionRow.organisation_id == self._organisation,
                SuggestionRow.opening == opening,
                DecisionRow.action == Action.CONFIRM.value,
            )
            .order_by(DecisionRow.at.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else Taker(row.by, row.at)

    def in_line(self, opening: OpeningId) -> tuple[Suggestion, ...]:
        """Return the suggestions of an opening that are decided on and not placed, by id."""
        rows = self._connection.execute(
            select(SuggestionRow.__table__)
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.opening == opening,
                SuggestionRow.state.in_(_WAITING),
            )
            .order_by(SuggestionRow.id)
        ).mappings()
        return tuple(suggestion_of(row) for row in rows)

    def drop_undecided(self, opening: OpeningId) -> None:
        """Make suggestions of an opening that nobody has decided on obsolete."""
        self._connection.execute(
            update(SuggestionRow)
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.opening == opening,
                SuggestionRow.state.in_(_UNDECIDED),
            )
            .values(state=SuggestionState.OBSOLETE.value, version=SuggestionRow.version + 1)
        )

    def _is(self, opening: OpeningId) -> ColumnElement[bool]:
        return and_(OpeningRow.organisation_id == self._organisation, OpeningRow.id == opening)
