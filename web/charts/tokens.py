"""Colours and letters of charts: the tokens of ``static/stegvis.css``, which a test compares."""

from __future__ import annotations

INK = "#1d2a33"
BRAND = "#0b5a6b"
LINE = "#c9d1d8"
PAPER = "#ffffff"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif"
FONT_SIZE = 15
