"""A draft over all places at once, for LinkWorkers."""

from __future__ import annotations

from web.areas.drafts.views import add_drafts

__all__ = ["add_drafts"]
