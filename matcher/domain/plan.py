"""A person's plan: parallel activities, one of them towards a job, each with all its versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry
from matcher.domain.machines.activity import ActivityState, ActivityStopReason
from matcher.domain.plan_activity import ActivityGroup
from matcher.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from matcher.domain.ids import ActivityId, ParticipantCode
    from matcher.domain.plan_activity import Activity


class PlanMove(StrEnum):
    """What was done with an activity."""

    ADD = "add"
    CHANGE = "change"
    BEGIN = "begin"
    FINISH = "finish"
    STOP = "stop"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """An activity after one move; versions are only ever added.

    Parameters
    ----------
    number
        The order among everything that was written in a person's plan.
    by
        Who did it.
    """

    participant: ParticipantCode
    number: int
    activity: ActivityId
    move: PlanMove
    by: str
    at: datetime
    now: Activity


@dataclass(frozen=True, slots=True)
class InPlan:
    """One activity with its versions, the first one first; there is at least one."""

    versions: tuple[PlanVersion, ...]

    @property
    def id(self) -> ActivityId:
        """What the activity is called in addresses of forms."""
        return self.versions[-1].activity

    @property
    def number(self) -> int:
        """Number of the last version."""
        return self.versions[-1].number

    @property
    def now(self) -> Activity:
        """The activity as it stands."""
        return self.versions[-1].now

    @property
    def added(self) -> PlanVersion:
        """Who wrote it, and when."""
        return self.versions[0]

    @property
    def last(self) -> PlanVersion:
        """Who did something with it last, and when."""
        return self.versions[-1]

    @property
    def is_mistake(self) -> bool:
        """Whether it was taken out again: it should never have stood there."""
        return self.now.reason is ActivityStopReason.MISTAKE

    def must_be_seen(self, number: int) -> None:
        """Refuse a move by somebody who looked at another version.

        Raises
        ------
        Conflict
            Somebody has written meanwhile; says who and when.
        """
        last = self.versions[-1]
        if last.number != number:
            raise Conflict(
                f"This activity was changed by {last.by} at {last.at:%Y-%m-%d %H:%M}. Nothing was "
                "saved; look at it again.",
                code="changed",
                by=last.by,
                at=last.at,
            )

    def before_last(self) -> Activity:
        """Return it as it was before the last move: done twice it changes nothing.

        What had only just been written is taken out of the plan.
        """
        if len(self.versions) > 1:
            return self.versions[-2].now
        return replace(self.now, state=ActivityState.STOPPED, reason=ActivityStopReason.MISTAKE)


@dataclass(frozen=True, slots=True)
class Plan:
    """All activities of a person, in the order in which they begin."""

    activities: tuple[InPlan, ...] = ()

    def get(self, activity: ActivityId) -> InPlan:
        """Return one; raises :class:`NotFound`."""
        found = next((one for one in self.activities if one.id == activity), None)
        if found is None:
            raise NotFound(
                f"There is no activity {activity} in this plan. Choose one that the plan shows."
            )
        return found

    @property
    def open(self) -> tuple[InPlan, ...]:
        """Those that are planned or go on."""
        return tuple(one for one in self.activities if one.now.is_open)

    @property
    def over(self) -> tuple[InPlan, ...]:
        """Those that are done or stopped, those taken out again not among them."""
        return tuple(one for one in self.activities if not (one.now.is_open or one.is_mistake))

    @property
    def taken_out(self) -> tuple[InPlan, ...]:
        """Those that should never have stood there."""
        return tuple(one for one in self.activities if one.is_mistake)

    def has_job_oriented(self, day: date) -> bool:
        """Say whether one that goes on on a day is towards a job."""
        return any(one.now.goes_on(day) for one in self._towards_a_job())

    def next_job_oriented(self) -> date | None:
        """Return when the first planned one that is towards a job begins."""
        planned = (
            one.now.written.first_day
            for one in self._towards_a_job()
            if one.now.state is ActivityState.PLANNED
        )
        return min(planned, default=None)

    def _towards_a_job(self) -> Iterable[InPlan]:
        return (one for one in self.activities if one.now.group is ActivityGroup.JOB)


def plan_of(versions: Iterable[PlanVersion]) -> Plan:
    """Return the plan that versions, the first one first, make up."""
    by_activity: dict[ActivityId, list[PlanVersion]] = {}
    for one in versions:
        by_activity.setdefault(one.activity, []).append(one)
    found = [InPlan(tuple(mine)) for mine in by_activity.values()]
    return Plan(tuple(sorted(found, key=lambda one: (one.now.written.first_day, one.number))))


def plan_moved(version: PlanVersion) -> AuditEntry:
    """Say what was done with an activity: its kind and state, no word of what was written."""
    now = version.now
    details = {
        "number": version.number,
        "kind": now.written.kind.value,
        "state": now.state.value,
        "reason": None if now.reason is None else now.reason.value,
    }
    return AuditEntry(
        version.at,
        version.by,
        f"plan.{version.move.value}",
        "activity",
        version.activity,
        version.participant,
        details,
    )
