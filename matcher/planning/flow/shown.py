"""How a cell of the flow report is shown."""

from __future__ import annotations

from enum import StrEnum


class Shown(StrEnum):
    """How a cell is shown."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TOO_FEW = "too_few"
    DOES_NOT_APPLY = "does_not_apply"
