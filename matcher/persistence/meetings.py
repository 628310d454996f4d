"""Times offered for meetings, and what workplaces answer, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from matcher.domain.employer_answer import HowItGoes, WorkplaceAnswer
from matcher.domain.meeting import MeetingTime
from matcher.domain.periods import FollowUpPoint
from matcher.persistence.bulk import table_of, upsert
from matcher.persistence.employer_rows import MeetingTimeRow, WorkplaceAnswerRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId, PlacementId, SuggestionId


class SqlMeetings:
    """:class:`matcher.ports.Meetings` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def offered(self, suggestion: SuggestionId) -> tuple[MeetingTime, ...]:
        """Return the times offered for a suggestion, the earliest first."""
        rows = self._connection.execute(
            select(MeetingTimeRow.__table__)
            .where(
                MeetingTimeRow.organisation_id == self._organisation,
                MeetingTimeRow.suggestion == suggestion,
            )
            .order_by(MeetingTimeRow.at)
        ).mappings()
        return tuple(
            MeetingTime(
                suggestion,
                row["at"],
                row["by"],
                row["offered_at"],
                row["chosen_by"],
                row["chosen_at"],
            )
            for row in rows
        )

    def offer(self, times: Sequence[MeetingTime]) -> None:
        """Offer times in place of those of the same suggestion that nobody has chosen."""
        for one in times[:1]:
            self._connection.execute(
                delete(MeetingTimeRow).where(
                    MeetingTimeRow.organisation_id == self._organisation,
                    MeetingTimeRow.suggestion == one.suggestion,
                    MeetingTimeRow.chosen_at.is_(None),
                )
            )
        rows = [
            {
                "organisation_id": self._organisation,
                "suggestion": one.suggestion,
                "at": one.at,
                "by": one.by,
                "offered_at": one.offered_at,
                "chosen_by": one.chosen_by,
                "chosen_at": one.chosen_at,
            }
            for one in times
        ]
        upsert(self._connection, table_of(MeetingTimeRow.__tablename__), rows)

    def choose(self, suggestion: SuggestionId, at: datetime, by: str, when: datetime) -> bool:
        """Take a time that was offered; ``False`` when there is no such time."""
        chosen = self._connection.execute(
            update(MeetingTimeRow)
            .where(
                MeetingTimeRow.organisation_id == self._organisation,
                MeetingTimeRow.suggestion == suggestion,
                MeetingTimeRow.at == at,
            )
            .values(chosen_by=by, chosen_at=when)
        )
        return chosen.rowcount == 1


class SqlWorkplaceAnswers:
    """:class:`matcher.ports.WorkplaceAnswers` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def of(self, placement: PlacementId) -> tuple[WorkplaceAnswer, ...]:
        """Return what a workplace has answered about a placement, the first one first."""
        rows = self._connection.execute(
            select(WorkplaceAnswerRow.__table__)
            .where(
                WorkplaceAnswerRow.organisation_id == self._organisation,
                WorkplaceAnswerRow.placement == placement,
            )
            .order_by(WorkplaceAnswerRow.at)
        ).mappings()
        return tuple(
            WorkplaceAnswer(
                placement,
                FollowUpPoint(row["point"]),
                HowItGoes(row["said"]),
                row["by"],
                row["at"],
            )
            for row in rows
        )

    def put(self, answer: WorkplaceAnswer) -> None:
        """Store an answer in place of an earlier one to the same follow-up."""
        values = {
            "organisation_id": self._organisation,
            "placement": answer.placement,
            "point": answer.point.value,
            "said": answer.said.value,
            "by": answer.by,
            "at": answer.at,
        }
        upsert(self._connection, table_of(WorkplaceAnswerRow.__tablename__), [values])
