"""Use cases that look at everybody and every place together; nobody is told anything by them."""

from matcher.services.drafts.draft import DraftService
from matcher.services.drafts.spread import SpreadService

__all__ = ["DraftService", "SpreadService"]
