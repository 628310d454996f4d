"""What the log says of placements, follow-ups, openings and handing over, compared whole."""

from __future__ import annotations

import pytest
from decisions import NOW, make_placement, make_suggestion, signed

from matcher.domain.audit import AuditEntry
from matcher.domain.audit_decisions import (
    OpeningMove,
    follow_up_moved,
    handed_over,
    opening_moved,
    placement_moved,
)
from matcher.domain.follow_up import FollowUp
from matcher.domain.machines.follow_up import FollowUpState, WaiveReason
from matcher.domain.machines.placement import PlacementState
from matcher.domain.opening import OpeningState
from matcher.domain.periods import FollowUpPoint
from matcher.domain.role import Role

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("state", "trial", "party", "reason"),
    [
        (PlacementState.STARTED, True, None, None),
        (PlacementState.ENDED_EARLY, False, "employer", "work_ran_out"),
    ],
)
def test_a_placement_is_recorded_with_its_suggestion_and_why_it_ended(state, trial, party, reason):
    placement = make_placement(state, trial=trial)

    assert placement_moved(placement, "move", signed(Role.EMPLOYER)) == AuditEntry(
        NOW, "Kim", "placement.move", "placement", "L1", "P001",
        {
            "after": state.value, "opening": "O1", "suggestion": "S1", "trial": trial,
            "party": party, "reason": reason, "role": "employer",
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        (FollowUpState.ANSWERED, None, None),
        (FollowUpState.WAIVED, WaiveReason.NO_CONTACT, "no_contact"),
    ],
)
def test_a_follow_up_is_recorded_and_no_answer(state, reason, said):
    asked = FollowUp("L1", FollowUpPoint.SIX_MONTHS, TODAY, state, TODAY, reason)

    assert follow_up_moved(asked, "move", signed(), "P001") == AuditEntry(
        NOW, "Kim", "follow_up.move", "placement", "L1", "P001",
        {"point": "six_months", "after": state.value, "reason": said, "role": "linkworker"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((None, OpeningState.DRAFT), (None, "draft", None, None, None)),
        (
            (OpeningState.OPEN, OpeningState.CLOSED, "not_needed", "P001", "O2"),
            ("open", "closed", "not_needed", "P001", "O2"),
        ),
    ],
)
def test_an_opening_is_recorded_with_who_applied_and_what_was_made_of_it(more, told):
    before, after, reason, person, drafted = told

    assert opening_moved(OpeningMove("O1", "move", *more), signed()) == AuditEntry(
        NOW, "Kim", "opening.move", "opening", "O1", person,
        {
            "before": before, "after": after, "reason": reason, "drafted": drafted,
            "role": "linkworker",
        },
    )  # fmt: skip


def test_handing_over_is_recorded_with_the_colleague_who_decides():
    assert handed_over(make_suggestion(handed_to="Bo"), signed()) == AuditEntry(
        NOW, "Kim", "suggestion.hand_over", "suggestion", "S1", "P001", {"to": "Bo"}
    )
