"""Figures of one's own people, and the rows behind them."""

from __future__ import annotations

from web.areas.figures.views import figures

__all__ = ["figures"]
