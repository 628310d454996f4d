"""Use cases of planners: where jobs and people do not meet, and what to teach."""

from matcher.services.planning_gaps.gaps import (
    GapReport,
    GapService,
    Matching,
    PersonGapReport,
)

__all__ = ["GapReport", "GapService", "Matching", "PersonGapReport"]
