"""Permitting, taking back and telling under a key: sent again it is done once, answered alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.command import Command, Outcome
from matcher.domain.permission import FieldGroup, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from matcher.domain.disclosure import Saying
    from matcher.domain.ids import OpeningId, ParticipantCode
    from matcher.domain.machines.suggestion import AnswerMode
    from matcher.domain.permission import Yes
    from matcher.ports import UnitOfWork
    from matcher.services.disclosure.acts import DisclosureActs

    Act = Callable[[UnitOfWork, datetime], Outcome]
    Run = Callable[[Command, Act], Outcome]

GIVEN, TAKEN_BACK, TOLD = "given", "taken_back", "told"


class DisclosureOnce:
    """The acts of the pages, each a command with a key.

    Errors are those of :class:`matcher.services.disclosure.DisclosureService`, and
    :class:`matcher.errors.Conflict` when the key stands for another command.

    Parameters
    ----------
    acts
        What is done in the transaction of a command.
    run
        Runs a command once.
    """

    def __init__(self, acts: DisclosureActs, run: Run) -> None:
        self._acts = acts
        self._run = run

    def grant(self, code: ParticipantCode, opening: OpeningId, yes: Yes, key: str) -> Outcome:
        """Record a person's yes; ``also`` of the outcome names the permissions."""
        said = {"about": code, "opening": opening, "yes": yes}

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            given = self._acts.grant(unit, code, opening, yes, at)
            return Outcome("permission", code, GIVEN, 0, also=tuple(one.id for one in given))

        return self._run(Command("permission.grant", yes.by, said, key), act)

    def withdraw(
        self,
        code: ParticipantCode,
        *,
        mode: AnswerMode,
        by: str,
        key: str,
        opening_id: OpeningId | None = None,
        group: FieldGroup = FieldGroup.CODE,
    ) -> Outcome:
        """Take permission back, from a step on; ``also`` names the permissions."""
        said = {"about": code, "opening": opening_id, "group": group, "mode": mode}

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            withdrawal = Withdrawal(code, opening_id, group, mode, " ".join(by.split()), at)
            taken = self._acts.withdraw(unit, withdrawal).permissions
            return Outcome("permission", code, TAKEN_BACK, 0, also=tuple(one.id for one in taken))

        return self._run(Command("permission.withdraw", by, said, key), act)

    def say(
        self,
        code: ParticipantCode,
        opening: OpeningId,
        groups: Collection[FieldGroup],
        saying: Saying,
        key: str,
    ) -> Outcome:
        """Record what was told; ``also`` names what is kept of it."""
        said = {"about": code, "opening": opening, "groups": frozenset(groups), "saying": saying}

        def act(unit: UnitOfWork, at: datetime) -> Outcome:
            told = self._acts.say(unit, code, opening, groups, saying, at)
            return Outcome("disclosure", code, TOLD, 0, also=tuple(one.id for one in told))

        return self._run(Command("disclosure.tell", saying.by, said, key), act)
