"""What every score of a programme rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.ranking.calibration import Calibration
    from matcher.ranking.weights import Weights


@dataclass(frozen=True)
class Rules:
    """Everything a score rests on besides the two sides.

    Parameters
    ----------
    weights
        Weights and thresholds.
    work, skill
        Calibrations for whole jobs and for single requirements: one sentence is like another by
        chance more often than it is like a whole job.
    """

    weights: Weights
    work: Calibration
    skill: Calibration
