"""What the audit log says of what employers do; no name or text of anybody is in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.employer_answer import WorkplaceAnswer
    from matcher.domain.ids import EmployerId, ParticipantCode, SuggestionId
    from matcher.domain.posting import PostingLink
    from matcher.domain.signature import Signature


def meeting_offered(
    suggestion: SuggestionId, person: ParticipantCode, times: int, by: str, at: datetime
) -> AuditEntry:
    """Say that times for a meeting were offered."""
    details = {"times": times}
    return AuditEntry(at, by, "meeting.offer", "suggestion", suggestion, person, details)


def workplace_answered(
    answer: WorkplaceAnswer, signed: Signature, person: ParticipantCode
) -> AuditEntry:
    """Say that a workplace answered how it goes; what it answered is not in the log."""
    details = {"point": answer.point.value, "role": signed.role.value}
    return AuditEntry(
        signed.at,
        signed.by,
        "workplace.answer",
        "placement",
        answer.placement,
        person,
        details,
    )


def posting_link_made(link: PostingLink) -> AuditEntry:
    """Say that a contact of an employer got a link to post a job."""
    details = {"opening": link.opening}
    return AuditEntry(
        link.made_at, link.by, "posting.link", "employer", link.employer, details=details
    )


def relation_written(
    what: str, employer: EmployerId, by: str, at: datetime, details: Mapping[str, object]
) -> AuditEntry:
    """Say that something about the relation with an employer was written; no text of it."""
    return AuditEntry(at, by, what, "employer", employer, details=dict(details))
