"""Somebody at a job: the first day, how it goes, how it ends, and the step after it."""

from __future__ import annotations

from web.areas.placements import ending, follow_ups, next_step
from web.areas.placements.page import placements

__all__ = ["ending", "follow_ups", "next_step", "placements"]
