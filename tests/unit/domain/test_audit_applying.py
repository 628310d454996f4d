"""What the log says of applications: which parts are somebody's own, and no text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.application import (
    ApplicationMove,
    ApplicationVersion,
    Part,
    Target,
    TargetKind,
)
from matcher.domain.audit import AuditEntry
from matcher.domain.audit_applying import application_moved

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("target", "named"),
    [
        (Target(TargetKind.OPENING, "O1"), "opening:O1"),
        (Target(TargetKind.STEP, "kitchens.porter"), "step:kitchens.porter"),
    ],
)
def test_an_application_is_recorded_with_its_job_and_own_parts_in_order(target, named):
    texts = {Part.TIMES: "Alltid", Part.DRIVING: "B"}
    version = ApplicationVersion("P001", 7, target, ApplicationMove.UNDO, "Åsa", AT, texts)

    assert application_moved(version) == AuditEntry(
        AT, "Åsa", "application.undo", "application", named, "P001",
        {"number": 7, "own_parts": ["driving", "times"]},
    )  # fmt: skip
