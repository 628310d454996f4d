"""The stop switch: suggestions end for everybody, what people decide goes on."""

from __future__ import annotations

from web.areas.switch.views import switch

__all__ = ["switch"]
