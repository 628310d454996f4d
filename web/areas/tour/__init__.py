"""A short tour for whoever is new, by what her role may do."""

from __future__ import annotations

from web.areas.tour.views import add_tour

__all__ = ["add_tour"]
