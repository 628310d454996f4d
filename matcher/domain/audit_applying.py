"""What the audit log says of applications; the texts stay where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry

if TYPE_CHECKING:
    from matcher.domain.application import ApplicationVersion


def application_moved(version: ApplicationVersion) -> AuditEntry:
    """Say that the text of an application was written, undone or made as composed."""
    target = version.target
    return AuditEntry(
        version.at,
        version.by,
        f"application.{version.move.value}",
        "application",
        f"{target.kind.value}:{target.id}",
        version.participant,
        {"number": version.number, "own_parts": sorted(part.value for part in version.texts)},
    )
