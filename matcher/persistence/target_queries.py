"""The facts of the report on the target: one SELECT for each kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, false, func, or_, select

from matcher.domain.ids import ParticipantCode
from matcher.domain.rounds import TOOK_PART, AnswerStatus
from matcher.domain.target_question import (
    AskedItem,
    ProgressFacts,
    ProgressRound,
    TargetFacts,
    TargetRound,
)
from matcher.domain.text import LocalText
from matcher.persistence.rows import (
    InstrumentRow,
    ParticipantMoveRow,
    ParticipantRow,
    ResponseRow,
    RoundRow,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select, Subquery

    from matcher.domain.ids import OrganisationId

_TOOK_PART = [one.value for one in TOOK_PART]


class SqlTargetViews:
    """:class:`matcher.ports.TargetViews` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def facts(self) -> TargetFacts:
        """Return all facts of the report on the target, without anybody of protected identity."""
        return TargetFacts(
            tuple(
                ParticipantCode(row.code)
                for row in self._connection.execute(_people(self._organisation))
            ),
            tuple(
                TargetRound(
                    ParticipantCode(row.participant),
                    row.due,
                    AnswerStatus(row.status) if row.status else None,
                    None if row.value is None else row.value >= row.closer_from,
                )
                for row in self._connection.execute(_rounds(self._organisation))
            ),
        )

    def progress(self) -> ProgressFacts:
        """Return all facts of the questions beside the target question, with nobody protected."""
        asked = self._connection.execute
        rounds: dict[str, ProgressRound] = {}
        for row in asked(_answers(self._organisation)):
            found = rounds.setdefault(
                row.id,
                ProgressRound(
                    ParticipantCode(row.participant), row.due, row.instrument, row.version, {}
                ),
            )
            if row.value is not None:
                rounds[row.id] = replace(found, answers={**found.answers, row.item: row.value})
        return ProgressFacts(
            tuple(ParticipantCode(row.code) for row in asked(_people(self._organisation))),
            tuple(
                AskedItem(row.id, row.version, item["code"], LocalText(**item["text"]))
                for row in asked(_instruments(self._organisation))
                for item in row.questions
                if item["code"] != row.target
            ),
            tuple(rounds.values()),
        )


def _people(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    def of_person(table: Any) -> Any:  # noqa: ANN401  (a class of rows)
        return and_(
            table.organisation_id == ParticipantRow.organisation_id,
            table.participant == ParticipantRow.code,
        )

    moved = exists().where(
        of_person(ParticipantMoveRow),
        or_(
            ParticipantMoveRow.state_before.in_(_TOOK_PART),
            ParticipantMoveRow.state_after.in_(_TOOK_PART),
        ),
    )
    return (
        select(ParticipantRow.code)
        .where(
            ParticipantRow.organisation_id == organisation,
            ParticipantRow.protected_identity == false(),
            or_(
                ParticipantRow.state.in_(_TOOK_PART),
                moved,
                exists().where(of_person(RoundRow)),
            ),
        )
        .order_by(ParticipantRow.code)
    )


def _rounds(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    """Return each round with what holds of its target question, which is said last."""
    last = _last(organisation)
    return (
        select(
            RoundRow.participant,
            RoundRow.due,
            ResponseRow.status,
            ResponseRow.value,
            InstrumentRow.closer_from,
        )
        .join(
            ParticipantRow,
            and_(
                ParticipantRow.organisation_id == RoundRow.organisation_id,
                ParticipantRow.code == RoundRow.participant,
            ),
        )
        .join(
            InstrumentRow,
            and_(
                InstrumentRow.organisation_id == RoundRow.organisation_id,
                InstrumentRow.id == RoundRow.instrument,
                InstrumentRow.version == RoundRow.version,
            ),
        )
        .outerjoin(
            last,
            and_(
                last.c.organisation_id == RoundRow.organisation_id,
                last.c.round == RoundRow.id,
                last.c.item == InstrumentRow.target,
            ),
        )
        .outerjoin(
            ResponseRow,
            and_(
                ResponseRow.organisation_id == last.c.organisation_id,
                ResponseRow.round == last.c.round,
                ResponseRow.number == last.c.number,
            ),
        )
        .where(
            RoundRow.organisation_id == organisation, ParticipantRow.protected_identity == false()
        )
        .order_by(RoundRow.due, RoundRow.at, RoundRow.id)
    )


def _instruments(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    return (
        select(
            InstrumentRow.id,
            InstrumentRow.version,
            InstrumentRow.items.label("questions"),
            InstrumentRow.target,
        )
        .where(InstrumentRow.organisation_id == organisation)
        .order_by(InstrumentRow.used_from, InstrumentRow.id, InstrumentRow.version)
    )


def _answers(organisation: OrganisationId) -> Select[*tuple[Any, ...]]:
    """Return each round with the answer to each question that holds; one row where none does."""
    last = _last(organisation)
    said = and_(
        ResponseRow.organisation_id == last.c.organisation_id,
        ResponseRow.round == last.c.round,
        ResponseRow.number == last.c.number,
    )
    return (
        select(
            RoundRow.id,
            RoundRow.participant,
            RoundRow.due,
            RoundRow.instrument,
            RoundRow.version,
            ResponseRow.item,
            ResponseRow.value,
        )
        .join(
            ParticipantRow,
            and_(
                ParticipantRow.organisation_id == RoundRow.organisation_id,
                ParticipantRow.code == RoundRow.participant,
            ),
        )
        .outerjoin(
            last,
            and_(last.c.organisation_id == RoundRow.organisation_id, last.c.round == RoundRow.id),
        )
        .outerjoin(ResponseRow, said)
        .where(
            RoundRow.organisation_id == organisation, ParticipantRow.protected_identity == false()
        )
        .order_by(RoundRow.due, RoundRow.at, RoundRow.id, ResponseRow.item)
    )


def _last(organisation: OrganisationId) -> Subquery:
    """Return what was said last to each question of a round."""
    return (
        select(
            ResponseRow.organisation_id,
            ResponseRow.round,
            ResponseRow.item,
            func.max(ResponseRow.number).label("number"),
        )
        .where(ResponseRow.organisation_id == organisation)
        .group_by(ResponseRow.organisation_id, ResponseRow.round, ResponseRow.item)
        .subquery("last")
    )
