"""A file that was brought in and neither saved nor given up is removed after a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from matcher.domain.jobs import Due, Outlook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

KEPT_FOR = timedelta(days=1)


class KeptFiles(Protocol):
    """Where files lie that were brought in."""

    def brought(self) -> Mapping[str, datetime]:
        """Return when each file was written."""
        ...

    def remove(self, upload_id: str) -> bool:
        """Remove a file and all that was said about it; say whether there was one."""
        ...


@dataclass(frozen=True)
class UploadJob:
    """Removes files that nobody went on with."""

    files: KeptFiles
    name: str = "uploads"
    about: str = "files that were brought in and not saved are removed after a day"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        until = {name: at + KEPT_FOR for name, at in self.files.brought().items()}
        due = tuple(Due(name, "remove") for name, end in until.items() if end <= now)
        later = min((end.date() for end in until.values() if end > now), default=None)
        return Outlook(due, later)

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        at = self.files.brought().get(due.key)
        return at is not None and at + KEPT_FOR <= now and self.files.remove(due.key)
