"""A way as a ladder of its own: from where the person is, over jobs, to the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext, ngettext

from matcher.domain.ids import StepId
from matcher.domain.ladder import Mark
from matcher.planning.pathway.legs import LegSource
from web.languages import language, weeks
from web.pathway import OnwardWay, PathStep, Spot, Training

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.domain.ladder import Span
    from matcher.planning.pathway.legs import Leg

TODAY = StepId("today")


def steps_of(legs: Sequence[Leg]) -> Iterable[PathStep]:
    """Yield where the person is, the jobs on the way and the goal, each with the way onward."""
    lang = language()
    spots = [(TODAY, Spot.NOW, gettext("Where the person is"), gettext("Today"), "")]
    spots += [
        (leg.to.id, Spot.NEXT, gettext("Job on the way"), leg.to.titles.get(lang), _open(leg))
        for leg in legs[:-1]
    ]
    last = legs[-1]
    spots.append(
        (last.to.id, Spot.HERE, gettext("The goal"), last.to.titles.get(lang), _open(last))
    )
    for place, (id_, spot, spot_said, title, opened) in enumerate(spots):
        onward = () if place == len(legs) else (_onward(legs[place]),)
        yield PathStep(id_, spot, str(spot_said), title, opened, onward)


def _open(leg: Leg) -> str:
    return places_said(leg.open_places) if leg.open_places else ""


def _onward(leg: Leg) -> OnwardWay:
    title = leg.to.titles.get(language())
    return OnwardWay(leg.to.id, title, tuple(_before(leg)), marked=True)


def _before(leg: Leg) -> Iterable[Training]:
    """Yield what comes before a job, and how long it takes."""
    nothing = True
    if leg.source is LegSource.REGISTER:
        pct = leg.share_pct
        said = gettext("The register says so: %(pct)s %% of the work", pct=pct)
        yield Training(said, gettext("no promise"))
    if leg.work_weeks:
        nothing = False
        held = weeks({"min": round(leg.work_weeks), "max": round(leg.work_weeks)})
        yield Training(gettext("In the job before"), held)
    if leg.training is not None:
        nothing = False
        titles, said = leg.training.training.titles, weeks_said(leg.training_weeks)
        if leg.training.fact.mark is Mark.TO_BE_CONFIRMED:
            said = str(gettext("%(weeks)s, to be confirmed", weeks=said))
        yield Training(titles.get(language()), said)
    for text, span in (
        (gettext("Learnt before the job"), leg.before),
        (gettext("Swedish, beside the rest"), leg.swedish_weeks),
    ):
        if span.high:
            nothing = False
            yield Training(str(text), weeks_said(span))
    if nothing:
        yield Training(gettext("Can begin now"), gettext("no weeks before"))


def places_said(number: int) -> str:
    """Say how many places are open."""
    return str(ngettext("%(num)s open place", "%(num)s open places", number))


def weeks_said(span: Span) -> str:
    """Say a range of weeks in whole weeks."""
    return weeks({"min": round(span.low), "max": round(span.high)})
