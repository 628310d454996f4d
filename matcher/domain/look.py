"""Somebody looked at a person: what the person is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked at what, and in which hour."""

    by: str
    what: str
    at: datetime
