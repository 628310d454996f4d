"""What pages about ladders show of the programme: openings on the steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId, StepId
    from matcher.domain.opening import OpeningKind


@dataclass(frozen=True, slots=True)
class StepOpening:
    """An opening on a step that takes people; ``employer`` and ``municipality`` where known."""

    id: OpeningId
    step: StepId
    kind: OpeningKind
    title: str
    employer: str | None
    municipality: str | None
    places_left: int
