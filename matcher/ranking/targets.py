"""What people can be matched against on a day: openings, leads, and steps where nothing is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.ladder import StepState
from matcher.domain.target import Target
from matcher.errors import EmptyProgramme

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening


def targets_on(day: date, openings: Iterable[Opening], ladders: Ladders) -> tuple[Target, ...]:
    """Return every target of a day, openings first.

    An opening that has neither step nor sector is work outside the ladders: it is not matched.

    Raises
    ------
    EmptyProgramme
        There is neither an opening nor a step.
    """
    open_now = open_targets(day, openings, ladders)
    covered = {target.step.id for target in open_now if target.step}
    bare = [
        Target(None, step)
        for step in ladders.steps.values()
        if step.id not in covered and step.state is not StepState.RETIRED
    ]
    if not open_now and not bare:
        raise EmptyProgramme(
            "There is no ladder and no opening to match against. Put ladder files into "
            "data/ladders, or run `stegvis import openings FILE`."
        )
    return (*open_now, *bare)


def open_targets(day: date, openings: Iterable[Opening], ladders: Ladders) -> list[Target]:
    """Return those of some openings that people can be matched against on a day."""
    return [
        Target(opening, ladders.steps.get(opening.step) if opening.step else None)
        for opening in openings
        if opening.matchable_on(day) and (opening.step or opening.sector)
    ]
