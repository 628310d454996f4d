"""What reviewers decided, as it stands now: one SELECT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, false, func, select
from sqlalchemy.orm import aliased

from matcher.domain.agreement_rate import Decided
from matcher.domain.judgement import Band
from matcher.domain.role import Role
from matcher.domain.suggestion import Action
from matcher.persistence.rows import DecisionRow, ParticipantRow, SuggestionRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from matcher.domain.ids import OrganisationId

_REVIEW = (Action.CONFIRM.value, Action.DECLINE.value)


class AgreementView:
    """A read of :class:`matcher.persistence.queries.SqlViews`."""

    _connection: Connection
    _organisation: OrganisationId

    def decided(self, by: str | None = None) -> tuple[Decided, ...]:
        """Return what each reviewer confirmed and declined, by band; without the protected.

        What was undone, or decided anew, does not count.

        Parameters
        ----------
        by
            Of one reviewer only.
        """
        later = aliased(DecisionRow)
        overtaken = exists().where(
            later.organisation_id == DecisionRow.organisation_id,
            later.suggestion == DecisionRow.suggestion,
            later.version > DecisionRow.version,
            later.action.in_((*_REVIEW, Action.UNDO.value)),
        )
        whose = [] if by is None else [DecisionRow.by == by]
        confirmed = func.sum(case((DecisionRow.action == Action.CONFIRM.value, 1), else_=0))
        rows = self._connection.execute(
            select(DecisionRow.by, SuggestionRow.band, confirmed, func.count())
            .join(
                SuggestionRow,
                and_(
                    SuggestionRow.organisation_id == DecisionRow.organisation_id,
                    SuggestionRow.id == DecisionRow.suggestion,
                ),
            )
            .join(
                ParticipantRow,
                and_(
                    ParticipantRow.organisation_id == SuggestionRow.organisation_id,
                    ParticipantRow.code == SuggestionRow.participant,
                ),
            )
            .where(
                DecisionRow.organisation_id == self._organisation,
                DecisionRow.actor == Role.LINKWORKER.value,
                DecisionRow.action.in_(_REVIEW),
                ParticipantRow.protected_identity == false(),
                ~overtaken,
                *whose,
            )
            .group_by(DecisionRow.by, SuggestionRow.band)
            .order_by(DecisionRow.by, SuggestionRow.band)
        )
        return tuple(
            Decided(name, Band(band), int(yes), number - int(yes))
            for name, band, yes, number in rows
        )
