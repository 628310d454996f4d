"""Everything about one person: shown, given out, taken away, and not let back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.ids import OrganisationId, ParticipantCode


class Erasure(Protocol):
    """All rows about people of one organisation, whichever table they lie in."""

    def rows(self, code: ParticipantCode) -> Mapping[str, list[dict[str, Any]]]:
        """Return every row about a person, by table; tables without one are left out."""
        ...

    def counts(self, code: ParticipantCode) -> Mapping[str, int]:
        """Return how many rows there are about a person, by table; nought is left out."""
        ...

    def erase(self, code: ParticipantCode) -> None:
        """Delete every row about a person, what was decided too.

        The log of runs stays, and no longer says about whom.
        """
        ...


class DeletedList(Protocol):
    """Who was deleted, kept where no restore of a database takes it back."""

    def add(
        self, organisation: OrganisationId, code: ParticipantCode, *, by: str, at: datetime
    ) -> None:
        """Put somebody on the list, on disk when this returns; twice is as good as once."""
        ...

    def holds(self, organisation: OrganisationId, code: ParticipantCode) -> bool:
        """Say whether somebody is on the list."""
        ...
