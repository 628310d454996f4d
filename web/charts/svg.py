"""A chart as SVG. What draws it is loaded with the first one: that takes a second."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from web.charts.bars import BarChart

if TYPE_CHECKING:
    from web.charts.lines import LineChart

MOST_KEPT = 256
_drawing = threading.Lock()


def drawn(chart: BarChart | LineChart) -> str:
    """Return a chart as SVG; one with the same words and figures is drawn once."""
    with _drawing:
        return _drawn(chart)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(chart: BarChart | LineChart) -> str:
    import vl_convert  # noqa: PLC0415  (slow to load)

    from web.charts.drawing import spec_of  # noqa: PLC0415  (slow to load)
    from web.charts.line_drawing import lines_spec  # noqa: PLC0415  (slow to load)

    spec = spec_of(chart) if isinstance(chart, BarChart) else lines_spec(chart)
    # No address may be asked for data: all of it stands in the chart.
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
