"""How commands write counts of people: exact, or as planners may see them."""

from __future__ import annotations

from enum import StrEnum


class CountsFor(StrEnum):
    """How counts are written."""

    ROUNDED = "rounded"
    EXACT = "exact"


EXACT_NOTE = "Exact counts are for those who may see the rows behind them; do not pass them on."
COUNTS_HELP = "Exact for who may see the rows behind them; rounded as planners may see them."
