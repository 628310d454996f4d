"""What the log says of what employers do, compared whole: no name and no text of anybody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from decisions import NOW, signed

from matcher.domain.audit import AuditEntry
from matcher.domain.audit_employers import (
    meeting_offered,
    posting_link_made,
    relation_written,
    workplace_answered,
)
from matcher.domain.employer_answer import HowItGoes, WorkplaceAnswer
from matcher.domain.periods import FollowUpPoint
from matcher.domain.posting import PostingLink
from matcher.domain.role import Role

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_an_offered_meeting_is_recorded_by_how_many_times_there_are():
    assert meeting_offered("S1", "P001", 3, "Åsa", AT) == AuditEntry(
        AT, "Åsa", "meeting.offer", "suggestion", "S1", "P001", {"times": 3}
    )


def test_that_a_workplace_answered_is_recorded_and_not_what():
    said = WorkplaceAnswer("L1", FollowUpPoint.TWO_WEEKS, HowItGoes.RING_US, "Eva", AT)

    assert workplace_answered(said, signed(Role.SITE_MANAGER, "employer"), "P001") == AuditEntry(
        NOW, "employer", "workplace.answer", "placement", "L1", "P001",
        {"point": "two_weeks", "role": "site_manager"},
    )  # fmt: skip


@pytest.mark.parametrize("opening", [None, "O1"])
def test_a_link_for_a_job_is_recorded_without_who_has_it(opening):
    assert posting_link_made(PostingLink("f" * 64, "E1", "Eva", AT, "Åsa", opening)) == AuditEntry(
        AT, "Åsa", "posting.link", "employer", "E1", None, {"opening": opening}
    )


def test_what_is_written_of_an_employer_is_recorded_by_its_kind():
    details = {"id": "l1"}
    row = relation_written("relation.promise", "E1", "Åsa", AT, details)
    details["note"] = "changed afterwards"

    assert row == AuditEntry(AT, "Åsa", "relation.promise", "employer", "E1", None, {"id": "l1"})
