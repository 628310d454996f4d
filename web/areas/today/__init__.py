"""A LinkWorker's day: its lists, and the queue with one person at a time."""

from __future__ import annotations

from web.areas.today.views import day

__all__ = ["day"]
