"""Versions of ladders that were written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ladder_version import LadderHistory, LadderVersion
    from matcher.domain.sector import Sector


class LadderVersions(Protocol):
    """Every change of every ladder of an organisation, with the ladder as text."""

    def history(self, sector: Sector) -> LadderHistory:
        """Return every change of a ladder, without the texts."""
        ...

    def text(self, sector: Sector, number: int) -> str:
        """Return the ladder after a change; raises :class:`matcher.errors.NotFound`."""
        ...

    def add(self, version: LadderVersion, text: str) -> None:
        """Keep a change with the whole ladder after it."""
        ...

    def in_use(self) -> Mapping[Sector, int]:
        """Return the number of the version in use of each ladder that was published here."""
        ...
