"""One recorded move of a ladder step, with whom it was agreed and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry
from matcher.domain.machines.ladder_step import LADDER_STEP, StepAction, ready_to_publish
from matcher.domain.machines.machine import Need
from matcher.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Step, StepState, Transition
    from matcher.domain.role import Role
    from matcher.domain.signature import Signature


@dataclass(frozen=True, slots=True)
class Agreement:
    """With whom in the trade a step was agreed, and on which day; empty is not said."""

    with_whom: str | None = None
    on: date | None = None

    def needs(self, today: date) -> frozenset[Need]:
        """Return what of it is there; raises :class:`matcher.errors.InputError` for a day ahead."""
        if self.on is not None and self.on > today:
            raise InputError(
                f"The agreement is of {self.on}, which is still to come. Write the day on which "
                "it was made.",
                code="agreement.day",
            )
        there = {Need.WITH_WHOM: (self.with_whom or "").strip(), Need.DAY: self.on}
        return frozenset(need for need, value in there.items() if value)


@dataclass(frozen=True, slots=True)
class StepMove:
    """What was done with a step, by whom, in which role and when."""

    step: StepId
    action: StepAction
    before: StepState
    after: StepState
    actor: Role
    by: str
    at: datetime
    with_whom: str | None = None
    agreed_on: date | None = None


def move_step(
    step: Step,
    state: StepState,
    action: StepAction,
    signed: Signature,
    *,
    ways: Iterable[Transition] = (),
    agreement: Agreement | None = None,
) -> StepMove:
    """Return a move of a step from where it stands.

    Parameters
    ----------
    state
        Where it stands now, whatever its file says.
    ways
        The transitions of its ladder.

    Raises
    ------
    InvalidTransition
        Not possible from this state, or not for this role.
    DecisionError
        Something that the move needs is not there.
    InputError
        The agreement is of a day to come.
    """
    said = agreement or Agreement()
    given = ready_to_publish(step, ways) | said.needs(signed.at.date())
    after = LADDER_STEP.apply(state, action, signed.role, given=given)
    agreeing = action is StepAction.AGREE
    return StepMove(
        step.id,
        action,
        state,
        after,
        signed.role,
        signed.by,
        signed.at,
        " ".join((said.with_whom or "").split()) if agreeing else None,
        said.on if agreeing else None,
    )


def step_moved(move: StepMove) -> AuditEntry:
    """Say that a ladder step was agreed, published or retired."""
    details = {
        "before": move.before.value,
        "after": move.after.value,
        "role": move.actor.value,
        "with_whom": move.with_whom,
        "agreed_on": None if move.agreed_on is None else move.agreed_on.isoformat(),
    }
    return AuditEntry(
        move.at, move.by, f"step.{move.action.value}", "step", move.step, details=details
    )
