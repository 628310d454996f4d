"""My plan: what I do and will do, in fixed words of her language; a note of staff in its fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.areas.participants.page import Page, visiting
from web.areas.participants.words import folded, listed
from web.context import services
from web.plans import shown_plan

if TYPE_CHECKING:
    from web.areas.participants.page import Answer
    from web.plans import ShownActivity


def has_plan(page: Page) -> bool:
    """Say whether there is something in her plan, for somebody who still uses the service."""
    read = services().plans.read(page.visit.participant)
    return read.can_be_written and bool(read.plan.open or read.plan.over)


@visiting
def plan(page: Page) -> Answer:
    """Show her plan: first what goes on and comes, then what is over."""
    shown = shown_plan(services().plans.read(page.visit.participant), None)
    activities = (*shown.open, *shown.over) if shown.page.can_be_written else ()
    return page.show(
        "plan",
        lines=folded(_line(one) for one in activities),
        swedish=[one.text for one in activities if one.text],
    )


def _line(one: ShownActivity) -> str:
    return listed((one.kind, one.run_by, one.days, one.state))
