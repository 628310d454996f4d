"""What a person lets employers know, written down and taken back by the LinkWorker."""

from __future__ import annotations

from web.areas.permitting.views import permitting

__all__ = ["permitting"]
