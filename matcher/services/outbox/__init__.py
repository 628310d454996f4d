"""The outbox: messages that wait, and their texts."""

from __future__ import annotations

from matcher.services.outbox.service import OutboxService, Taking
from matcher.services.outbox.texts import MessageText

__all__ = ["MessageText", "OutboxService", "Taking"]
