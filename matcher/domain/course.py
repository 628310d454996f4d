"""A course that somebody offers: a training of the ladders, with seats and a price."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.entry import EntryRules


class CourseKind(StrEnum):
    """What sort of course it is: who decides on it and who pays follow from that."""

    YRKESVUX = "yrkesvux"
    SFI_COMBINED = "sfi_combined"
    LABOUR_MARKET = "labour_market"
    TRADE_CERTIFICATE = "trade_certificate"
    ON_THE_JOB = "on_the_job"


@dataclass(frozen=True, slots=True)
class Course:
    """One course.

    Parameters
    ----------
    training
        Id of the training of a ladder that it gives.
    starts
        Days it begins on; none when it can begin at any time.
    entry, admits
        Who may come, ``None`` when it is as usual for the training; and who decides.
    seats
        How many there are.
    weeks
        How long it takes; ``None`` is as the ladder says.
    cost
        Of a seat.
    """

    training: str
    provider: str
    kind: CourseKind
    seats: int
    cost: float
    weeks: float | None = None
    starts: tuple[date, ...] = ()
    entry: EntryRules | None = None
    admits: str = ""

    def next_start(self, today: date) -> date | None:
        """Return the first day it begins from today on; ``None`` when every one is past."""
        if not self.starts:
            return today
        return min((day for day in self.starts if day >= today), default=None)


@dataclass(frozen=True, slots=True)
class UsualEntry:
    """Who may usually come to a training of the ladders, and who decides.

    Parameters
    ----------
    source
        What the rule rests on.
    """

    rules: EntryRules
    admits: str
    source: str
