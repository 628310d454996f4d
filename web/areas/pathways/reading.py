"""What is said of ways, in the language of the page; each way is drawn as a ladder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from matcher.domain.judgement import Outcome, Topic
from matcher.domain.ladder import When
from matcher.planning.gaps.standing import Standing
from matcher.planning.pathway.goals import may_be_goals
from matcher.planning.pathway.legs import Has, LegSource
from web.areas.pathways.drawn import places_said, steps_of, weeks_said
from web.languages import direction, isolated, language, named
from web.pathway import Pathway
from web.pathway_drawing import draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.ids import StepId
    from matcher.domain.ladders import Ladders
    from matcher.domain.participant import Wishes
    from matcher.planning.gaps.person import Lack, StepGap
    from matcher.planning.pathway.legs import Leg, SwedishOnTheWay, Way
    from matcher.services.planning_gaps import GoalWays, PathwayReport
    from web.pathway_drawing import Drawing

SHOWN_GOALS = 3
"""How many goals are drawn; the others are links."""


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job of a way: what it needs and who says that one comes there."""

    title: str
    weeks: str
    says: str
    swedish: str
    learnt: str
    asked: str


@dataclass(frozen=True, slots=True)
class ShownWay:
    """A way, drawn and as a list.

    Parameters
    ----------
    id
        Of its drawing, for the page.
    badges
        Whether it is the quickest or the likeliest.
    or_more
        Something is not known that may add weeks.
    """

    id: str
    name: str
    badges: tuple[str, ...]
    weeks: str
    or_more: bool
    held: str
    pathway: Pathway
    drawing: Drawing
    jobs: tuple[ShownJob, ...]


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal with its ways; ``not_yet`` is what is not there where no way leads to it."""

    id: StepId
    title: str
    ways: tuple[ShownWay, ...]
    not_yet: str


@dataclass(frozen=True, slots=True)
class ShownWays:
    """Everything about ways on a page: jobs to begin now, goals, and links to other goals."""

    can_begin: tuple[tuple[str, str], ...]
    goals: tuple[ShownGoal, ...]
    others: tuple[tuple[StepId, str], ...]


def goal_choices(ladders: Ladders, wishes: Wishes) -> list[tuple[str, str]]:
    """Return the goals of the form, as value and text; the first asks for those wished for."""
    lang = language()
    steps = may_be_goals(wishes, ladders)
    return [
        ("", gettext("The jobs the person wishes for")),
        *((step.id, f"{named(step.sector, 'sector')}: {step.titles.get(lang)}") for step in steps),
    ]


def read_ways(found: PathwayReport) -> ShownWays:
    """Say a report."""
    lang = language()
    return ShownWays(
        tuple((_title(gap), places_said(gap.open_places)) for gap in found.can_begin),
        tuple(
            _goal(goal, number) for number, goal in enumerate(found.goals[:SHOWN_GOALS], start=1)
        ),
        tuple(
            (goal.gap.step.id, goal.gap.step.titles.get(lang)) for goal in found.goals[SHOWN_GOALS:]
        ),
    )


def listed(texts: Iterable[str]) -> str:
    """Put texts into one line."""
    comma = "، " if direction(language()) == "rtl" else ", "
    return comma.join(texts)


def _goal(goal: GoalWays, number: int) -> ShownGoal:
    ways = {way.id: way for way in (*goal.quickest, *goal.likeliest)}
    missing = [lack for lack in goal.gap.lacks if lack.standing is Standing.MISSING]
    return ShownGoal(
        goal.gap.step.id,
        _title(goal.gap),
        tuple(
            _way(way, goal, f"{number}-{place}", place)
            for place, way in enumerate(ways.values(), start=1)
        ),
        "" if ways else listed(dict.fromkeys(lack_said(lack) for lack in missing)),
    )


def _way(way: Way, goal: GoalWays, id_: str, number: int) -> ShownWay:
    lang = language()
    badges = [
        text
        for text, best in (
            (gettext("Quickest"), goal.quickest),
            (gettext("Likeliest"), goal.likeliest),
        )
        if best[0].id == way.id
    ]
    name = gettext("Way %(number)s", number=number)
    pathway = Pathway(name, tuple(steps_of(way.legs)))
    return ShownWay(
        id_,
        name,
        tuple(str(badge) for badge in badges),
        weeks_said(way.weeks),
        way.at_least,
        listed(step.titles.get(lang) for step in way.jobs_held),
        pathway,
        draw(pathway, mirrored=direction(lang) == "rtl"),
        tuple(_job(leg) for leg in way.legs),
    )


def _job(leg: Leg) -> ShownJob:
    asked = [lack for lack in leg.unknown if lack.judgement.topic is not Topic.SWEDISH]
    says = {
        LegSource.PERSON: gettext("What is known of the person says so."),
        LegSource.LADDER: gettext("The ladder says so."),
        LegSource.REGISTER: gettext("The register of occupations says so. It is no promise."),
    }
    return ShownJob(
        leg.to.titles.get(language()),
        weeks_said(leg.weeks),
        str(says[leg.source]),
        listed(_area(one) for one in leg.swedish),
        listed(dict.fromkeys(lack_said(lack) for lack in leg.lacks if _before_the_job(lack))),
        listed(dict.fromkeys(lack_said(lack) for lack in asked)),
    )


def _before_the_job(lack: Lack) -> bool:
    about = lack.judgement
    trainable = about.outcome is Outcome.TRAINABLE and about.when is When.BEFORE
    return trainable and about.topic is not Topic.SWEDISH


def _area(one: SwedishOnTheWay) -> str:
    has = {
        Has.YES: gettext("has it"),
        Has.NOT_YET: gettext("not yet"),
        Has.UNKNOWN: gettext("not known yet: ask"),
    }
    return f"{named(one.area, 'area')} {isolated(one.need.label)} ({has[one.has]})"


def lack_said(lack: Lack) -> str:
    """Name what is not met, or not known."""
    about = lack.judgement
    own = (about.facts or {}).get(language())
    if own:
        return own
    if about.topic is Topic.SWEDISH:
        return str(gettext("Swedish: %(area)s", area=named(about.id, "area")))
    if about.topic is Topic.MAY_WORK:
        return str(gettext("The right to work"))
    return str(gettext("Another job comes first"))


def _title(gap: StepGap) -> str:
    return gap.step.titles.get(language())
