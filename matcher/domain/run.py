"""A record of one suggestion run: enough to replay the short list, or to say what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import OpeningId, ParticipantCode, RunId


class RunKind(StrEnum):
    """What was asked for."""

    PARTICIPANT = "participant"
    OPENING = "opening"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Run:
    """Who asked for suggestions, when, about what, and with which versions of everything.

    ``input_hash`` is the SHA-256 of the profile as it was read; ``index`` and ``weights`` are
    version names that contain a hash.
    """

    id: RunId
    kind: RunKind
    at: datetime
    by: str
    input_hash: str
    encoder: str
    index: str
    weights: str
    seed: int
    top: int
    participant: ParticipantCode | None = None
    opening: OpeningId | None = None
