"""All people and all places together."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.given import new_id
from matcher.bootstrap.matching import MatchingParts
from matcher.interchange.usual_entry import read_usual_entry
from matcher.services.demand_notes import DemandNoteService

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.domain.course import UsualEntry
    from matcher.services.drafts import DraftService, SpreadService
    from matcher.services.planning_gaps import (
        DeskService,
        GapService,
        Matching,
        PathwayService,
        SuitedService,
        TrainingService,
        WhatIfService,
    )


class PlanningParts(MatchingParts):
    """Drafts, spread lists, and what planners count."""

    @cached_property
    def planning_gaps(self) -> GapService:
        """Counts where open jobs and people do not meet."""
        from matcher.services.planning_gaps import GapService  # noqa: PLC0415  (loads SciPy)

        return GapService(self.units, self._planning_matching, self.now)

    @cached_property
    def pathways(self) -> PathwayService:
        """Finds the ways from a person to the jobs she wants."""
        from matcher.services.planning_gaps import PathwayService  # noqa: PLC0415  (loads SciPy)

        return PathwayService(self.units, self._planning_matching, self.now)

    @cached_property
    def planning_training(self) -> TrainingService:
        """Says which training, with how many seats, opens the most jobs."""
        from matcher.services.planning_gaps import TrainingService  # noqa: PLC0415  (loads SciPy)

        return TrainingService(self.units, self._planning_matching, self.now, time.perf_counter)

    @cached_property
    def suited(self) -> SuitedService:
        """Says which people each training suits."""
        from matcher.services.planning_gaps import SuitedService  # noqa: PLC0415  (loads SciPy)

        return SuitedService(self.units, self._planning_matching, self.now)

    @cached_property
    def planning_desk(self) -> DeskService:
        """Counts the tables of the planner's desk, and keeps them while nothing changes."""
        from matcher.services.planning_gaps import DeskService  # noqa: PLC0415  (loads SciPy)

        return DeskService(self.units, self._planning_matching, self.now)

    @cached_property
    def what_if(self) -> WhatIfService:
        """Allocates again with more seats, places or a course of Swedish."""
        from matcher.services.planning_gaps import WhatIfService  # noqa: PLC0415  (loads SciPy)

        return WhatIfService(self.units, self._planning_matching, self.now)

    def _planning_matching(self) -> Matching:
        from matcher.services.planning_gaps import Matching  # noqa: PLC0415  (loads SciPy)

        engine = self._engine
        return Matching(
            engine.ladders,
            engine.encoder,
            engine.trades,
            engine.rules,
            engine.seed,
            self.usual_entry,
        )

    @cached_property
    def usual_entry(self) -> Mapping[str, UsualEntry]:
        """Who may usually come to each training of the ladders."""
        return read_usual_entry(self.settings.entry_rules_file)

    @cached_property
    def drafts(self) -> DraftService:
        """Shares out all places at once, as a draft."""
        from matcher.services.drafts import DraftService  # noqa: PLC0415  (loads SciPy)

        engine = self._engine
        return DraftService(
            self.units,
            engine.ladders,
            engine.encoder,
            engine.trades,
            engine.rules,
            engine.software,
            now=self.now,
            new_id=new_id,
        )

    @cached_property
    def spreads(self) -> SpreadService:
        """Spreads openings over everybody's lists, and shows their shares."""
        from matcher.services.drafts import SpreadService  # noqa: PLC0415  (loads SciPy)

        engine = self._engine
        return SpreadService(
            self.units,
            engine.ladders,
            engine.encoder,
            engine.trades,
            engine.rules,
            engine.software,
            now=self.now,
            new_id=new_id,
            seed=engine.seed,
        )

    @cached_property
    def demand_notes(self) -> DemandNoteService:
        """Keeps what planners write about the demand in municipalities."""
        return DemandNoteService(self.units, self.now)
