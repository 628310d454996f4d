"""The line for an opening, as screens show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, false, select

from matcher.domain.suggestion import SuggestionState
from matcher.persistence.rows import ParticipantRow, SuggestionRow
from matcher.persistence.suggestion_mapper import suggestion_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OpeningId, OrganisationId
    from matcher.domain.suggestion import Suggestion


class SqlLineViews:
    """:class:`matcher.ports.LineViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def of_opening(self, opening: OpeningId) -> tuple[Suggestion, ...]:
        """Return those that are not obsolete, best first; nobody with protected identity."""
        rows = self._connection.execute(
            select(SuggestionRow.__table__)
            .join(
                ParticipantRow,
                and_(
                    ParticipantRow.organisation_id == SuggestionRow.organisation_id,
                    ParticipantRow.code == SuggestionRow.participant,
                ),
            )
            .where(
                SuggestionRow.organisation_id == self._organisation,
                SuggestionRow.opening == opening,
                SuggestionRow.state != SuggestionState.OBSOLETE.value,
                ParticipantRow.protected_identity == false(),
            )
            .order_by(SuggestionRow.score.desc(), SuggestionRow.participant, SuggestionRow.id)
        ).mappings()
        return tuple(suggestion_of(row) for row in rows)
