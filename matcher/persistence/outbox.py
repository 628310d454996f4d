"""The outbox in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from matcher.domain.message import Recipient
from matcher.domain.outbox import ENDED, MessageState, OutboxMessage
from matcher.errors import Conflict, NotFound
from matcher.persistence.rows import OutboxRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping

    from matcher.domain.ids import OrganisationId, ParticipantCode


class SqlOutbox:
    """:class:`matcher.ports.Outbox` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, messages: Sequence[OutboxMessage]) -> None:
        """Store new messages."""
        rows = [
            {
                "organisation_id": self._organisation,
                "id": one.id,
                "to_kind": one.to_kind.value,
                "recipient": one.to,
                "participant": one.about,
                "opening": one.opening,
                "template": one.template,
                "facts": dict(one.facts),
                "created_at": one.created_at,
                "by": one.by,
                "state": one.state.value,
                "handled_at": one.handled_at,
                "handled_by": one.handled_by,
            }
            for one in messages
        ]
        if rows:
            self._connection.execute(insert(OutboxRow), rows)

    def get(self, message_id: str) -> OutboxMessage:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        found = self._read(OutboxRow.id == message_id)
        if not found:
            raise NotFound(f"There is no message {message_id}. Look with `stegvis outbox list`.")
        return found[0]

    def all(self, *, ended: bool = False) -> tuple[OutboxMessage, ...]:
        """Return the messages that can still be taken out; with ``ended`` the others too."""
        return self._read(*([] if ended else [_open()]))

    def about(self, code: ParticipantCode) -> tuple[OutboxMessage, ...]:
        """Return the messages about a person, whatever became of them."""
        return self._read(OutboxRow.participant == code)

    def save(self, message: OutboxMessage, before: MessageState) -> None:
        """Store a message after it was handled.

        Raises
        ------
        Conflict
            It is no longer as it was ``before``: somebody was first.
        """
        changed = self._connection.execute(
            update(OutboxRow)
            .where(
                OutboxRow.organisation_id == self._organisation,
                OutboxRow.id == message.id,
                OutboxRow.state == before.value,
            )
            .values(
                state=message.state.value,
                handled_at=message.handled_at,
                handled_by=message.handled_by,
            )
        )
        if changed.rowcount != 1:
            raise Conflict(f"Somebody else has handled message {message.id}. Look at it again.")

    def _read(self, *which: ColumnElement[bool]) -> tuple[OutboxMessage, ...]:
        rows = self._connection.execute(
            select(OutboxRow.__table__)
            .where(OutboxRow.organisation_id == self._organisation, *which)
            .order_by(OutboxRow.created_at, OutboxRow.id)
        ).mappings()
        return tuple(_message_of(row) for row in rows)


def _open() -> ColumnElement[bool]:
    return OutboxRow.state.not_in([state.value for state in ENDED])


def _message_of(row: RowMapping) -> OutboxMessage:
    return OutboxMessage(
        id=row["id"],
        to_kind=Recipient(row["to_kind"]),
        to=row["recipient"],
        about=row["participant"],
        opening=row["opening"],
        template=row["template"],
        facts=row["facts"],
        created_at=row["created_at"],
        by=row["by"],
        state=MessageState(row["state"]),
        handled_at=row["handled_at"],
        handled_by=row["handled_by"],
    )
