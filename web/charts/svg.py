"""A chart as SVG. What draws it is loaded with the first one: that takes a second."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.charts.bars import BarChart

MOST_KEPT = 256
_drawing = threading.Lock()


def drawn(chart: BarChart) -> str:
    """Return a chart as SVG; one with the same words and figures is drawn once."""
    with _drawing:
        return _drawn(chart)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(chart: BarChart) -> str:
    from web.charts.drawing import svg_of  # noqa: PLC0415  (slow to load)

    return svg_of(chart)
