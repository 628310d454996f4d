"""People with protected identity, for the handler who is named for them."""

from __future__ import annotations

from web.areas.named.views import named

__all__ = ["named"]
