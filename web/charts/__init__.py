"""Charts that are drawn on the server, as SVG without a word or a colour from elsewhere."""

from __future__ import annotations

from web.charts.bars import Bar, BarChart
from web.charts.lines import Line, LineChart
from web.charts.svg import drawn

__all__ = ["Bar", "BarChart", "Line", "LineChart", "drawn"]
