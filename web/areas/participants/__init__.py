"""Pages of participants, who have no account: a link, a personal code, one question a screen."""

from __future__ import annotations

from web.areas.participants.routes import add_participants

__all__ = ["add_participants"]
