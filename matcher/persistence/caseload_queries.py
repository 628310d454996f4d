"""The lists of the pages of caseloads: one SELECT each, without protected identities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, func, select
from sqlalchemy.orm import aliased

from matcher.domain.caseload_lists import Held, MovedToday
from matcher.domain.ids import ParticipantCode, UserId
from matcher.domain.participant_move import GONE
from matcher.persistence.rows import CaseloadRow, ParticipantRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from matcher.domain.ids import OrganisationId
    from matcher.domain.role import Role


class CaseloadLists:
    """Reads of :class:`matcher.persistence.caseloads.SqlCaseloads`."""

    _connection: Connection
    _organisation: OrganisationId

    def sizes(self, role: Role) -> Mapping[UserId | None, int]:
        """Return how many people each user has in a role; ``None``: those who have nobody."""
        held = self._held(role).subquery()
        rows = self._connection.execute(select(held.c.user, func.count()).group_by(held.c.user))
        return {UserId(user) if user else None: number for user, number in rows}

    def held(self, role: Role, user: UserId | None) -> tuple[Held, ...]:
        """Return a user's people in a role, by code; ``None``: those who have nobody."""
        whose = CaseloadRow.user.is_(None) if user is None else CaseloadRow.user == user
        statement = self._held(role).where(whose).order_by(ParticipantRow.code)
        return tuple(
            Held(ParticipantCode(row.code), row.turn, UserId(row.user) if row.user else None)
            for row in self._connection.execute(statement)
        )

    def moved_on(self, role: Role, day: date) -> tuple[MovedToday, ...]:
        """Return who was given to another on a day and still is hers, by code."""
        before = aliased(CaseloadRow)
        statement = (
            select(
                CaseloadRow.participant,
                CaseloadRow.number,
                CaseloadRow.user,
                CaseloadRow.by,
                before.user.label("before"),
                before.named.label("was_named"),
            )
            .join(ParticipantRow, self._of_person())
            .outerjoin(
                before,
                and_(
                    before.organisation_id == CaseloadRow.organisation_id,
                    before.participant == CaseloadRow.participant,
                    before.role == CaseloadRow.role,
                    before.since < day,
                    before.until == day,
                ),
            )
            .where(
                CaseloadRow.organisation_id == self._organisation,
                CaseloadRow.role == role.value,
                CaseloadRow.since == day,
                CaseloadRow.until.is_(None),
                *self._listed(),
            )
            .order_by(CaseloadRow.participant)
        )
        return tuple(
            MovedToday(
                ParticipantCode(row.participant),
                row.number,
                UserId(row.user),
                row.by,
                UserId(row.before) if row.before else None,
                bool(row.was_named),
            )
            for row in self._connection.execute(statement)
        )

    def _held(self, role: Role) -> Select[str, Any, str]:
        """Return everyone with whoever has her now, and how many have had her."""
        turns = (
            select(CaseloadRow.participant, func.max(CaseloadRow.number).label("turn"))
            .where(
                CaseloadRow.organisation_id == self._organisation,
                CaseloadRow.role == role.value,
            )
            .group_by(CaseloadRow.participant)
            .subquery()
        )
        return (
            select(
                ParticipantRow.code,
                func.coalesce(turns.c.turn, 0).label("turn"),
                CaseloadRow.user.label("user"),
            )
            .outerjoin(turns, turns.c.participant == ParticipantRow.code)
            .outerjoin(
                CaseloadRow,
                and_(
                    self._of_person(),
                    CaseloadRow.role == role.value,
                    CaseloadRow.until.is_(None),
                ),
            )
            .where(ParticipantRow.organisation_id == self._organisation, *self._listed())
        )

    @staticmethod
    def _of_person() -> ColumnElement[bool]:
        return and_(
            CaseloadRow.organisation_id == ParticipantRow.organisation_id,
            CaseloadRow.participant == ParticipantRow.code,
        )

    @staticmethod
    def _listed() -> tuple[ColumnElement[bool], ...]:
        return (
            ParticipantRow.protected_identity == false(),
            ParticipantRow.state.not_in(sorted(state.value for state in GONE)),
        )
