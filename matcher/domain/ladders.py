"""All ladders of a programme together: look-ups by id and code, and the ways onward."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matcher.errors import EmptyProgramme, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.ids import StepId
    from matcher.domain.ladder import Ladder, Step, Transition
    from matcher.domain.sector import Sector


@dataclass(frozen=True)
class Ladders:
    """The ladders a programme works with, in the order of their files."""

    all: tuple[Ladder, ...]

    @cached_property
    def steps(self) -> Mapping[StepId, Step]:
        """Every step by id."""
        return {step.id: step for ladder in self.all for step in ladder.steps}

    @cached_property
    def _by_sector(self) -> Mapping[Sector, Ladder]:
        return {ladder.sector: ladder for ladder in self.all}

    @cached_property
    def trainings(self) -> frozenset[str]:
        """The id of every training."""
        return frozenset(way.training.id for ladder in self.all for way in ladder.transitions)

    @cached_property
    def certificates(self) -> frozenset[str]:
        """The id of every certificate that a step asks for."""
        return frozenset(need.id for step in self.steps.values() for need in step.certificates)

    def must_have_steps(self) -> tuple[Step, ...]:
        """Return every step.

        Raises
        ------
        EmptyProgramme
            There is none, so nothing can be read, indexed or matched.
        """
        if not self.steps:
            raise EmptyProgramme(
                "There is no ladder, so nothing can be matched. Put ladder files into the folder "
                "that STEGVIS_LADDERS names, or leave it unset to use those that ship with Stegvis."
            )
        return tuple(self.steps.values())

    def step(self, step_id: StepId) -> Step:
        """Return a step.

        Raises
        ------
        NotFound
            No ladder has it.
        """
        try:
            return self.steps[step_id]
        except KeyError:
            raise NotFound(
                f"No ladder has a step {step_id!r}; see `stegvis ladders list`."
            ) from None

    def ladder(self, sector: Sector) -> Ladder:
        """Return a sector's ladder; raises :class:`NotFound` when there is none."""
        try:
            return self._by_sector[sector]
        except KeyError:
            raise NotFound(
                f"There is no ladder for {sector}; see `stegvis ladders list`."
            ) from None

    def onward(self, step_id: StepId) -> tuple[Transition, ...]:
        """Return the ways from a step, in the order of the file."""
        return tuple(
            transition
            for ladder in self.all
            for transition in ladder.transitions
            if transition.from_step == step_id
        )

    def into(self, step_id: StepId) -> tuple[Transition, ...]:
        """Return the ways to a step, in the order of the file."""
        return tuple(
            transition
            for ladder in self.all
            for transition in ladder.transitions
            if transition.to_step == step_id
        )

    def with_ladder(self, ladder: Ladder) -> Ladders:
        """Return ladders with one in place of that of its trade, or after the others."""
        others = {one.sector: one for one in self.all}
        return Ladders(tuple({**others, ladder.sector: ladder}.values()))

    def with_jobtech(self, concept: str) -> tuple[Step, ...]:
        """Return the steps a JobTech concept id stands for (main id before alternatives)."""
        main = [step for step in self.steps.values() if step.codes.jobtech == concept]
        other = [step for step in self.steps.values() if concept in step.codes.also_jobtech]
        return tuple({step.id: step for step in main + other}.values())

    def with_ssyk(self, ssyk: str) -> tuple[Step, ...]:
        """Return the steps of an SSYK 2012 group; several steps may share one."""
        return tuple(step for step in self.steps.values() if step.codes.ssyk == ssyk)

    def sectors_with_ssyk(self, ssyk: str) -> tuple[Sector, ...]:
        """Return the sectors an SSYK group belongs to in a wide sense (9412 is in two)."""
        return tuple(ladder.sector for ladder in self.all if ssyk in ladder.ssyk)
