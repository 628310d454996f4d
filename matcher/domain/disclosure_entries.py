"""What the audit log says of permissions, of what was told, and of messages.

Beside :mod:`matcher.domain.audit_entries`. No row holds a name at an employer, a code or a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import AuditEntry
from matcher.domain.ids import ParticipantCode

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.disclosure import Disclosure
    from matcher.domain.outbox import OutboxMessage
    from matcher.domain.permission import Permission, Withdrawal

PERMISSION, DISCLOSURE, MESSAGE = "permission", "disclosure", "message"


def permission_granted(permission: Permission) -> AuditEntry:
    """Say that a person permitted a step."""
    details = {
        "employer": permission.employer,
        "opening": permission.opening,
        "field_group": permission.field_group.value,
        "from": permission.starts_on.isoformat(),
        "until": permission.ends_on.isoformat() if permission.ends_on else None,
        "mode": permission.mode.value,
    }
    return AuditEntry(
        permission.given_at,
        permission.by,
        "permission.grant",
        PERMISSION,
        permission.id,
        permission.participant,
        details,
    )


def permission_withdrawn(permission: Permission, withdrawal: Withdrawal) -> AuditEntry:
    """Say that a person took a step back."""
    details = {
        "employer": permission.employer,
        "opening": permission.opening,
        "field_group": permission.field_group.value,
        "mode": withdrawal.mode.value if withdrawal.mode else None,
    }
    return AuditEntry(
        withdrawal.at,
        withdrawal.by,
        "permission.withdraw",
        PERMISSION,
        permission.id,
        permission.participant,
        details,
    )


def disclosed(disclosure: Disclosure, person: ParticipantCode) -> AuditEntry:
    """Say that something was told."""
    details = {
        "employer": disclosure.employer,
        "opening": disclosure.opening,
        "field_group": disclosure.field_group.value,
        "how": disclosure.how.value,
        "permission": disclosure.permission,
        "message": disclosure.message,
    }
    return AuditEntry(
        disclosure.at,
        disclosure.by,
        "disclosure.tell",
        DISCLOSURE,
        disclosure.id,
        person,
        details,
    )


def message_put(message: OutboxMessage) -> AuditEntry:
    """Say that a message waits."""
    return _of_message(message, "message.wait", message.by, message.created_at)


def message_handled(message: OutboxMessage, by: str, at: datetime) -> AuditEntry:
    """Say what was done with a message."""
    return _of_message(message, f"message.{message.state.value}", by, at)


def message_not_sent(message: OutboxMessage, by: str, at: datetime) -> AuditEntry:
    """Say that the mail relay did not take a message."""
    return _of_message(message, "message.not_sent", by, at)


def _of_message(message: OutboxMessage, action: str, by: str, at: datetime) -> AuditEntry:
    about = None if message.about is None else ParticipantCode(message.about)
    details = {"to_kind": message.to_kind.value, "template": message.template}
    return AuditEntry(at, by, action, MESSAGE, message.id, about, details)
