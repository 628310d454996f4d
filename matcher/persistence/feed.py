"""Events out of the audit log: its rows about those whom somebody may see."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, false, func, select

from matcher.domain.feed import FEED_ACTIONS, Changed, EventKind, FeedEvent
from matcher.domain.ids import ParticipantCode
from matcher.domain.role import Role
from matcher.persistence.mine import asked_by
from matcher.persistence.people_list import seen_by
from matcher.persistence.rows import (
    AuditEventRow,
    AuditHeadRow,
    DecisionRow,
    FeedRow,
    ParticipantRow,
    PlacementRow,
    SuggestionRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection, Select

    from matcher.domain.ids import OrganisationId
    from matcher.domain.visibility import Viewer
    from matcher.persistence.values import Stored

    Move = tuple[str, str, datetime]


class SqlFeed:
    """:class:`matcher.ports.Feed` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def after(self, number: int, most: int, viewer: Viewer, day: date) -> tuple[FeedEvent, ...]:
        """Return what comes after a row of the log, of those whom somebody may see on a day."""
        told = asked_by(self._organisation, viewer, day)
        statement = self._visible(number, viewer).limit(most)
        people = {
            row.sequence: row.participant for row in self._connection.execute(statement, told)
        }
        rows = self._logged(people)
        roles = self._roles([row["object_id"] for row in rows if _is_suggestion(row)])
        return tuple(_event(row, people[row["sequence"]], roles) for row in rows)

    def rows(self) -> int:
        """Return how many rows the log has."""
        found = self._connection.scalar(
            select(AuditHeadRow.rows).where(AuditHeadRow.organisation_id == self._organisation)
        )
        return found or 0

    def _visible(self, number: int, viewer: Viewer) -> Select[*tuple[Any, ...]]:
        """Choose by whom a row is about now: who was deleted, or protected since, is in none."""
        event, suggestion, placement = FeedRow, SuggestionRow, PlacementRow
        person = func.coalesce(suggestion.participant, placement.participant)
        seen = seen_by(self._organisation, viewer)
        protected = exists().where(
            ParticipantRow.organisation_id == self._organisation,
            ParticipantRow.code == person,
            ParticipantRow.protected_identity != false(),
        )
        return (
            select(event.sequence, person.label("participant"))
            .outerjoin(
                suggestion,
                and_(
                    event.object_kind == "suggestion",
                    suggestion.organisation_id == event.organisation_id,
                    suggestion.id == event.object_id,
                ),
            )
            .outerjoin(
                placement,
                and_(
                    event.object_kind == "placement",
                    placement.organisation_id == event.organisation_id,
                    placement.id == event.object_id,
                ),
            )
            .where(
                event.organisation_id == self._organisation,
                event.sequence > number,
                person.in_(select(seen.c.participant)),
                ~protected,
            )
            .order_by(event.sequence)
        )

    def _logged(self, numbers: Collection[int]) -> Sequence[Stored]:
        """Return the rows of the log, which are large: only those that are shown are read.

        One that says otherwise than what it was found by is left out.
        """
        if not numbers:
            return ()
        event = AuditEventRow
        columns = ("sequence", "at", "actor", "action", "object_kind", "object_id", "details")
        return (
            self._connection.execute(
                select(*(getattr(event, name) for name in (*columns, "hash")))
                .join(
                    FeedRow,
                    and_(
                        FeedRow.organisation_id == event.organisation_id,
                        FeedRow.sequence == event.sequence,
                        FeedRow.object_kind == event.object_kind,
                        FeedRow.object_id == event.object_id,
                    ),
                )
                .where(
                    event.organisation_id == self._organisation,
                    event.sequence.in_(sorted(numbers)),
                    event.action.in_(FEED_ACTIONS),
                )
                .order_by(event.sequence)
            )
            .mappings()
            .all()
        )

    def _roles(self, suggestions: Collection[str]) -> Mapping[Move, Role]:
        """Return in which role each move was made: the log says it of placements only."""
        if not suggestions:
            return {}
        decision = DecisionRow
        rows = self._connection.execute(
            select(decision.suggestion, decision.action, decision.at, decision.actor).where(
                decision.organisation_id == self._organisation,
                decision.suggestion.in_(sorted(set(suggestions))),
            )
        )
        return {(row.suggestion, row.action, row.at): Role(row.actor) for row in rows}


def _is_suggestion(row: Stored) -> bool:
    return bool(row["object_kind"] == "suggestion")


def _event(row: Stored, participant: str, roles: Mapping[Move, Role]) -> FeedEvent:
    said: dict[str, Any] = json.loads(row["details"])
    kind, _, action = row["action"].partition(".")
    at = datetime.fromisoformat(row["at"])
    role = said.get("role")
    return FeedEvent(
        number=row["sequence"],
        id=row["hash"],
        at=at,
        kind=EventKind(kind),
        action=action,
        object_id=row["object_id"],
        participant=ParticipantCode(participant),
        by=row["actor"],
        role=Role(role) if role else roles.get((row["object_id"], action, at)),
        changed=Changed(**{name: said.get(name) for name in Changed.__slots__}),
    )
