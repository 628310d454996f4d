"""What the columns of an office's own lists hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.importing import ImportKind


class ImportColumns(Protocol):
    """What was chosen for columns before, by the words above them."""

    def remembered(self, kind: ImportKind) -> dict[str, str]:
        """Return what each header stood for the last time."""
        ...

    def remember(
        self, kind: ImportKind, holds: Mapping[str, str], *, by: str, at: datetime
    ) -> None:
        """Keep what headers stand for; what was said of others stays."""
        ...
