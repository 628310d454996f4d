"""The JSON API for other systems: what a LinkWorker can do, under the same rules."""

from __future__ import annotations

from web.areas.api.application import add_api

__all__ = ["add_api"]
