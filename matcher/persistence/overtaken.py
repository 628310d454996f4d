"""Suggestions from before an import changed the profile that they were made from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, false, func, select

from matcher.domain.ids import ParticipantCode, SuggestionId
from matcher.domain.importing import ImportKind
from matcher.domain.machines.suggestion import Action
from matcher.domain.participant import REVIEWED
from matcher.domain.run import RunKind
from matcher.persistence.base import UtcDateTime
from matcher.persistence.rows import (
    DecisionRow,
    ImportBatchRow,
    ImportedRow,
    ParticipantRow,
    RunRow,
    SuggestionRow,
)
from matcher.persistence.suggestions import UNDECIDED_STATES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select, Subquery

    from matcher.domain.ids import OrganisationId

_REVIEWED = sorted(state.value for state in REVIEWED)


def overtaken_by_imports(
    connection: Connection,
    organisation: OrganisationId,
    until: datetime,
    code: ParticipantCode | None = None,
) -> Mapping[ParticipantCode, tuple[SuggestionId, ...]]:
    """Return what :meth:`matcher.ports.ClockStore.overtaken` does."""
    changed = _changed(organisation, until, code)
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        select(SuggestionRow.participant, SuggestionRow.id)
        .join(changed, changed.c.code == SuggestionRow.participant)
        .join(RunRow, _run_of_suggestion())
        .where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.state.in_(UNDECIDED_STATES),
            RunRow.at < changed.c.at,
            ~_decided(DecisionRow.at > changed.c.at),
        )
        .order_by(SuggestionRow.participant, SuggestionRow.rank, SuggestionRow.id)
    ):
        found[row.participant].append(row.id)
    for participant in connection.scalars(_not_renewed(organisation, changed)):
        found.setdefault(participant, [])
    return {
        ParticipantCode(one): tuple(map(SuggestionId, ids)) for one, ids in sorted(found.items())
    }


def _changed(
    organisation: OrganisationId, until: datetime, code: ParticipantCode | None
) -> Subquery:
    """Choose whose profile an import, or taking it back, changed last before a time, and when."""
    batch, row = ImportBatchRow, ImportedRow
    at = func.max(func.coalesce(batch.undone_at, batch.at), type_=UtcDateTime).label("at")
    return (
        select(row.key.label("code"), at)
        .join(batch, and_(batch.organisation_id == row.organisation_id, batch.id == row.batch))
        .where(
            row.organisation_id == organisation,
            batch.kind == ImportKind.PARTICIPANTS.value,
            ~row.created,
            *([] if code is None else [row.key == code]),
        )
        .group_by(row.key)
        .having(at <= until)
        .subquery("changed")
    )


def _not_renewed(organisation: OrganisationId, changed: Subquery) -> Select[str]:
    """Choose who had open suggestions that ended then, and was given no new list since."""
    person = ParticipantRow
    later = exists().where(
        RunRow.organisation_id == organisation,
        RunRow.participant == person.code,
        RunRow.kind == RunKind.PARTICIPANT.value,
        RunRow.at >= changed.c.at,
    )
    ended = (
        exists()
        .where(
            SuggestionRow.organisation_id == organisation,
            SuggestionRow.participant == person.code,
        )
        .where(
            _run_of_suggestion(),
            RunRow.at < changed.c.at,
            _decided(
                and_(
                    DecisionRow.action == Action.MAKE_OBSOLETE.value,
                    DecisionRow.state_before.in_(UNDECIDED_STATES),
                    DecisionRow.at >= changed.c.at,
                )
            ),
        )
    )
    return (
        select(person.code)
        .join(changed, changed.c.code == person.code)
        .where(
            person.organisation_id == organisation,
            person.state.in_(_REVIEWED),
            person.protected_identity == false(),
            ended,
            ~later,
        )
    )


def _run_of_suggestion() -> ColumnElement[bool]:
    return and_(
        RunRow.organisation_id == SuggestionRow.organisation_id, RunRow.id == SuggestionRow.run
    )


def _decided(how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say whether a suggestion was moved in some way."""
    return exists().where(
        DecisionRow.organisation_id == SuggestionRow.organisation_id,
        DecisionRow.suggestion == SuggestionRow.id,
        how,
    )
