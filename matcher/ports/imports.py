"""What was imported, and what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matcher.domain.importing import ImportBatch
    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant


class Imports(Protocol):
    """Records of imports with what stood there before."""

    def record(self, batch: ImportBatch, before: Sequence[Participant | Opening]) -> None:
        """Store a batch and the earlier state of what it changed; call after ``put``."""
        ...

    def get(self, batch_id: str) -> ImportBatch:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self) -> tuple[ImportBatch, ...]:
        """Return every batch, newest first."""
        ...

    def undo(self, batch_id: str, at: datetime) -> None:
        """Take a batch back: what it made goes, what it changed is as before.

        Raises
        ------
        Conflict
            A row was changed or decided on since, or the batch is undone already; nothing changes.
        """
        ...
