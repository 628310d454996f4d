"""The planner's desk: where jobs and people do not meet, in counts that show nobody."""

from __future__ import annotations

from web.areas.planning import flow, notes, progress, target, what_if
from web.areas.planning.shares import add_planning

__all__ = ["add_planning", "flow", "notes", "progress", "target", "what_if"]
