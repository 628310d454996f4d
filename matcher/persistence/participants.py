"""Participants in the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.domain.participant import ParticipantState, Standing
from matcher.errors import NotFound
from matcher.persistence.bulk import chunks, delete_all, insert_all, table_of, upsert
from matcher.persistence.decided import refuse_if_decided
from matcher.persistence.participant_mapper import MAIN, PARTS, participant_of, participant_rows
from matcher.persistence.rows import ParticipantRow
from matcher.persistence.written import note_people

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, RowMapping

    from matcher.domain.ids import OrganisationId, ParticipantCode
    from matcher.domain.participant import Participant
    from matcher.persistence.values import Values


class SqlParticipants:
    """:class:`matcher.ports.Participants` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def get(self, code: ParticipantCode) -> Participant:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._load([code])
        if not found:
            raise NotFound(f"There is no participant {code}. Check the code.")
        return found[0]

    def standing(self, code: ParticipantCode) -> Standing:
        """Return where somebody stands, without the profile; raises as :meth:`get`."""
        row = self._connection.execute(
            select(ParticipantRow.state, ParticipantRow.protected_identity).where(
                ParticipantRow.organisation_id == self._organisation, ParticipantRow.code == code
            )
        ).one_or_none()
        if row is None:
            raise NotFound(f"There is no participant {code}. Check the code.")
        return Standing(ParticipantState(row.state), row.protected_identity)

    def all(self) -> tuple[Participant, ...]:
        """Return everyone, by code, people with protected identity included."""
        return self._load(None)

    def among(self, codes: Collection[str]) -> tuple[Participant, ...]:
        """Return those of some people who are there, by code, protected identity included."""
        return tuple(one for part in chunks(codes) for one in self._load(part))

    def put(self, people: Sequence[Participant]) -> None:
        """Insert or replace by code, in one batch; of two with one code the last counts.

        Raises
        ------
        ValueError
            A participant belongs to another organisation.
        """
        by_code = {person.code: person for person in people}
        for person in by_code.values():
            if person.organisation != self._organisation:
                raise ValueError(
                    f"{person.code} belongs to {person.organisation!r}, not {self._organisation!r}"
                )
        rows: dict[str, list[Values]] = defaultdict(list)
        for person in by_code.values():
            for name, listed in participant_rows(person).items():
                rows[name] += listed
        upsert(self._connection, table_of(MAIN), rows[MAIN])
        for name in PARTS:
            table = table_of(name)
            delete_all(self._connection, table, self._organisation, "participant", by_code)
            insert_all(self._connection, table, rows[name])
        note_people(self._connection, by_code.values())

    def remove(self, codes: Collection[ParticipantCode]) -> None:
        """Delete with all that goes with them; codes that are not there are ignored.

        Raises
        ------
        Conflict
            Decisions rest on one of them; nothing is deleted.
        """
        refuse_if_decided(self._connection, self._organisation, "participant", codes)
        delete_all(self._connection, table_of(MAIN), self._organisation, "code", codes)

    def _load(self, codes: Collection[str] | None) -> tuple[Participant, ...]:
        main = self._select(MAIN, "code", codes)
        if not main:
            return ()
        parts: dict[str, dict[str, list[RowMapping]]] = defaultdict(dict)
        for name in PARTS:
            for part in self._select(name, "participant", codes):
                parts[part["participant"]].setdefault(name, []).append(part)
        return tuple(participant_of(row, parts[row["code"]]) for row in main)

    def _select(
        self, name: str, column: str, codes: Collection[str] | None
    ) -> Sequence[RowMapping]:
        table = table_of(name)
        statement = select(table).where(table.columns["organisation_id"] == self._organisation)
        if codes is not None:
            statement = statement.where(table.columns[column].in_(codes))
        # The primary key is organisation, participant and place in the list.
        return (
            self._connection.execute(statement.order_by(*table.primary_key.columns))
            .mappings()
            .all()
        )
