"""Placements in the database, which refuses one without a confirm and a yes, and a second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from matcher.domain.machines.placement import PlacementState
from matcher.domain.machines.suggestion import Action
from matcher.domain.room import Taker
from matcher.errors import Conflict, DecisionError, NotFound
from matcher.persistence.placement_mapper import moving_values, placement_of
from matcher.persistence.placement_rows import HOLDS
from matcher.persistence.rows import DecisionRow, ParticipantRow, PlacementRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, RowMapping

    from matcher.domain.ids import OrganisationId, ParticipantCode, PlacementId, SuggestionId
    from matcher.domain.participant import ParticipantState
    from matcher.domain.placement import Placement
    from matcher.domain.signature import Signature

_HOLDING = [word.strip("'") for word in HOLDS.partition("(")[2].rstrip(")").split(", ")]


class SqlPlacements:
    """:class:`matcher.ports.Placements` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def get(self, placement_id: PlacementId) -> Placement:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._select(PlacementRow.id == placement_id)
        if not found:
            raise NotFound(f"There is no placement {placement_id}. Go back to the list.")
        return placement_of(found[0])

    def of(self, code: ParticipantCode) -> tuple[Placement, ...]:
        """Return those of a person, the newest first."""
        return tuple(placement_of(row) for row in self._select(PlacementRow.participant == code))

    def of_suggestion(self, suggestion: SuggestionId) -> Placement | None:
        """Return the one that a suggestion led to."""
        found = self._select(PlacementRow.suggestion == suggestion)
        return placement_of(found[0]) if found else None

    def started(self) -> tuple[Placement, ...]:
        """Return those that have started and are not said to be ongoing, by id."""
        found = self._select(PlacementRow.state == PlacementState.STARTED.value)
        return tuple(sorted(map(placement_of, found), key=lambda one: one.id))

    def taken(self, placement_id: PlacementId) -> Taker:
        """Return who placed the person, and when."""
        [row] = self._select(PlacementRow.id == placement_id)
        return Taker(row["taken_by"], row["taken_at"])

    def add(self, placement: Placement, signed: Signature) -> None:
        """Store a new one.

        Raises
        ------
        Conflict
            The person has another place; the message says who recorded it, and when.
        DecisionError
            There is no confirm or no yes on record.
        """
        self._refuse_second(placement)
        backing = placement.backing
        values = moving_values(placement) | {
            "organisation_id": str(self._organisation),
            "id": str(placement.id),
            "participant": str(placement.participant),
            "suggestion": str(placement.suggestion),
            "opening": str(placement.opening),
            "step": placement.step,
            "confirmed_by": backing.confirmed_by,
            "confirmed_at": backing.confirmed_at,
            "confirmed_version": self._version_of(placement, Action.CONFIRM),
            "yes_at": backing.yes_at,
            "yes_mode": backing.yes_mode.value if backing.yes_mode else None,
            "yes_version": self._version_of(placement, Action.ACCEPT),
            "taken_by": signed.by,
            "taken_at": signed.at,
        }
        try:
            self._connection.execute(insert(PlacementRow).values(**values))
        except IntegrityError as error:
            raise DecisionError(
                "The database refuses this placement: it needs a named LinkWorker's confirm and "
                f"the person's yes, and a person without another place ({error.orig}). Nothing "
                "was saved. Look at the suggestion and its history again."
            ) from error

    def save(self, placement: Placement) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``placement.version - 1``.
        """
        moved = self._connection.execute(
            update(PlacementRow)
            .where(
                self._mine(PlacementRow.id == placement.id),
                PlacementRow.version == placement.version - 1,
            )
            .values(**moving_values(placement))
        )
        if moved.rowcount == 0:
            raise Conflict("Somebody else changed this placement first. Look at it again.")

    def place(
        self, code: ParticipantCode, before: ParticipantState, after: ParticipantState
    ) -> None:
        """Move a person between "active" and "placed".

        Raises
        ------
        Conflict
            The person is in another state by now.
        """
        moved = self._connection.execute(
            update(ParticipantRow)
            .where(
                ParticipantRow.organisation_id == self._organisation,
                ParticipantRow.code == code,
                ParticipantRow.state == before.value,
            )
            .values(state=after.value, version=ParticipantRow.version + 1)
        )
        if moved.rowcount == 0:
            raise Conflict(f"{code} is no longer '{before}'. Nothing was saved; look again.")

    def _refuse_second(self, placement: Placement) -> None:
        held = self._select(
            PlacementRow.participant == placement.participant, PlacementRow.state.in_(_HOLDING)
        )
        if held:
            taker = Taker(held[0]["taken_by"], held[0]["taken_at"])
            raise Conflict(
                f"This person holds another place already, recorded {taker}; one at a time. "
                "Nothing was saved. End the other one first.",
                code="person.placed",
            )

    def _version_of(self, placement: Placement, action: Action) -> int | None:
        return self._connection.scalar(
            select(DecisionRow.version)
            .where(
                DecisionRow.organisation_id == self._organisation,
                DecisionRow.suggestion == placement.suggestion,
                DecisionRow.action == action.value,
            )
            .order_by(DecisionRow.version.desc())
            .limit(1)
        )

    def _select(self, *where: ColumnElement[bool]) -> Sequence[RowMapping]:
        return (
            self._connection.execute(
                select(PlacementRow.__table__)
                .where(self._mine(*where))
                .order_by(PlacementRow.taken_at.desc(), PlacementRow.id)
            )
            .mappings()
            .all()
        )

    def _mine(self, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(PlacementRow.organisation_id == self._organisation, *where)
