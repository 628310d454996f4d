"""What one level more of Swedish opens, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext, ngettext

from web.areas.pathways.drawn import places_said
from web.areas.pathways.reading import listed
from web.languages import isolated, language, named, weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.ids import StepId
    from matcher.planning.pathway.one_level import OneLevelMore
    from matcher.services.planning_gaps import PathwayReport


@dataclass(frozen=True, slots=True)
class ShownMore:
    """Levels that are one up, and what changes: nothing where ``lines`` is empty."""

    levels: str
    lines: tuple[str, ...]


def read_more(found: PathwayReport) -> tuple[ShownMore, ...]:
    """Say what one level more opens: all areas together, then each area alone that opens anything.

    Empty where nothing is known of the person's Swedish.
    """
    titles = {goal.gap.step.id: goal.gap.step.titles.get(language()) for goal in found.goals}
    together, alone = found.more_swedish[:1], found.more_swedish[1:]
    shown = [*together, *(one for one in alone if one.changes)]
    return tuple(ShownMore(_levels(one), tuple(_lines(one, titles))) for one in shown)


def _levels(more: OneLevelMore) -> str:
    return listed(
        gettext(
            "%(area)s from %(now)s to %(then)s",
            area=named(one.area, "area"),
            now=isolated(one.now.label),
            then=isolated(one.then.label),
        )
        for one in more.levels
    )


def _lines(more: OneLevelMore, titles: Mapping[StepId, str]) -> Iterable[str]:
    lang = language()
    for gap in more.opens:
        job, places = gap.step.titles.get(lang), places_said(gap.open_places)
        yield gettext("%(job)s can be begun: %(places)s", job=job, places=places)
    for gap, saved in more.sooner:
        yield gettext(
            "%(job)s up to %(weeks)s sooner", job=gap.step.titles.get(lang), weeks=_whole(saved)
        )
    for goal in more.saved:
        if goal.weeks:
            yield gettext(
                "%(weeks)s less to %(job)s", weeks=_whole(goal.weeks), job=titles[goal.goal]
            )
        elif goal.now is None and goal.then is not None:
            yield gettext("A way opens to %(job)s", job=titles[goal.goal])
    if more.more_within_reach:
        yield ngettext(
            "%(num)s more open place within reach",
            "%(num)s more open places within reach",
            more.more_within_reach,
        )


def _whole(number: float) -> str:
    return weeks({"min": round(number), "max": round(number)})
