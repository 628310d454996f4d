"""From cosine to a value in [0, 1]: what is unlike for this encoder is 0, what is alike is 1.

Cosines of one encoder bunch differently from those of another, so both ends are estimated from
the reference texts that ship with Stegvis (data/reference), never from a person's data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matcher.domain.sector import Sector
    from matcher.ports import Vectors

QUANTILE = 0.9


@dataclass(frozen=True, slots=True)
class Calibration:
    """A cosine of ``low`` or less is worth 0, one of ``high`` or more is worth 1."""

    low: float
    high: float

    def apply(self, cosines: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return values in [0, 1], same shape, never falling with the cosine."""
        scaled = (cosines.astype(np.float64) - self.low) / (self.high - self.low)
        return np.clip(scaled, 0.0, 1.0)


def fit_calibration(
    people: Vectors,
    people_sectors: Sequence[Sector],
    work: Vectors,
    work_sectors: Sequence[Sector],
) -> Calibration:
    """Estimate both ends from reference texts with known sectors.

    Parameters
    ----------
    people
        Shape (n, d): what people tell, one of our sectors each.
    people_sectors
        n sectors.
    work
        Shape (m, d): descriptions of jobs, or single requirements of them.
    work_sectors
        m sectors.

    Returns
    -------
    Calibration
        ``low`` is the 0.9 quantile of pairs from different sectors, so that chance is worth
        nothing; ``high`` the 0.9 quantile of each text's nearest in the same sector.
    """
    cosines = people @ work.T
    same = np.array([[a == b for b in work_sectors] for a in people_sectors])
    low = float(np.quantile(cosines[~same], QUANTILE))
    # People of a trade that no ladder here has say nothing of what is alike.
    at_home = same.any(axis=1)
    nearest = np.where(same, cosines, -1.0).max(axis=1)[at_home]
    high = float(np.quantile(nearest, QUANTILE))
    return Calibration(low, max(high, low + 1e-6))
