"""CV and application of a person, as the LinkWorker helps with them."""

from __future__ import annotations

from web.areas.applying.views import applying

__all__ = ["applying"]
