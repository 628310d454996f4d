"""A chart of bars: of each row the whole, a part of it, and how sure the part is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A row.

    Parameters
    ----------
    label, said
        What it is, and its figures in words; both in the language of the reader.
    whole
        Length of the pale bar.
    part
        Length of the dark bar; ``None`` where it is not known.
    low, high
        Ends of the line over it; the same where there is none.
    """

    label: str
    said: str
    whole: float
    part: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars in the order in which they are shown.

    Parameters
    ----------
    rtl
        Whether it is read from the right.
    beside
        The dark bar is no part of the pale one and may be longer: it is drawn thinner.
    """

    bars: tuple[Bar, ...]
    rtl: bool = False
    beside: bool = False
