"""Rounds of questions and what came of them in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, func, insert, select

from matcher.domain.ids import ParticipantCode, RoundId
from matcher.domain.rounds import (
    ASKED_IN,
    AnswerStatus,
    Asked,
    HowAnswered,
    Response,
    Round,
    asked_of,
)
from matcher.persistence.instruments import instrument_of
from matcher.persistence.rows import InstrumentRow, ParticipantRow, ResponseRow, RoundRow

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Row

    from matcher.domain.ids import OrganisationId
    from matcher.domain.instrument import Instrument


class SqlRounds:
    """:class:`matcher.ports.Rounds` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, made: Round) -> None:
        """Store a round."""
        self._connection.execute(
            insert(RoundRow).values(
                organisation_id=self._organisation,
                id=made.id,
                participant=made.participant,
                instrument=made.instrument,
                version=made.version,
                due=made.due,
                by=made.by,
                at=made.at,
            )
        )

    def of(self, code: ParticipantCode) -> tuple[Asked, ...]:
        """Return a person's rounds with what holds of each question, the first one first."""
        rounds = [
            _round_of(row)
            for row in self._connection.execute(
                select(RoundRow.__table__)
                .where(RoundRow.organisation_id == self._organisation, RoundRow.participant == code)
                .order_by(RoundRow.due, RoundRow.at, RoundRow.id)
            )
        ]
        instruments, said = self._instruments(code), self._said(code)
        return tuple(
            asked_of(one, instruments[one.instrument, one.version], said.get(one.id, ()))
            for one in rounds
        )

    def respond(self, response: Response) -> None:
        """Store what came of a question."""
        self._connection.execute(
            insert(ResponseRow).values(
                organisation_id=self._organisation,
                round=response.round,
                number=response.number,
                item=response.item,
                status=response.status.value,
                value=response.value,
                mode=response.mode.value if response.mode else None,
                at=response.at,
            )
        )

    def next_number(self, round_id: RoundId) -> int:
        """Return the number of the next response in a round."""
        last = self._connection.scalar(
            select(func.max(ResponseRow.number)).where(
                ResponseRow.organisation_id == self._organisation, ResponseRow.round == round_id
            )
        )
        return (last or 0) + 1

    def to_be_asked(self) -> tuple[ParticipantCode, ...]:
        """Return who takes part now and is not of protected identity, in order."""
        codes = self._connection.scalars(
            select(ParticipantRow.code)
            .where(
                ParticipantRow.organisation_id == self._organisation,
                ParticipantRow.protected_identity == false(),
                ParticipantRow.state.in_([one.value for one in ASKED_IN]),
            )
            .order_by(ParticipantRow.code)
        )
        return tuple(ParticipantCode(code) for code in codes)

    def due_between(self, first: date, last: date) -> frozenset[ParticipantCode]:
        """Return who has a round that is due on one of some days, both ends among them."""
        codes = self._connection.scalars(
            select(RoundRow.participant).where(
                RoundRow.organisation_id == self._organisation,
                RoundRow.due.between(first, last),
            )
        )
        return frozenset(ParticipantCode(code) for code in codes)

    def _instruments(self, code: ParticipantCode) -> dict[tuple[str, int], Instrument]:
        used = select(RoundRow.instrument, RoundRow.version).where(
            RoundRow.organisation_id == self._organisation, RoundRow.participant == code
        )
        asked = used.distinct().subquery("asked")
        rows = self._connection.execute(
            select(InstrumentRow.__table__)
            .join(
                asked,
                and_(
                    asked.c.instrument == InstrumentRow.id,
                    asked.c.version == InstrumentRow.version,
                ),
            )
            .where(InstrumentRow.organisation_id == self._organisation)
        ).mappings()
        return {(row["id"], row["version"]): instrument_of(row) for row in rows}

    def _said(self, code: ParticipantCode) -> dict[RoundId, list[Response]]:
        rows = self._connection.execute(
            select(ResponseRow.__table__)
            .join(
                RoundRow,
                and_(
                    RoundRow.organisation_id == ResponseRow.organisation_id,
                    RoundRow.id == ResponseRow.round,
                ),
            )
            .where(ResponseRow.organisation_id == self._organisation, RoundRow.participant == code)
            .order_by(ResponseRow.round, ResponseRow.number)
        )
        found: dict[RoundId, list[Response]] = {}
        for row in rows:
            one = _response_of(row)
            found.setdefault(one.round, []).append(one)
        return found


def _round_of(row: Row[Any]) -> Round:
    return Round(
        RoundId(row.id),
        ParticipantCode(row.participant),
        row.instrument,
        row.version,
        row.due,
        row.by,
        row.at,
    )


def _response_of(row: Row[Any]) -> Response:
    return Response(
        RoundId(row.round),
        row.number,
        row.item,
        AnswerStatus(row.status),
        row.at,
        row.value,
        HowAnswered(row.mode) if row.mode else None,
    )
