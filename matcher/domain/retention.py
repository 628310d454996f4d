"""How long what is kept of a person lasts: the organisation's retention plan (gallringsbeslut).

The law leaves the times to the organisation, so a plan says who decided it and when. As long as
nobody has, nothing is archived or deleted by the clock: it says what is waiting instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.participant import ParticipantState

if TYPE_CHECKING:
    from datetime import date

    from matcher.domain.periods import Interval

THROUGH = frozenset({ParticipantState.MOVED_UP, ParticipantState.COMPLETED, ParticipantState.LEFT})
"""Nobody works with these people any more; they are archived first."""


@dataclass(frozen=True, slots=True)
class RetentionPlan:
    """The times of one organisation.

    Parameters
    ----------
    decided_by, decided_on
        Who decided on it and when; both ``None`` for a proposal that nobody has decided on.
    archive_after
        From the day a person was through or left.
    delete_after
        From the day she was archived: then everything about her goes.
    imports_after
        From an import: then what stood there before is no longer kept, and it cannot be undone.
    """

    decided_by: str | None
    decided_on: date | None
    archive_after: Interval
    delete_after: Interval
    imports_after: Interval

    def __post_init__(self) -> None:
        if (self.decided_by is None) != (self.decided_on is None):
            raise ValueError("a plan says who decided it and when, or neither")

    @property
    def decided(self) -> bool:
        """Whether somebody has decided on it."""
        return self.decided_by is not None

    def archived_on(self, since: date) -> date:
        """Return when somebody is archived who is through or left since a day."""
        return self.archive_after.after(since)

    def deleted_on(self, archived: date) -> date:
        """Return when everything about somebody goes who was archived on a day."""
        return self.delete_after.after(archived)


def next_step_on(
    state: ParticipantState, since: date, plan: RetentionPlan
) -> tuple[ParticipantAction, date] | None:
    """Return what the plan asks for next and when; ``None`` for somebody who is still here."""
    if state in THROUGH:
        return ParticipantAction.ARCHIVE, plan.archived_on(since)
    if state is ParticipantState.ARCHIVED:
        return ParticipantAction.ANONYMISE, plan.deleted_on(since)
    return None


def retention_moves(
    state: ParticipantState, since: date, today: date, plan: RetentionPlan
) -> tuple[ParticipantAction, ...]:
    """Return what the clock does with a person on a day, by a plan that was decided on."""
    step = next_step_on(state, since, plan)
    if step is None or not plan.decided or today < step[1]:
        return ()
    return (step[0],)
