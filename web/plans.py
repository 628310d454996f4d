"""A plan as pages show it: its words in the language of the page, for staff and for the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date, gettext

from matcher.domain.machines.activity import ACTIVITY, ActivityAction, ActivityState
from matcher.domain.plan import PlanMove
from matcher.domain.plan_activity import GROUP_OF, ActivityGroup, ActivityKind, Timing
from web.languages import reason_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from matcher.domain.plan import InPlan
    from matcher.domain.plan_activity import Written
    from matcher.domain.role import Role
    from matcher.services.plans import PlanPage


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One line of what was done with an activity."""

    at: datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """One activity with its words in the language of the page.

    Parameters
    ----------
    number
        The version that is shown.
    towards
        What it is towards.
    reason
        Why it stopped, in words.
    before
        Whether it lies before the job, instead of beside it.
    run_by, text
        As they were written.
    late
        Whether its day is over and nobody has said what came of it.
    may
        What can be done with it.
    """

    id: str
    number: int
    kind: str
    towards: str
    state: str
    reason: str | None
    before: bool
    days: str
    run_by: str
    text: str
    late: bool
    may: frozenset[str]
    added: ShownVersion
    versions: tuple[ShownVersion, ...]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan with its words in the language of the page.

    Parameters
    ----------
    lacks_job
        Whether to say that nothing that goes on is towards a job.
    next_job
        When the next such thing is planned.
    """

    page: PlanPage
    open: tuple[ShownActivity, ...]
    over: tuple[ShownActivity, ...]
    taken_out: tuple[ShownActivity, ...]
    lacks_job: bool
    next_job: str | None


def shown_plan(page: PlanPage, role: Role | None) -> ShownPlan:
    """Return a plan as somebody in a role sees it."""
    plan, first = page.plan, page.plan.next_job_oriented()

    def shown(several: Iterable[InPlan]) -> tuple[ShownActivity, ...]:
        return tuple(_shown(one, page, role) for one in several)

    return ShownPlan(
        page,
        shown(plan.open),
        shown(reversed(plan.over)),
        shown(plan.taken_out),
        page.lacks_job,
        day_said(first) if first else None,
    )


def _shown(one: InPlan, page: PlanPage, role: Role | None) -> ShownActivity:
    now, written = one.now, one.now.written
    may: frozenset[str] = frozenset()
    if role is not None and page.can_be_written:
        may = frozenset(action.value for action in ACTIVITY.possible(now.state, role))
    versions = tuple(
        ShownVersion(version.at, version.by, move_names()[version.move]) for version in one.versions
    )
    return ShownActivity(
        id=one.id,
        number=one.number,
        kind=kind_names()[written.kind],
        towards=group_names()[now.group],
        state=state_names()[now.state],
        reason=reason_name(now.reason) if now.reason else None,
        before=written.timing is Timing.BEFORE,
        days=days_said(written),
        run_by=written.run_by,
        text=written.text,
        late=now.is_late(page.day),
        may=may,
        added=versions[0],
        versions=versions,
    )


def day_said(day: date) -> str:
    """Say a day with its month in letters."""
    return str(format_date(day, "d MMM y"))


def days_said(written: Written) -> str:
    """Say from when until when."""
    first = day_said(written.first_day)
    if written.last_day is None:
        return str(gettext("from %(first)s", first=first))
    return str(gettext("from %(first)s to %(last)s", first=first, last=day_said(written.last_day)))


def kind_names() -> Mapping[ActivityKind, str]:
    """Return what each kind of activity is called."""
    return {
        ActivityKind.WORK_TRIAL: gettext("Visit to a workplace to try the work"),
        ActivityKind.JOB_SEARCH: gettext("Looking for a job"),
        ActivityKind.TRADE_TRAINING: gettext("Training for a trade"),
        ActivityKind.MENTOR: gettext("Meeting a mentor"),
        ActivityKind.PRACTICE: gettext("Practice at a workplace"),
        ActivityKind.SFI: gettext("Swedish course (SFI)"),
        ActivityKind.LANGUAGE_CAFE: gettext("Language café"),
        ActivityKind.STUDY: gettext("Studies"),
        ActivityKind.DIGITAL: gettext("Computer and telephone"),
        ActivityKind.OTHER: gettext("Another activity"),
    }


def group_names() -> Mapping[ActivityGroup, str]:
    """Return what an activity can be towards."""
    return {
        ActivityGroup.JOB: gettext("Towards a job"),
        ActivityGroup.LANGUAGE: gettext("Towards Swedish"),
        ActivityGroup.STUDY: gettext("Towards studies"),
        ActivityGroup.DIGITAL: gettext("Towards digital skills"),
        ActivityGroup.OTHER: gettext("Towards something else"),
    }


def state_names() -> Mapping[ActivityState, str]:
    """Return where an activity can stand."""
    return {
        ActivityState.PLANNED: gettext("Planned"),
        ActivityState.GOING_ON: gettext("Goes on"),
        ActivityState.DONE: gettext("Done"),
        ActivityState.STOPPED: gettext("Stopped"),
    }


def timing_names() -> tuple[tuple[str, str], ...]:
    """Return how an activity can lie to the job."""
    return (
        (Timing.BESIDE.value, gettext("Beside the job")),
        (Timing.BEFORE.value, gettext("Before the job")),
    )


def move_names() -> Mapping[PlanMove, str]:
    """Return what was done with an activity."""
    return {
        PlanMove.ADD: gettext("written"),
        PlanMove.CHANGE: gettext("changed"),
        PlanMove.BEGIN: gettext("begun"),
        PlanMove.FINISH: gettext("done"),
        PlanMove.STOP: gettext("stopped"),
        PlanMove.UNDO: gettext("undone"),
    }


def kind_choices() -> tuple[tuple[str, str], ...]:
    """Return the kinds to choose from, each after what it is towards."""
    kinds, groups = kind_names(), group_names()
    return tuple((kind.value, f"{groups[GROUP_OF[kind]]}: {kinds[kind]}") for kind in ActivityKind)


def done_said(move: ActivityAction | None) -> str:
    """Say what was just saved; ``None`` for undo."""
    if move is None:
        return str(gettext("Undone. Undo once more, and it is there again."))
    return str(gettext("Saved with your name. You can undo it."))
