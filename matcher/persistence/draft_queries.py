"""What a draft over all places has to leave out, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from matcher.domain.ids import OpeningId, ParticipantCode
from matcher.domain.machines.placement import HOLDING
from matcher.domain.machines.suggestion import SuggestionState
from matcher.domain.opening import OpeningKind
from matcher.persistence.rows import OpeningRow, PlacementRow, RunRow, SuggestionRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId

_S = SuggestionState
_NO = frozenset({_S.DECLINED, _S.NOT_NOW, _S.NOT_HIRED, _S.WITHDRAWN})
_HOLDING = sorted(state.value for state in HOLDING)


class SqlDraftViews:
    """:class:`matcher.ports.DraftViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def places_left(self) -> Mapping[OpeningId, int]:
        """Return the places that nobody has, by own opening."""
        rows = self._connection.execute(
            select(OpeningRow.id, OpeningRow.places - OpeningRow.places_taken).where(
                OpeningRow.organisation_id == self._organisation,
                OpeningRow.kind == OpeningKind.OWN.value,
            )
        )
        return {OpeningId(opening): left for opening, left in rows}

    def placed(self) -> frozenset[ParticipantCode]:
        """Return who holds a place."""
        codes = self._connection.scalars(
            select(PlacementRow.participant).where(
                PlacementRow.organisation_id == self._organisation,
                PlacementRow.state.in_(_HOLDING),
            )
        )
        return frozenset(ParticipantCode(code) for code in codes)

    def refused(self) -> frozenset[tuple[ParticipantCode, OpeningId]]:
        """Return the pairs whose latest suggestion was answered with no, by whomever."""
        rows = self._connection.execute(
            select(SuggestionRow.participant, SuggestionRow.opening, SuggestionRow.state)
            .join(
                RunRow,
                and_(
                    RunRow.organisation_id == SuggestionRow.organisation_id,
                    RunRow.id == SuggestionRow.run,
                ),
            )
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.opening.is_not(None),
                SuggestionRow.state != _S.OBSOLETE.value,
            )
            .order_by(RunRow.at, SuggestionRow.id)
        )
        latest = {(person, opening): _S(state) for person, opening, state in rows}
        return frozenset(
            (ParticipantCode(person), OpeningId(opening))
            for (person, opening), state in latest.items()
            if opening is not None and state in _NO
        )
