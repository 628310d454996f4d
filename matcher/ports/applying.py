"""Texts of applications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.application import ApplicationVersion
    from matcher.domain.ids import ParticipantCode


class Applications(Protocol):
    """What was written of people's CVs and letters; rows are only ever added."""

    def add(self, version: ApplicationVersion) -> None:
        """Store a version."""
        ...

    def next_number(self, code: ParticipantCode) -> int:
        """Return the number of the next version of a person."""
        ...

    def of(self, code: ParticipantCode) -> tuple[ApplicationVersion, ...]:
        """Return all versions of a person, for whichever job, the first one first."""
        ...
