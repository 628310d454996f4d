"""The planner's desk: where jobs and people do not meet, in counts that show nobody."""

from __future__ import annotations

from web.areas.planning import notes, what_if
from web.areas.planning.views import planning

__all__ = ["notes", "planning", "what_if"]
