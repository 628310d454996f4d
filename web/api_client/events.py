"""Events as the feed gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """What an event changed; what does not belong to its kind is ``None``."""

    before: str | None
    after: str | None
    reason: str | None
    to: str | None
    suggestion: str | None
    opening: str | None
    trial: bool | None
    party: str | None
    point: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a suggestion, a placement or a follow-up."""

    id: str
    at: datetime
    kind: str
    action: str
    object: str
    participant: str
    by: str
    role: str | None
    changed: Changed


@dataclass(frozen=True, slots=True)
class Events:
    """Some events in order; ``after`` is where to go on, kept by the program."""

    items: tuple[Event, ...]
    after: str | None
    more: bool
    next: str
