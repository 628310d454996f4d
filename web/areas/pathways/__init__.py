"""The ways from a person to the jobs she wants."""

from __future__ import annotations

from web.areas.pathways.views import pathways

__all__ = ["pathways"]
