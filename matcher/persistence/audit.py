"""The audit log in the database."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, LargeBinary, Text, and_, cast, delete, insert, or_, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from matcher.domain.audit import (
    FIRST,
    AuditEvent,
    AuditHead,
    BrokenStorage,
    next_event,
    pseudonym,
)
from matcher.domain.audit_tokens import with_token
from matcher.domain.feed import FEED_ACTIONS
from matcher.domain.ids import ParticipantCode
from matcher.errors import NotFound
from matcher.persistence.bulk import chunks, insert_all, insert_or_change, table_of
from matcher.persistence.rows import (
    AuditEventRow,
    AuditHeadRow,
    FeedRow,
    RunContentRow,
    SubjectKeyRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from matcher.domain.audit import AuditEntry
    from matcher.domain.ids import OrganisationId

_COLUMNS = tuple(
    getattr(AuditEventRow, "organisation_id" if name == "organisation" else name)
    for name in AuditEvent._fields
)
_AT_ONCE = 1_000
KEY_BYTES = 32


class SqlAuditLog:
    """:class:`matcher.ports.AuditLog` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def append(self, entry: AuditEntry) -> AuditEvent:
        """Add a row; the write lock of the unit of work makes its number the next one.

        Raises
        ------
        NotFound
            The entry is about somebody who is not in the programme.
        """
        subject = None if entry.person is None else self.pseudonyms([entry.person])[entry.person]
        found = self._connection.execute(
            select(AuditHeadRow.rows, AuditHeadRow.hash).where(
                AuditHeadRow.organisation_id == self._organisation
            )
        ).one_or_none()
        rows, previous = (found.rows, found.hash) if found is not None else (0, FIRST)
        event = next_event(with_token(entry), self._organisation, rows, previous, subject)
        values = dict(zip((column.key for column in _COLUMNS), event, strict=True))
        self._connection.execute(insert(AuditEventRow).values(**values | {"sequence": rows + 1}))
        if event.action in FEED_ACTIONS:
            told = {name: values[name] for name in ("organisation_id", "object_kind", "object_id")}
            self._connection.execute(insert(FeedRow).values(**told, sequence=rows + 1))
        insert_or_change(
            self._connection,
            AuditHeadRow.__table__,
            {"organisation_id": self._organisation},
            {"rows": rows + 1, "hash": event.hash},
        )
        return event

    def events(self) -> Iterator[AuditEvent]:
        """Yield every row as it is stored, the first one first.

        Raises
        ------
        BrokenStorage
            The next row cannot be read.
        """
        statement = self._select().order_by(AuditEventRow.sequence)
        try:
            for row in self._connection.execute(statement).yield_per(_AT_ONCE):
                yield AuditEvent(*map(_text, row))
        except DatabaseError as error:
            raise BrokenStorage(str(error.orig)) from error

    def head(self) -> AuditHead | None:
        """Return what the chain must end with; ``None`` when nothing was ever recorded."""
        row = self._connection.execute(
            select(self._as_stored(AuditHeadRow.rows), self._as_stored(AuditHeadRow.hash)).where(
                AuditHeadRow.organisation_id == self._organisation
            )
        ).one_or_none()
        return None if row is None else AuditHead(*map(_text, row))

    def last(self, number: int, subject: str | None = None) -> tuple[AuditEvent, ...]:
        """Return the newest rows, newest first; those that name a pseudonym, when one is given."""
        where = []
        if subject is not None:
            named = AuditEventRow.details.contains(subject, autoescape=True)
            where = [or_(AuditEventRow.subject == subject, named)]
        statement = self._select(*where).order_by(AuditEventRow.sequence.desc()).limit(number)
        return tuple(AuditEvent(*map(_text, row)) for row in self._connection.execute(statement))

    def before(self, number: int, sequence: int | None = None) -> tuple[AuditEvent, ...]:
        """Return the newest rows before one, newest first; ``None``: the newest of all."""
        where = [] if sequence is None else [AuditEventRow.sequence < sequence]
        statement = self._select(*where).order_by(AuditEventRow.sequence.desc()).limit(number)
        return tuple(AuditEvent(*map(_text, row)) for row in self._connection.execute(statement))

    def of_object(self, object_kind: str, object_id: str) -> tuple[AuditEvent, ...]:
        """Return the rows about one object, the first one first."""
        about = and_(AuditEventRow.object_kind == object_kind, AuditEventRow.object_id == object_id)
        rows = self._connection.execute(self._select(about).order_by(AuditEventRow.sequence))
        return tuple(AuditEvent(*map(_text, row)) for row in rows)

    def pseudonyms(self, codes: Collection[ParticipantCode]) -> Mapping[ParticipantCode, str]:
        """Return what the log calls some participants; whoever has no key yet gets one.

        Raises
        ------
        NotFound
            One of them is not in the programme.
        """
        return self._named(make_keys(self._connection, self._organisation, codes))

    def known_pseudonyms(self, codes: Collection[ParticipantCode]) -> Mapping[ParticipantCode, str]:
        """Return what the log calls those of some participants who have a key; writes nothing."""
        return self._named(keys_of(self._connection, self._organisation, codes))

    def forget(self, code: ParticipantCode) -> None:
        """Delete a participant's key, and what runs kept of her profile."""
        for table in (SubjectKeyRow, RunContentRow):
            self._connection.execute(
                delete(table).where(
                    table.organisation_id == self._organisation, table.participant == code
                )
            )

    def _named(self, keys: Mapping[ParticipantCode, str]) -> dict[ParticipantCode, str]:
        return {code: pseudonym(key, self._organisation, code) for code, key in keys.items()}

    def _select(self, *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
        return select(*map(self._as_stored, _COLUMNS)).where(
            AuditEventRow.organisation_id == self._organisation, *where
        )

    def _as_stored(self, column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
        # A file can hold a damaged value: as bytes it is shown as it is, and never guessed to be a
        # good one. A server's text is text.
        on_server = self._connection.dialect.name == "postgresql"
        return cast(column, Text() if on_server else LargeBinary())


def keys_of(
    connection: Connection, organisation: OrganisationId, codes: Collection[ParticipantCode]
) -> dict[ParticipantCode, str]:
    """Return the keys of those of some participants who have one."""
    found: dict[ParticipantCode, str] = {}
    for part in chunks(codes):
        rows = connection.execute(
            select(SubjectKeyRow.participant, SubjectKeyRow.key).where(
                SubjectKeyRow.organisation_id == organisation, SubjectKeyRow.participant.in_(part)
            )
        )
        found.update((ParticipantCode(row.participant), row.key) for row in rows)
    return found


def make_keys(
    connection: Connection, organisation: OrganisationId, codes: Collection[ParticipantCode]
) -> dict[ParticipantCode, str]:
    """Return the keys of some participants; whoever has none gets one.

    Raises
    ------
    NotFound
        One of them is not in the programme.
    """
    found = keys_of(connection, organisation, codes)
    new = {code: secrets.token_hex(KEY_BYTES) for code in codes if code not in found}
    rows = [
        {"organisation_id": organisation, "participant": str(code), "key": key}
        for code, key in new.items()
    ]
    try:
        insert_all(connection, table_of(SubjectKeyRow.__tablename__), rows)
    except IntegrityError as error:
        raise NotFound(
            "Somebody this is about is no longer in the programme. Nothing was stored. Load "
            "the list again; whoever is gone is not on it."
        ) from error
    return found | new


def _text(value: bytes | str | None) -> str | None:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value
