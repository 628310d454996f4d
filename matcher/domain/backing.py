"""Nothing reaches an employer without a named person's confirm and the participant's yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.machines.machine import Need
from matcher.domain.machines.suggestion import Action, SuggestionState
from matcher.domain.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from matcher.domain.decision import Decision
    from matcher.domain.machines.suggestion import AnswerMode

_ENDED = frozenset(
    {
        SuggestionState.DECLINED,
        SuggestionState.NOT_NOW,
        SuggestionState.WITHDRAWN,
        SuggestionState.LAPSED,
        SuggestionState.OBSOLETE,
    }
)


@dataclass(frozen=True, slots=True)
class Backing:
    """On whose word a person is presented and placed: both parts are always there.

    Parameters
    ----------
    confirmed_by, confirmed_at
        The LinkWorker who confirmed, and when.
    yes_at, yes_mode
        When the person said yes, and how it came to us.
    """

    confirmed_by: str
    confirmed_at: datetime
    yes_at: datetime
    yes_mode: AnswerMode | None = None

    def __post_init__(self) -> None:
        if not self.confirmed_by.strip():
            raise ValueError("nobody is presented or placed without a named confirmer")


def confirm_and_yes(history: Iterable[Decision]) -> tuple[Decision | None, Decision | None]:
    """Return the confirm and the yes that still count.

    Parameters
    ----------
    history
        The decisions on one suggestion, oldest first. What stood before it was proposed anew, or
        before it was ended, counts no longer.
    """
    confirmed = yes = None
    for decision in history:
        if decision.after in _ENDED or decision.after is SuggestionState.PROPOSED:
            confirmed = yes = None
        elif decision.action is Action.CONFIRM and decision.actor is Role.LINKWORKER:
            confirmed, yes = decision, None
        elif decision.action is Action.ACCEPT:
            yes = decision
    return confirmed, yes


def backing_of(history: Iterable[Decision]) -> Backing | None:
    """Return on whose word a suggestion may be presented; ``None`` where a part is not there.

    Parameters
    ----------
    history
        The decisions on one suggestion, oldest first.
    """
    confirmed, yes = confirm_and_yes(history)
    if confirmed is None or yes is None or not confirmed.by.strip():
        return None
    return Backing(confirmed.by, confirmed.at, yes.at, yes.mode)


def backing_needs(history: Iterable[Decision]) -> frozenset[Need]:
    """Return which of the two parts are there; parameters as for :func:`backing_of`."""
    confirmed, yes = confirm_and_yes(history)
    there = {
        Need.CONFIRMER: confirmed is not None and bool(confirmed.by.strip()),
        Need.YES: yes is not None,
    }
    return frozenset(need for need, met in there.items() if met)
