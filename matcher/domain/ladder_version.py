"""Versions of a ladder that were written here: who changed what and when, and the draft so far.

Every change is a row with the whole ladder as text; nothing is overwritten. Publishing a draft
makes it the ladder in use; number 0 is the file that the programme began with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from matcher.domain.sector import Sector

FROM_FILE = 0
"""The number of the ladder as its file says it."""


class LadderAction(StrEnum):
    """What was done with a ladder."""

    EDIT = "edit"
    UPLOAD = "upload"
    UNDO = "undo"
    AGREE = "agree"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class LadderVersion:
    """One change of a ladder, without its text.

    Parameters
    ----------
    number
        1 for the first change of a ladder, and so on.
    before
        The version that a draft would go back to; ``None`` when it says what is in use.
    steps
        Ids of the steps it was about.
    with_whom, agreed_on
        Who in the trade agreed, and on which day; of an agreement only.
    """

    sector: Sector
    number: int
    action: LadderAction
    by: str
    at: datetime
    before: int | None
    steps: tuple[str, ...] = ()
    with_whom: str | None = None
    agreed_on: date | None = None


@dataclass(frozen=True)
class LadderHistory:
    """Every change of a ladder, the first one first."""

    versions: tuple[LadderVersion, ...] = ()

    @property
    def latest(self) -> LadderVersion | None:
        """The last change."""
        return self.versions[-1] if self.versions else None

    @property
    def number(self) -> int:
        """The number of the last change; whoever changes something has seen it."""
        return self.versions[-1].number if self.versions else FROM_FILE

    @cached_property
    def in_use(self) -> int:
        """The number of the version in use."""
        return next((one.number for one in reversed(self.published)), FROM_FILE)

    @property
    def published(self) -> tuple[LadderVersion, ...]:
        """The versions that were published, the first one first."""
        return tuple(one for one in self.versions if one.action is LadderAction.PUBLISH)

    @property
    def has_draft(self) -> bool:
        """Whether something was written since the last publishing, and not taken back."""
        latest = self.latest
        return bool(
            latest and latest.action is not LadderAction.PUBLISH and latest.before is not None
        )

    @property
    def before(self) -> int | None:
        """The version to which one goes back by undoing the last change of the draft."""
        return self.latest.before if self.latest and self.has_draft else None

    def before_that(self, number: int) -> int | None:
        """Return the version before one, as a draft sees it; ``None`` for that in use."""
        return None if number == self.in_use else self.versions[number - 1].before

    def agreements(self) -> Iterator[LadderVersion]:
        """Yield the agreements that the draft holds, the last one first."""
        number: int | None = self.number if self.has_draft else None
        while number is not None and number != self.in_use:
            one = self.versions[number - 1]
            if one.action is LadderAction.UNDO:
                # It says again what stood before the change that it took back.
                number = self.versions[number - 2].before
                continue
            if one.action is LadderAction.AGREE:
                yield one
            number = one.before


def ladder_changed(version: LadderVersion) -> AuditEntry:
    """Say that a ladder was changed, agreed or published; no text of it."""
    details = {
        "number": version.number,
        "before": version.before,
        "steps": list(version.steps),
        "agreed_on": None if version.agreed_on is None else version.agreed_on.isoformat(),
    }
    return AuditEntry(
        version.at,
        version.by,
        f"ladder.{version.action.value}",
        "ladder",
        version.sector.value,
        details=details,
    )
