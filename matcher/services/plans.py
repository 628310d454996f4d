"""A person's plan: written by her coordinator and the coaches, read by whoever sees her page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain.ids import ActivityId
from matcher.domain.machines.activity import ActivityAction
from matcher.domain.participant import ParticipantState
from matcher.domain.participant_move import GONE
from matcher.domain.plan import InPlan, Plan, PlanMove, PlanVersion, plan_moved, plan_of
from matcher.domain.plan_activity import Activity, Written, begun_or_planned
from matcher.domain.role import Role
from matcher.errors import Conflict, InputError, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from matcher.domain.command import Request
    from matcher.domain.happening import Turn
    from matcher.domain.ids import ParticipantCode
    from matcher.domain.machines.activity import ActivityStopReason
    from matcher.domain.participant import Standing
    from matcher.ports import UnitOfWork, UnitOfWorkFactory

MOVES = {
    ActivityAction.BEGIN: PlanMove.BEGIN,
    ActivityAction.FINISH: PlanMove.FINISH,
    ActivityAction.STOP: PlanMove.STOP,
}
AT_WORK = frozenset(
    {ParticipantState.PLACED, ParticipantState.MOVED_UP, ParticipantState.COMPLETED}
)
"""The job itself is what is towards a job."""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan on a day, with who coordinates it.

    Parameters
    ----------
    coordinators
        Who has been the person's coordinator, the first one first.
    protected
        Whether only kinds and days are kept and shown.
    """

    plan: Plan
    standing: Standing
    coordinators: tuple[Turn, ...]
    day: date

    @property
    def protected(self) -> bool:
        """Whether the identity is protected, so that only kinds and days are kept and shown."""
        return self.standing.protected_identity

    @property
    def coordinator(self) -> Turn | None:
        """Who coordinates it now."""
        now = (one for one in self.coordinators if one.until is None)
        return next(now, None)

    @property
    def can_be_written(self) -> bool:
        """Whether the person still uses the service."""
        return self.standing.state not in GONE

    @property
    def lacks_job(self) -> bool:
        """Whether nothing that goes on is towards a job, for somebody who has none."""
        at_work = self.standing.state in AT_WORK
        return self.can_be_written and not at_work and not self.plan.has_job_oriented(self.day)


class PlanService:
    """Each write is one transaction with its row in the audit log.

    Nothing of a plan is matched: it is read by pages, and by nothing that ranks.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def read(self, code: ParticipantCode) -> PlanPage:
        """Return a person's plan; raises :class:`NotFound` when there is no such person."""
        with self._units() as unit:
            standing = unit.participants.standing(code)
            plan = plan_of(unit.plans.of(code))
            turns = unit.happenings.turns(code)
        if standing.protected_identity:
            plan = _masked(plan)
        coordinators = tuple(one for one in turns if one.role is Role.COORDINATOR)
        return PlanPage(plan, standing, coordinators, self._now().date())

    def add(self, code: ParticipantCode, request: Request, written: Written) -> PlanVersion:
        """Add an activity; one that is sent twice is added once.

        Parameters
        ----------
        request
            About the name of the activity from now on, which is new with each form.

        Raises
        ------
        NotFound
            There is no such person.
        InvalidTransition
            She has stopped using the service, or the role writes in no plan.
        InputError
            A text is too long or holds a personal identity number, the days are the wrong way
            round, or somebody is named in the plan of a person with protected identity.
        Conflict
            There is an activity by this name, and it says something else.
        """
        with self._units(write=True) as unit:
            _must_be_writable(unit, code, written)
            known = [one for one in unit.plans.of(code) if one.activity == request.about]
            if known:
                return _sent_again(known[0], written)
            made = begun_or_planned(written, request.role, self._now().date())
            return self._keep(unit, code, request, PlanMove.ADD, made)

    def change(self, code: ParticipantCode, request: Request, written: Written) -> PlanVersion:
        """Write an activity anew.

        Parameters
        ----------
        request
            About an activity; its version is the number of the last one that was looked at.

        Raises
        ------
        NotFound, InvalidTransition, InputError
            As for :meth:`add`; there is no such activity, it is over, or nothing was changed.
        Conflict
            Somebody has written meanwhile; says who and when.
        """
        with self._units(write=True) as unit:
            _must_be_writable(unit, code, written)
            before = _seen(unit, code, request)
            return self._keep(unit, code, request, PlanMove.CHANGE, before.now.rewritten(written))

    def move(
        self,
        code: ParticipantCode,
        request: Request,
        action: ActivityAction,
        reason: ActivityStopReason | None = None,
    ) -> PlanVersion:
        """Begin, finish or stop an activity today; errors as for :meth:`change`.

        Raises
        ------
        InputError
            The reason is missing, or is not asked for.
        """
        with self._units(write=True) as unit:
            _must_be_writable(unit, code)
            before = _seen(unit, code, request)
            after = before.now.moved(action, request.role, self._now().date(), reason)
            return self._keep(unit, code, request, MOVES[action], after)

    def undo(self, code: ParticipantCode, request: Request) -> PlanVersion:
        """Take the last move back; done once more it is there again. Errors as for change."""
        with self._units(write=True) as unit:
            _must_be_writable(unit, code)
            before = _seen(unit, code, request)
            return self._keep(unit, code, request, PlanMove.UNDO, before.before_last())

    def _keep(
        self,
        unit: UnitOfWork,
        code: ParticipantCode,
        request: Request,
        move: PlanMove,
        now: Activity,
    ) -> PlanVersion:
        number, activity = unit.plans.next_number(code), ActivityId(request.about)
        made = PlanVersion(code, number, activity, move, request.by, self._now(), now)
        unit.plans.add(made)
        unit.audit.append(plan_moved(made))
        unit.commit()
        return made


def _must_be_writable(
    unit: UnitOfWork, code: ParticipantCode, written: Written | None = None
) -> None:
    standing = unit.participants.standing(code)
    if standing.state in GONE:
        raise InvalidTransition(
            f"{code} is '{standing.state}': nothing more is written in her plan. Choose somebody "
            "who is still in the programme.",
            code="move.not_now",
        )
    if standing.protected_identity and written is not None and not written.names_nobody:
        raise InputError(
            "The identity is protected: write the kind and the days only, so that no place is "
            "named. Nothing was saved.",
            code="plan.protected",
        )


def _seen(unit: UnitOfWork, code: ParticipantCode, request: Request) -> InPlan:
    found = plan_of(unit.plans.of(code)).get(ActivityId(request.about))
    found.must_be_seen(request.seen_version)
    return found


def _sent_again(first: PlanVersion, written: Written) -> PlanVersion:
    tidy, kept = written.tidied(), first.now.written
    if (tidy.kind, tidy.text, tidy.run_by) != (kept.kind, kept.text, kept.run_by):
        raise Conflict(
            f"This form was sent before by {first.by}, with other words. Nothing was saved; load "
            "the page again.",
            code="key.other",
        )
    return first


def _masked(plan: Plan) -> Plan:
    """Leave out what may name a place: words, and who runs it."""

    def masked(version: PlanVersion) -> PlanVersion:
        written = replace(version.now.written, run_by="", text="")
        return replace(version, now=replace(version.now, written=written))

    return Plan(
        tuple(InPlan(tuple(masked(one) for one in mine.versions)) for mine in plan.activities)
    )
