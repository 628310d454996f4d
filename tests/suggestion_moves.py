"""The table of moves of a suggestion, and what a move rests on."""

from __future__ import annotations

from lives import LIVES

from matcher.domain.opening import OpeningKind
from matcher.domain.suggestion import (
    AnswerMode,
)

LINES = LIVES["suggestion"].lines


OWN = OpeningKind.OWN


WITH_OWN_METHOD = {"undo", "present", "try", "hire"}


PLAIN = [key for key in LINES if key[1] not in WITH_OWN_METHOD]


def mode_of(role: str) -> AnswerMode:
    return AnswerMode.SELF if role == "participant" else AnswerMode.PHONE


def facts_of(state: str, action: str, role: str) -> dict[str, object]:
    """Return what a move by a role has to say."""
    reason = LIVES["suggestion"].a_reason(state, action)
    answers = {"accept", "refuse", "not_now"}
    return {"reason": reason, "mode": mode_of(role) if action in answers else None}
