"""Plans of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.plan import PlanVersion


class Plans(Protocol):
    """What was written in people's plans; rows are only ever added."""

    def add(self, version: PlanVersion) -> None:
        """Store a version."""
        ...

    def next_number(self, code: ParticipantCode) -> int:
        """Return the number of the next version in a person's plan."""
        ...

    def of(self, code: ParticipantCode) -> tuple[PlanVersion, ...]:
        """Return all versions in a person's plan, the first one first."""
        ...
