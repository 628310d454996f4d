"""What publishing a ladder does with its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ids import StepId
from matcher.domain.ladder import StepState
from matcher.domain.machines.ladder_step import StepAction
from matcher.domain.signature import Signature
from matcher.domain.step_move import Agreement, move_step

if TYPE_CHECKING:
    from matcher.domain.ladder import Ladder
    from matcher.domain.step_move import StepMove
    from matcher.services.ladder_desk.drafts import LadderDraft


def publishing_moves(draft: LadderDraft, ladder: Ladder, signed: Signature) -> list[StepMove]:
    """Return what publishing does with each changed step: agreed before, and published now."""
    steps = {step.id: step for step in ladder.steps}
    agreed = list(draft.history.agreements())
    moves: list[StepMove] = []
    for name in draft.changed:
        step = steps[StepId(name)]
        agreement = next(one for one in agreed if name in one.steps)
        moves.append(
            move_step(
                step,
                StepState.DRAFT,
                StepAction.AGREE,
                Signature(signed.role, agreement.by, agreement.at),
                agreement=Agreement(agreement.with_whom, agreement.agreed_on),
            )
        )
        moves.append(
            move_step(step, StepState.AGREED, StepAction.PUBLISH, signed, ways=ladder.transitions)
        )
    return moves
