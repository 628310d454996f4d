"""That questions were put to a person and gone through: for staff, who see no answer."""

from __future__ import annotations

from web.areas.rounds.views import rounds

__all__ = ["rounds"]
