"""The job that somebody applies for, in Swedish: an opening with its step, or a step alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.applying.said import day_said, hours_said, in_sentence, listed
from matcher.domain.participant import Availability
from matcher.ranking.vocabulary import name_of

if TYPE_CHECKING:
    from matcher.domain.ladder import Step, Transition
    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.sector import Sector


@dataclass(frozen=True, slots=True)
class Onward:
    """A next job with the training between."""

    title: str
    training: str
    weeks: str


@dataclass(frozen=True, slots=True)
class Job:
    """What a letter may say of a job; what is ``None`` or empty is not known.

    Parameters
    ----------
    title
        The opening's, as it was written; else the step's.
    tasks
        What one does, from the ladder.
    swedish
        The Swedish that the tasks need, area by area.
    ways_in
        Trainings that lead to it, with their weeks.
    """

    title: str
    is_open: bool
    employer: str | None = None
    place: str | None = None
    start: str | None = None
    times: str | None = None
    mentor: bool = False
    trained_there: bool = False
    tasks: tuple[str, ...] = ()
    swedish: str = ""
    sector: Sector | None = None
    trade: str | None = None
    onward: tuple[Onward, ...] = ()
    ways_in: tuple[tuple[str, str], ...] = ()


def job_of_step(step: Step, ladders: Ladders) -> Job:
    """Return a step as a job that somebody may apply for where nothing is open yet."""
    return Job(title=step.titles.sv, is_open=False, **_of_step(step, ladders))  # type: ignore[arg-type]


def job_of_opening(opening: Opening, employer: str | None, ladders: Ladders) -> Job:
    """Return an opening as a job; what its step adds is taken from the ladder."""
    step = ladders.steps.get(opening.step) if opening.step else None
    hours = opening.hours
    times = hours_said(Availability(hours.per_week_min, hours.per_week_max, hours.shifts))
    more = _of_step(step, ladders) if step else {}
    return Job(
        title=" ".join(opening.title.split()),
        is_open=True,
        employer=employer,
        place=(opening.place.district or opening.place.municipality) if opening.place else None,
        start=day_said(opening.start) if opening.start else None,
        times=times or None,
        mentor=opening.offers.mentor is True,
        trained_there=opening.offers.trainable_on_job is True,
        **more,  # type: ignore[arg-type]
    )


def _of_step(step: Step, ladders: Ladders) -> dict[str, object]:
    return {
        "tasks": tuple(in_sentence(task.texts.sv.strip().rstrip(".")) for task in step.tasks),
        "swedish": listed(
            f"{level.label} i att {name_of(f'area.{area}', 'sv')}"
            for area, level in step.swedish.areas.items()
        ),
        "sector": step.sector,
        "trade": in_sentence(name_of(f"sector.{step.sector}", "sv")),
        "onward": _onward(step, ladders),
        "ways_in": tuple(
            dict.fromkeys((way.training.titles.sv, _weeks(way)) for way in ladders.into(step.id))
        ),
    }


def _onward(step: Step, ladders: Ladders) -> tuple[Onward, ...]:
    found: dict[str, Onward] = {}
    for way in ladders.onward(step.id):
        title = in_sentence(ladders.steps[way.to_step].titles.sv)
        found.setdefault(title, Onward(title, way.training.titles.sv, _weeks(way)))
    return tuple(found.values())


def _weeks(way: Transition) -> str:
    span = way.weeks.full_time
    return f"{span.low:g}" if span.low == span.high else f"{span.low:g}–{span.high:g}"
