"""What participants answer by a link: the same moves as by phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.permission import FieldGroup
from matcher.domain.suggestion import Action
from matcher.services.review.asking import ANSWERS, Answer, answered, asked

if TYPE_CHECKING:
    from matcher.domain.signature import Signature
    from matcher.domain.suggestion import AnswerMode, Suggestion
    from matcher.ports import UnitOfWork
    from matcher.services.review.commands import Commands


class LinkAnswers:
    """Records in a transaction that goes on what was asked or answered by a link."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def record(
        self,
        unit: UnitOfWork,
        before: Suggestion,
        action: Action,
        signed: Signature,
        mode: AnswerMode | None = None,
        up_to: FieldGroup = FieldGroup.CODE,
    ) -> None:
        """Ask, or record an answer of a participant; a yes lets the employer know ``up_to``.

        Raises
        ------
        InvalidTransition, Conflict
            Not possible from where it is, or somebody moved it meanwhile.
        """
        if action in ANSWERS:
            answered(unit, before, Answer(action, mode, up_to), signed, self._commands.new_id)
        elif action is Action.ASK:
            asked(unit, before, signed)
        else:
            raise ValueError(f"{action} is not answered by a link")
