"""People of a caseload, for tests of the queue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from matcher.domain.day_views import QueuePerson
from matcher.domain.ids import ParticipantCode

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
REVIEWED = NOW - timedelta(days=9)


def queue_person(code: str = "P001", **more: Any) -> QueuePerson:
    """Return a person with three suggestions to decide on, listed twenty days ago."""
    facts: dict[str, Any] = {
        "code": ParticipantCode(code),
        "preferred_language": "so",
        "district": None,
        "municipality": None,
        "proposed": 3,
        "under_way": 0,
        "best_step": None,
        "best_title": "Diskare",
        "best_band": None,
        "interested": False,
        "facts_changed": False,
        "new_openings": 0,
        "first_listed": NOW - timedelta(days=20),
        "reviewed": None,
        "last_listed": NOW,
        "mine_since": date(2026, 11, 1),
        "reviewed_today": False,
    }
    return QueuePerson(**(facts | more))
