"""What a ladder says when it is drawn: its steps, where somebody stands, and the ways between.

The drawing and the list beside it are made from this one structure, so that both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import gettext, ngettext

from matcher.domain.ladder import Mark
from web.languages import weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Ladder, Transition


class Spot(StrEnum):
    """What a step is to the person whose pathway it is."""

    NOW = "now"
    HERE = "here"
    NEXT = "next"
    LATER = "later"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands on a ladder; everything empty for nobody in particular.

    Parameters
    ----------
    now
        The step of the job the person has.
    here
        The suggested step.
    ahead
        The next job and the one after it or beside it, at most two.
    """

    now: StepId | None = None
    here: StepId | None = None
    ahead: tuple[StepId, ...] = ()

    def spot(self, step: StepId) -> Spot:
        """Return what a step is to the person."""
        if step == self.now:
            return Spot.NOW
        if step == self.here:
            return Spot.HERE
        if step in self.ahead:
            return (Spot.NEXT, Spot.LATER)[min(self.ahead.index(step), 1)]
        return Spot.OTHER


@dataclass(frozen=True, slots=True)
class Training:
    """What lies between two jobs: its title, how long it takes, and whether that is confirmed."""

    title: str
    weeks: str


@dataclass(frozen=True, slots=True)
class OnwardWay:
    """All ways from a step to one other, with the trainings on them."""

    to: StepId
    job: str
    trainings: tuple[Training, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step: what it is to the person, its title, what is open on it, and the ways from it.

    ``spot_said`` and ``open_said`` are empty where there is nothing to say.
    """

    id: StepId
    spot: Spot
    spot_said: str
    title: str
    open_said: str
    onward: tuple[OnwardWay, ...]

    @property
    def marked(self) -> bool:
        """Whether it is one of the person's."""
        return self.spot is not Spot.OTHER


@dataclass(frozen=True, slots=True)
class Pathway:
    """A ladder, first job first."""

    name: str
    steps: tuple[PathStep, ...]


def pathway_of(
    ladder: Ladder,
    lang: str,
    standing: Standing | None = None,
    open_now: Mapping[StepId, int] | None = None,
) -> Pathway:
    """Say a ladder in the language of the page.

    Parameters
    ----------
    ladder
        The ladder.
    lang
        Language of the titles.
    standing
        Where somebody stands on it.
    open_now
        Openings by step; a step that is not there has none. ``None``: openings are not spoken of.
    """
    stands = standing or Standing()
    steps = sorted(ladder.steps, key=lambda step: step.order)
    titles = {step.id: step.titles.get(lang) for step in steps}
    then = _follows(ladder.transitions, stands.ahead)
    return Pathway(
        ladder.names.get(lang),
        tuple(
            PathStep(
                id=step.id,
                spot=stands.spot(step.id),
                spot_said=_said(stands.spot(step.id), then=then),
                title=titles[step.id],
                open_said="" if open_now is None else _open_said(open_now.get(step.id, 0)),
                onward=tuple(_onward(step.id, ladder.transitions, titles, stands, lang)),
            )
            for step in steps
        ),
    )


def _follows(ways: Iterable[Transition], ahead: tuple[StepId, ...]) -> bool:
    """Say whether the second job ahead follows the first, and does not stand beside it."""
    return len(ahead) == 2 and any((way.from_step, way.to_step) == ahead for way in ways)


def _said(spot: Spot, *, then: bool) -> str:
    said = {
        Spot.NOW: gettext("The person's job now"),
        Spot.HERE: gettext("This suggestion"),
        Spot.NEXT: gettext("Next job"),
        Spot.LATER: gettext("After that") if then else gettext("Also possible"),
    }
    return str(said.get(spot, ""))


def _open_said(number: int) -> str:
    return str(ngettext("%(num)s opening", "%(num)s openings", number)) if number else ""


def _onward(
    start: StepId,
    ways: Iterable[Transition],
    titles: Mapping[StepId, str],
    stands: Standing,
    lang: str,
) -> Iterable[OnwardWay]:
    by_end: dict[StepId, list[Transition]] = {}
    for way in ways:
        if way.from_step == start:
            by_end.setdefault(way.to_step, []).append(way)
    for end, there in by_end.items():
        marked = Spot.OTHER not in {stands.spot(start), stands.spot(end)}
        trainings = tuple(Training(way.training.titles.get(lang), _weeks(way)) for way in there)
        yield OnwardWay(end, titles[end], trainings, marked)


def _weeks(way: Transition) -> str:
    span = weeks({"min": way.weeks.full_time.low, "max": way.weeks.full_time.high})
    if way.fact.mark is Mark.TO_BE_CONFIRMED:
        return str(gettext("%(weeks)s, to be confirmed", weeks=span))
    return span
