"""What an employer was told about a participant: who told whom what, when and how.

A disclosure never changes and never goes. It knows the participant as the audit log does, by a
pseudonym, so that it stays true when the person is deleted and then says nothing about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import EmployerId, OpeningId, ParticipantCode
    from matcher.domain.permission import FieldGroup


class How(StrEnum):
    """Which way something was told."""

    CALL = "call"
    PAGE = "page"
    LETTER = "letter"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Saying:
    """How something was said to an employer.

    Parameters
    ----------
    contact
        Who at the employer was told.
    by
        Who told it.
    key
        The same when it is sent again: then it is recorded once.
    """

    contact: str
    by: str
    how: How = How.CALL
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told, before anybody has looked whether it may be.

    Parameters
    ----------
    contact
        Who at the employer is told, as people call them.
    field_group
        What is told.
    by
        Who tells.
    message
        The message of the outbox that tells it, if one does.
    """

    id: str
    participant: ParticipantCode
    employer: EmployerId
    opening: OpeningId
    contact: str
    field_group: FieldGroup
    how: How
    by: str
    at: datetime
    message: str | None = None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise InputError(
                "Say who tells it (--by): it is kept with what was told.", code="who.missing"
            )
        if not self.contact.strip():
            raise InputError(
                "Say who at the employer is told (--contact): it is kept.", code="contact.missing"
            )


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that was told, as it is kept.

    Parameters
    ----------
    subject
        The participant's pseudonym.
    permission
        The permission it rests on.
    """

    id: str
    subject: str
    employer: EmployerId
    opening: OpeningId
    contact: str
    field_group: FieldGroup
    how: How
    by: str
    at: datetime
    permission: str
    message: str | None = None
