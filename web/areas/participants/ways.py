"""My way to a job: the quickest way to a job I wish for, said in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.errors import InputError
from matcher.planning.pathway.goals import GoalReason
from web.areas.participants.page import Page, visiting
from web.areas.participants.words import folded
from web.context import services
from web.languages import language, weeks
from web.suggesting import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.planning.pathway.legs import Way
    from matcher.services.planning_gaps import GoalWays
    from web.areas.participants.page import Answer


@visiting
def ways(page: Page) -> Answer:
    """Show her goal, and the jobs on the quickest way there; what is left to ask is a call."""
    goal = _goal(page)
    return page.show(
        "ways",
        goal=goal.gap.step.titles.get(language()) if goal else "",
        lines=folded(_lines(goal.quickest[0]) if goal else ()),
    )


def _goal(page: Page) -> GoalWays | None:
    """Return the job she wishes for, else the nearest that is not there to begin at once."""
    try:
        with one_at_a_time():
            found = services().pathways.ways(page.visit.participant, most=1)
    except InputError:
        return None
    reached = [goal for goal in found.goals if goal.quickest]
    ahead = [goal for goal in reached if _is_wished(goal) or goal.quickest[0].weeks.high]
    return next(iter(ahead or reached), None)


def _is_wished(goal: GoalWays) -> bool:
    return goal.because is GoalReason.WISHED_STEP


def _lines(way: Way) -> Iterable[str]:
    """Yield each job with when it can be begun, counted from today."""
    for leg, (low, high) in zip(way.legs, way.reached(), strict=True):
        span = {"min": round(low), "max": round(high)}
        when = gettext("after %(weeks)s", weeks=weeks(span)) if high else gettext("Can begin now")
        yield gettext("%(job)s: %(when)s", job=leg.to.titles.get(language()), when=when)
