"""One recorded move of a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import SuggestionId
    from matcher.domain.machines.suggestion import (
        Action,
        AnswerMode,
        DeclineReason,
        NotHiredReason,
        SuggestionState,
    )
    from matcher.domain.role import Role


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done with a suggestion, by whom, and when.

    Parameters
    ----------
    reason
        For a decline of a LinkWorker, and when somebody was not hired.
    mode
        For a person's answer: how it came to us.
    """

    suggestion: SuggestionId
    action: Action
    before: SuggestionState
    after: SuggestionState
    actor: Role
    by: str
    at: datetime
    reason: DeclineReason | NotHiredReason | None = None
    note: str | None = None
    mode: AnswerMode | None = None
