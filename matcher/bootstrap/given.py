"""What every part is made from: the settings, the clock and chance."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from matcher.domain.ids import OrganisationId

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.settings import Settings


def now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)  # noqa: TID251  (the one place the clock is read)


def new_id() -> str:
    """Return an id that nothing has yet."""
    return uuid.uuid4().hex[:12]


@dataclass(frozen=True)
class Given:
    """What all parts are made from.

    Parameters
    ----------
    settings
        What the operator set.
    progress
        Called with a line before something slow.
    now
        The clock.
    """

    settings: Settings
    progress: Callable[[str], None] | None = None
    now: Callable[[], datetime] = now

    @property
    def organisation(self) -> OrganisationId:
        """Whose rows are worked with."""
        return OrganisationId(self.settings.organisation)
