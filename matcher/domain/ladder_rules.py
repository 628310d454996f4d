"""Rules that hold between the parts of a ladder: ids, edges, cycles, what a training gives.

They read an outline, so that a file with other faults can still be checked as a whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TASK_TAGS = frozenset(
    {
        "alcohol",
        "alone",
        "chemicals",
        "cold",
        "driving",
        "dust",
        "early_mornings",
        "heat",
        "heavy_lifting",
        "heights",
        "nights",
        "noise",
        "personal_hygiene_care",
        "pork",
        "screen_work",
        "standing_all_day",
        "weekends",
    }
)
"""What a task can be tagged with, and what a person may wish to avoid."""


@dataclass(frozen=True, slots=True)
class Named:
    """An id and where it stands, for example ``steps[2].tasks[0].id``."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class StepOutline:
    """Of a step: its id, whether it is the top, and the ids inside it."""

    name: Named
    path: str
    top: bool | None
    tasks: tuple[Named, ...] = ()
    requirements: tuple[Named, ...] = ()
    certificates: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class WayOutline:
    """Of a way onward: its ends, its training module and what that gives."""

    name: Named | None
    path: str
    from_step: Named | None
    to_step: Named | None
    module: Named | None = None
    gives: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class LadderOutline:
    """As much of a ladder as the rules need; what could not be read is left out."""

    sector: str | None
    steps: tuple[StepOutline, ...]
    ways: tuple[WayOutline, ...]


@dataclass(frozen=True, slots=True)
class LadderFault:
    """One broken rule: where, what is wrong and what to do."""

    path: str
    problem: str
    mend: str


def find_faults(ladder: LadderOutline) -> tuple[LadderFault, ...]:
    """Return every broken rule of a ladder, in the order of the rules.

    Parameters
    ----------
    ladder
        The outline of one ladder file.
    """
    return (
        *_repeated_ids(ladder),
        *_foreign_ids(ladder),
        *_loose_ends(ladder),
        *_cycles(ladder),
        *_tops(ladder),
        *_gifts(ladder),
    )


def _repeated_ids(ladder: LadderOutline) -> Iterator[LadderFault]:
    yield from _repeated("step", (step.name for step in ladder.steps))
    for step in ladder.steps:
        yield from _repeated("task", step.tasks)
        # A training module names either by id, so the two share one set of names.
        yield from _repeated("requirement or certificate", step.requirements + step.certificates)
    yield from _repeated("transition", (way.name for way in ladder.ways if way.name))
    yield from _repeated("training module", (way.module for way in ladder.ways if way.module))


def _repeated(what: str, names: Iterable[Named]) -> Iterator[LadderFault]:
    first: dict[str, str] = {}
    for name in names:
        if name.id in first:
            yield LadderFault(
                name.path,
                f"the {what} id {name.id!r} stands at {first[name.id]} already",
                "Give one of the two another id.",
            )
        else:
            first[name.id] = name.path


def _foreign_ids(ladder: LadderOutline) -> Iterator[LadderFault]:
    if ladder.sector is None:
        return
    for step in ladder.steps:
        if not step.name.id.startswith(f"{ladder.sector}."):
            yield LadderFault(
                step.name.path,
                f"the step id {step.name.id!r} does not begin with the sector",
                f"Write it as '{ladder.sector}.<name>'.",
            )


def _loose_ends(ladder: LadderOutline) -> Iterator[LadderFault]:
    known = {step.name.id for step in ladder.steps}
    for way in ladder.ways:
        for end in (way.from_step, way.to_step):
            if end and end.id not in known:
                yield LadderFault(
                    end.path,
                    f"the edge leads to nowhere: there is no step {end.id!r} in this file",
                    f"Use one of {', '.join(sorted(known)) or 'the steps of this file'}.",
                )
        if way.from_step and way.to_step and way.from_step.id == way.to_step.id:
            yield LadderFault(
                way.path,
                f"the edge leads from {way.from_step.id!r} to itself",
                "Let it lead to another step, or take it out.",
            )


def _edges(ladder: LadderOutline) -> Mapping[str, tuple[str, ...]]:
    onward: dict[str, dict[str, None]] = {}
    for way in ladder.ways:
        if way.from_step and way.to_step and way.from_step.id != way.to_step.id:
            onward.setdefault(way.from_step.id, {})[way.to_step.id] = None
    return {start: tuple(ends) for start, ends in onward.items()}


def _cycles(ladder: LadderOutline) -> Iterator[LadderFault]:
    onward = _edges(ladder)
    done: set[str] = set()
    for start in onward:
        if start in done:
            continue
        circle = _circle(start, onward, done)
        if circle:
            yield LadderFault(
                "transitions",
                f"the steps go round in a circle: {' -> '.join(circle)}",
                "Take one of these transitions out; a ladder leads onward only.",
            )


def _circle(start: str, onward: Mapping[str, Sequence[str]], done: set[str]) -> list[str] | None:
    """Walk depth first from ``start``; return the first circle met, marking what is finished."""
    path = [start]
    waiting = [iter(onward[start])]
    found: list[str] | None = None
    while path:
        following = next(waiting[-1], None)
        if following is None:
            done.add(path.pop())
            waiting.pop()
        elif following in path:
            found = found or [*path[path.index(following) :], following]
        elif following not in done:
            path.append(following)
            waiting.append(iter(onward.get(following, ())))
    return found


def _tops(ladder: LadderOutline) -> Iterator[LadderFault]:
    leaving = Counter(way.from_step.id for way in ladder.ways if way.from_step)
    for step in ladder.steps:
        if step.top is False and not leaving[step.name.id]:
            yield LadderFault(
                f"{step.path}.top",
                f"no transition leads onward from {step.name.id!r} and it is no top of the ladder",
                "Add a transition from it, or set top: true.",
            )
        if step.top is True and leaving[step.name.id]:
            yield LadderFault(
                f"{step.path}.top",
                f"{step.name.id!r} is marked as top of the ladder but a transition leads onward",
                "Set top: false, or take the transition out.",
            )


def _gifts(ladder: LadderOutline) -> Iterator[LadderFault]:
    asked = {
        step.name.id: {need.id for need in step.requirements + step.certificates}
        for step in ladder.steps
    }
    for way in ladder.ways:
        if way.to_step is None or way.to_step.id not in asked:
            continue
        for gift in way.gives:
            if gift.id not in asked[way.to_step.id]:
                yield LadderFault(
                    gift.path,
                    f"the training gives {gift.id!r}, which {way.to_step.id!r} does not ask for",
                    "Use the id of a requirement or certificate of the target step.",
                )
