"""Oversight: the audit log, whether it is whole, and pooled agreement rates."""

from __future__ import annotations

from web.areas.oversight.views import oversight

__all__ = ["oversight"]
