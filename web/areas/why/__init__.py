"""Why is this job not here? For one person, in words."""

from __future__ import annotations

from web.areas.why.views import why

__all__ = ["why"]
