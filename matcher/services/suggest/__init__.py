"""Suggest first jobs: for a participant, for a told experience, or people for an opening."""

from __future__ import annotations

from matcher.services.suggest.engine import Engine
from matcher.services.suggest.replay import ReplayService
from matcher.services.suggest.service import SuggestService
from matcher.services.suggest.short_list import ShortList

__all__ = ["Engine", "ReplayService", "ShortList", "SuggestService"]
