"""Bootstrap intervals over rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

RESAMPLES = 1_000


def bootstrap_ci95(values: Sequence[float], seed: int) -> tuple[float, float]:
    """Return the 2.5 % and 97.5 % quantiles of the mean over 1 000 resamples.

    Parameters
    ----------
    values
        One value a row, at least one.
    seed
        Of the resampling.

    Examples
    --------
    >>> bootstrap_ci95([1.0, 1.0, 1.0], seed=0)
    (1.0, 1.0)
    """
    rng = np.random.default_rng(seed)
    sample = np.asarray(values, dtype=np.float64)
    draws = rng.integers(0, len(sample), size=(RESAMPLES, len(sample)))
    low, high = np.quantile(sample[draws].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)
