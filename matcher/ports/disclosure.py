"""What employers may be told, what they were told, and messages that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.disclosure import Disclosure, Telling
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.outbox import MessageState, OutboxMessage
    from matcher.domain.permission import Permission, Withdrawal


class Permissions(Protocol):
    """What participants have said yes to, one row a step."""

    def of(self, code: ParticipantCode) -> tuple[Permission, ...]:
        """Return a person's, those that were taken back too, the first one first."""
        ...

    def grant(self, permissions: Sequence[Permission]) -> None:
        """Store permissions."""
        ...

    def withdraw(self, withdrawal: Withdrawal) -> tuple[Permission, ...]:
        """Take permission back, and return what was taken back.

        No disclosure that rests on it is stored after this, whoever tries at the same time.
        """
        ...


class Disclosures(Protocol):
    """What was told; rows are only ever added."""

    def tell(self, telling: Telling) -> Disclosure | None:
        """Store that something is told, if it may be; ``None`` when it may not, nothing is stored.

        Whether it may be is found out by the statement that stores it.
        """
        ...

    def of(self, code: ParticipantCode) -> tuple[Disclosure, ...]:
        """Return what was told about a person, the first one first."""
        ...


class Outbox(Protocol):
    """Messages by the order in which they came."""

    def put(self, messages: Sequence[OutboxMessage]) -> None:
        """Store new messages."""
        ...

    def get(self, message_id: str) -> OutboxMessage:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self, *, ended: bool = False) -> tuple[OutboxMessage, ...]:
        """Return the messages that can still be taken out; with ``ended`` the others too."""
        ...

    def about(self, code: ParticipantCode) -> tuple[OutboxMessage, ...]:
        """Return the messages about a person, whatever became of them."""
        ...

    def save(self, message: OutboxMessage, before: MessageState) -> None:
        """Store a message after it was handled.

        Raises
        ------
        Conflict
            It is no longer as it was ``before``: somebody was first.
        """
        ...
