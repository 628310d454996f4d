"""What happens because time has passed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.given import new_id
from matcher.bootstrap.intake import IntakeParts
from matcher.bootstrap.people import PeopleParts
from matcher.domain.jobs import BY_CLOCK
from matcher.services.clock import (
    EndingFactJob,
    FollowUpJob,
    ImportJob,
    JobService,
    OvertakenJob,
    PlacementJob,
    ProposalJob,
    ReminderJob,
    RetentionJob,
    UploadJob,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matcher.domain.message import Message
    from matcher.ports import UnitOfWork
    from matcher.services.clock import Job


class ClockParts(PeopleParts, IntakeParts):
    """The jobs that time brings."""

    @cached_property
    def clock_jobs(self) -> tuple[Job, ...]:
        """Every job that time brings, in the order they run; another is one more line."""
        return (
            ProposalJob(self.units),
            ReminderJob(self.units, self._put_messages, self._is_working_day),
            FollowUpJob(self.units, self._put_messages),
            EndingFactJob(self.units, self._put_messages),
            PlacementJob(self.units),
            ImportJob(self.units, self.retention),
            # Looked up late: it opens the encoder.
            OvertakenJob(self.units, lambda code, by: self.corrections.again(code, by)),  # noqa: PLW0108
            RetentionJob(
                self.units, self.retention, lambda code: self.persons.delete(code, by=BY_CLOCK)
            ),
            UploadJob(self.upload_folder),
        )

    def _put_messages(
        self, unit: UnitOfWork, messages: Sequence[Message], *, by: str, at: datetime
    ) -> None:
        # Looked up late, so that jobs are listed even where a ladder cannot be read.
        self.outbox.put_messages(unit, messages, by=by, at=at)

    @cached_property
    def jobs(self) -> JobService:
        """Runs and lists what is done because time has passed."""
        return JobService(self.units, self.clock_jobs, self.now, new_id)
