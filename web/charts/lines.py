"""A chart of lines over one scale, each in a band of its own, with one place marked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that changes along the scale.

    Parameters
    ----------
    label, said
        What it is, and its main figures in words; both in the language of the reader.
    points
        Places on the scale, from 0 to 1 and rising, with the figure there, at least 0.
    """

    label: str
    said: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines in the order in which they are shown.

    Parameters
    ----------
    marked
        The place on the scale that is marked.
    starts, ends
        What the scale is at 0 and at 1.
    rtl
        Whether it is read from the right.
    """

    lines: tuple[Line, ...]
    marked: float
    starts: str
    ends: str
    rtl: bool = False
