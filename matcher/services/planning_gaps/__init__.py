"""Use cases of planners: where jobs and people do not meet, and what to teach."""

from matcher.services.planning_gaps.desk import DeskService, DeskTables
from matcher.services.planning_gaps.gaps import (
    GapReport,
    GapService,
    PersonGapReport,
)
from matcher.services.planning_gaps.kept import Held
from matcher.services.planning_gaps.matching import Matching
from matcher.services.planning_gaps.pathways import GoalWays, PathwayReport, PathwayService
from matcher.services.planning_gaps.suited import SuitedService
from matcher.services.planning_gaps.training import (
    ModuleSeats,
    SequenceSeats,
    TrainingReport,
    TrainingService,
)
from matcher.services.planning_gaps.what_if import Matched, WhatIfService

__all__ = [
    "DeskService",
    "DeskTables",
    "GapReport",
    "GapService",
    "GoalWays",
    "Held",
    "Matched",
    "Matching",
    "ModuleSeats",
    "PathwayReport",
    "PathwayService",
    "PersonGapReport",
    "SequenceSeats",
    "SuitedService",
    "TrainingReport",
    "TrainingService",
    "WhatIfService",
]
