"""Suggestions, placements and signatures for tests of decisions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from matcher.domain.backing import Backing
from matcher.domain.ids import (
    OpeningId,
    ParticipantCode,
    PlacementId,
    RunId,
    StepId,
    SuggestionId,
)
from matcher.domain.judgement import Band
from matcher.domain.machines.placement import (
    DidNotStartReason,
    EndedEarlyReason,
    Party,
    PlacementState,
)
from matcher.domain.machines.suggestion import AnswerMode, SuggestionState
from matcher.domain.placement import Placement
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.domain.suggestion import Suggestion

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2026, 12, 1), date(2027, 2, 15)
BACKING = Backing("Kim", NOW, NOW + timedelta(hours=1), AnswerMode.PHONE)


def signed(role: Role = Role.LINKWORKER, by: str = "Kim", at: datetime = NOW) -> Signature:
    """Return a signature."""
    return Signature(role, by, at)


def make_suggestion(
    state: SuggestionState | str = SuggestionState.PROPOSED, **changes: Any
) -> Suggestion:
    """Return a suggestion of an opening for P001."""
    facts: dict[str, Any] = {
        "id": SuggestionId("S1"),
        "run": RunId("R1"),
        "participant": ParticipantCode("P001"),
        "opening": OpeningId("O1"),
        "step": StepId("kitchens.porter"),
        "title": "Diskare",
        "rank": 1,
        "score": 0.5,
        "band": Band.READY,
        "contributions": {"work": 0.5},
        "explanation": {},
    }
    return Suggestion(**(facts | {"state": SuggestionState(state)} | changes))


def make_placement(
    state: PlacementState | str = PlacementState.PLANNED, **changes: Any
) -> Placement:
    """Return a placement of P001 in a state, with the days and reasons that belong to it."""
    state = PlacementState(state)
    facts: dict[str, Any] = {
        "id": PlacementId("L1"),
        "participant": ParticipantCode("P001"),
        "suggestion": SuggestionId("S1"),
        "opening": OpeningId("O1"),
        "step": StepId("kitchens.porter"),
        "backing": BACKING,
        "state": state,
    }
    if state not in {PlacementState.PLANNED, PlacementState.DID_NOT_START}:
        facts["started_on"] = FIRST_DAY
    if state in {PlacementState.COMPLETED, PlacementState.ENDED_EARLY}:
        facts["ended_on"] = LAST_DAY
    if state is PlacementState.ENDED_EARLY:
        facts |= {"party": Party.EMPLOYER, "reason": EndedEarlyReason.WORK_RAN_OUT}
    if state is PlacementState.DID_NOT_START:
        facts |= {"party": Party.NEITHER, "reason": DidNotStartReason.SUBSIDY_NOT_GRANTED}
    return Placement(**(facts | changes))
