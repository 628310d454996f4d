"""Caseloads and cover: for administrators, and each one's own cover."""

from __future__ import annotations

from web.areas.caseloads.cover import cover
from web.areas.caseloads.own_cover import own_cover
from web.areas.caseloads.views import caseloads

__all__ = ["caseloads", "cover", "own_cover"]
