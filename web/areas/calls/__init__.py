"""An employer rings: an opening while on the phone, who can start, and all of them asked."""

from __future__ import annotations

from web.areas.calls.views import calls

__all__ = ["calls"]
