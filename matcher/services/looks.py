"""Who looked at whom: what the law wants on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode
    from matcher.domain.look import Look
    from matcher.ports import UnitOfWorkFactory

NOBODY_NAMED = "(no name was given)"
PROFILE, EXPORT, AUDIT_LOG = "profile", "export", "audit_log"
"""What may be looked at."""


class LookService:
    """Keeps who looked, once an hour for each who and what."""

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def of(self, code: ParticipantCode) -> tuple[Look, ...]:
        """Return who looked at a person, the newest first."""
        with self._units() as unit:
            return unit.looks.of(code)

    def note(self, code: ParticipantCode, *, by: str | None, what: str) -> None:
        """Record that somebody looks at a person; in the same hour once more costs one read.

        Parameters
        ----------
        by
            Who looks, as far as a name was given.
        what
            What is looked at, a constant.
        """
        at, who = self._now(), by or NOBODY_NAMED
        with self._units() as unit:
            if unit.looks.is_noted(code, who, what, at):
                return
        with self._units(write=True) as unit:
            try:
                unit.looks.note(code, who, what, at)
            except NotFound:
                return  # deleted this moment: there is nobody left to tell
            unit.commit()
