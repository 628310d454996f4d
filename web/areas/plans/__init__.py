"""Plans of people, as the coordinator and the coaches write them, and what has happened."""

from __future__ import annotations

from web.areas.plans.views import plans

__all__ = ["plans"]
