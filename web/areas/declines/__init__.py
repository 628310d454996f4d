"""Several suggestions declined for one reason; there is no confirming of several."""

from __future__ import annotations

from web.areas.declines.views import declines

__all__ = ["declines"]
