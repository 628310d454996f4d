"""Review: people with suggestions, and a LinkWorker's decisions."""

from __future__ import annotations

from web.areas.review.views import add_review

__all__ = ["add_review"]
