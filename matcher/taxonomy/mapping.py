"""Which sector and ladder step a job ad speaks of: two separate answers, never forced.

By JobTech concept id first, then by SSYK group, then by text; ties are broken by text among the
tied steps, with lower confidence. An ad may have a sector and no step, or neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.domain.ids import StepId
    from matcher.domain.opening import MappedBy
    from matcher.domain.sector import Sector


@dataclass(frozen=True, slots=True)
class AdText:
    """What of an ad is read.

    Parameters
    ----------
    title, body
        As they stand in the ad.
    jobtech
        JobTech occupation concept id, when the ad has one.
    ssyk
        SSYK 2012 four-digit group, when the ad has one.
    """

    title: str
    body: str
    jobtech: str | None = None
    ssyk: str | None = None


@dataclass(frozen=True, slots=True)
class AdMapping:
    """The answer for one ad; sector and step may each be ``None``.

    Parameters
    ----------
    by
        What it rests on.
    confidence
        In [0, 1].
    why
        ``concept``, ``concept_tie_by_text``, ``ssyk``, ``ssyk_tie_by_text``, ``ssyk_no_step``,
        ``code_outside``, ``text``, ``text_no_step`` or ``no_sector``.
    """

    sector: Sector | None
    step: StepId | None
    by: MappedBy | None
    confidence: float
    why: str


class AdMapper(Protocol):
    """Maps ads to sectors and steps."""

    def map(self, ads: Sequence[AdText]) -> list[AdMapping]:
        """Map n ads; the n answers stand in the same order."""
        ...
