"""Search: people and openings by a few letters."""

from __future__ import annotations

from web.areas.search.views import search

__all__ = ["search"]
