"""People who are through are archived, and later everything about them goes, by the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import participant_moved
from matcher.domain.ids import ParticipantCode
from matcher.domain.jobs import BY_CLOCK, Due, Outlook
from matcher.domain.machines.participant import ParticipantAction
from matcher.domain.participant_move import move_participant
from matcher.domain.retention import next_step_on, retention_moves
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InvalidTransition, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from matcher.domain.jobs import Ended
    from matcher.domain.retention import RetentionPlan
    from matcher.ports import UnitOfWorkFactory

    Erase = Callable[[ParticipantCode], object]


@dataclass(frozen=True)
class RetentionJob:
    """Archives, and deletes for good.

    Parameters
    ----------
    units
        Opens units of work.
    plan
        The organisation's times; without a decision nothing is moved.
    erase
        Deletes everything about a person: rows, vectors, index rows, and her from backups that
        are restored later.
    """

    units: UnitOfWorkFactory
    plan: RetentionPlan
    erase: Erase
    name: str = "retention"
    about: str = "people who are through are archived, and later deleted, by the retention plan"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            ended = unit.clock.ended()
        dated = [(one, one.since.date()) for one in ended if one.since is not None]
        due = tuple(
            Due(one.code, action.value)
            for one, since in dated
            for action in retention_moves(one.state, since, today, self.plan)
        )
        steps = [
            step for one, since in dated if (step := next_step_on(one.state, since, self.plan))
        ]
        later = min((day for _, day in steps if day > today), default=None)
        overdue = sum(day <= today for _, day in steps)
        return Outlook(due, later, tuple(self._waiting(ended, overdue)))

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        code, action = ParticipantCode(due.key), ParticipantAction(due.move)
        with self.units(write=True) as unit:
            try:
                person = unit.participants.get(code)
                signed = Signature(Role.CLOCK, BY_CLOCK, now)
                after, made = move_participant(person, action, signed)
            except (NotFound, InvalidTransition):
                return False
            if not self._is_due(unit.clock.ended(), code, action, now.date()):
                return False
            unit.audit.append(participant_moved(made))
            if action is not ParticipantAction.ANONYMISE:
                # Her move goes with her: of an anonymised person only the row of the log is left.
                unit.participants.put([after])
                unit.moves.add(made)
            unit.commit()
        if action is ParticipantAction.ANONYMISE:
            self.erase(code)
        return True

    def _is_due(
        self,
        ended: Sequence[Ended],
        code: ParticipantCode,
        action: ParticipantAction,
        today: date,
    ) -> bool:
        since = next((one.since for one in ended if one.code == code), None)
        state = next((one.state for one in ended if one.code == code), None)
        if since is None or state is None:
            return False
        return action in retention_moves(state, since.date(), today, self.plan)

    def _waiting(self, ended: Sequence[Ended], overdue: int) -> list[str]:
        said = []
        unknown = sum(one.since is None for one in ended)
        if overdue and not self.plan.decided:
            said.append(
                f"{overdue} people would be archived or deleted by the proposed plan: name the "
                "plan your organisation decided on in STEGVIS_RETENTION."
            )
        if unknown:
            said.append(
                f"Of {unknown} people nobody knows since when they are through: archive or delete "
                "them by hand."
            )
        return said
