"""The audit log of one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from matcher.domain.audit import AuditEntry, AuditEvent, AuditHead
    from matcher.domain.ids import ParticipantCode


class AuditLog(Protocol):
    """Rows that are only ever added, each sealed with the hash of the one before."""

    def append(self, entry: AuditEntry) -> AuditEvent:
        """Add a row; it is durable with everything else of the unit of work.

        Raises
        ------
        NotFound
            The entry is about somebody who is not in the programme.
        """
        ...

    def events(self) -> Iterator[AuditEvent]:
        """Yield every row as it is stored, the first one first.

        Raises
        ------
        BrokenStorage
            The next row cannot be read.
        """
        ...

    def head(self) -> AuditHead | None:
        """Return what the chain must end with; ``None`` when nothing was ever recorded."""
        ...

    def last(self, number: int, subject: str | None = None) -> tuple[AuditEvent, ...]:
        """Return the newest rows, newest first; those that name a pseudonym, when one is given."""
        ...

    def before(self, number: int, sequence: int | None = None) -> tuple[AuditEvent, ...]:
        """Return the newest rows before one, newest first; ``None``: the newest of all."""
        ...

    def of_object(self, object_kind: str, object_id: str) -> tuple[AuditEvent, ...]:
        """Return the rows about one object, the first one first."""
        ...

    def pseudonyms(self, codes: Collection[ParticipantCode]) -> Mapping[ParticipantCode, str]:
        """Return what the log calls some participants; whoever has no key yet gets one.

        Raises
        ------
        NotFound
            One of them is not in the programme.
        """
        ...

    def known_pseudonyms(self, codes: Collection[ParticipantCode]) -> Mapping[ParticipantCode, str]:
        """Return what the log calls those of some participants who have a key; writes nothing."""
        ...

    def forget(self, code: ParticipantCode) -> None:
        """Delete a participant's key: from now on nobody can say which rows were about her.

        What runs kept of her profile goes too. The chain stays valid.
        """
        ...
