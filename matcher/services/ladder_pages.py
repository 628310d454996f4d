"""What pages about ladders show beside the ladders themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode, StepId
    from matcher.domain.ladder import Ladder, Step
    from matcher.domain.ladder_views import StepOpening
    from matcher.domain.ladders import Ladders
    from matcher.domain.sector import Sector
    from matcher.domain.step_move import StepMove
    from matcher.ports import UnitOfWorkFactory

MOST_OPENINGS = 10
"""How many openings of a step are named; the number of all is said beside."""


@dataclass(frozen=True, slots=True)
class LadderPage:
    """A ladder with how its steps stand here.

    Parameters
    ----------
    ladder
        Its steps are in the state in which they stand here.
    moves
        What was done with each step, the first move first; a step that was not moved is not there.
    open_now
        How many openings take people, by step; none is not there.
    openings
        The first of them, by step.
    """

    ladder: Ladder
    moves: Mapping[StepId, tuple[StepMove, ...]]
    open_now: Mapping[StepId, int]
    openings: Mapping[StepId, tuple[StepOpening, ...]]


class LadderPageService:
    """Reads; nothing here changes anything.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    ladders
        The ladders in use.
    now
        The time now, with a zone.
    """

    def __init__(
        self, units: UnitOfWorkFactory, ladders: Ladders, now: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._ladders = ladders
        self._now = now

    def open_now(self) -> Mapping[StepId, int]:
        """Return how many openings on each step take people today."""
        with self._units() as unit:
            return unit.on_steps.open_now(self._now().date())

    def at_work(self, code: ParticipantCode) -> StepId | None:
        """Return the step of the job that somebody has; ``None`` for none that is on a ladder."""
        with self._units() as unit:
            held = (one for one in unit.placements.of(code) if one.holds_place)
            return next((one.step for one in held if one.step is not None), None)

    def page(self, sector: Sector) -> LadderPage:
        """Return the ladder of a trade; raises :class:`matcher.errors.NotFound`."""
        ladder, today = self._ladders.ladder(sector), self._now().date()
        ids = [step.id for step in ladder.steps]
        with self._units() as unit:
            moves = unit.steps.all()
            counts = unit.on_steps.open_now(today)
            listed = unit.on_steps.openings(ids, today, MOST_OPENINGS)

        of_step = {one: tuple(move for move in moves if move.step == one) for one in ids}

        def here(step: Step) -> Step:
            done = of_step[step.id]
            return replace(step, state=done[-1].after) if done else step

        return LadderPage(
            replace(ladder, steps=tuple(here(step) for step in ladder.steps)),
            {one: done for one, done in of_step.items() if done},
            {one: counts[one] for one in ids if one in counts},
            {one: tuple(each for each in listed if each.step == one) for one in ids},
        )
