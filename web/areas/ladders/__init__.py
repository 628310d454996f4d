"""Ladders: look at them, write the next version, and see what changed."""

from __future__ import annotations

from web.areas.ladders import editor, in_use, versions
from web.areas.ladders.views import ladders

__all__ = ["editor", "in_use", "ladders", "versions"]
