"""A link by which somebody without an account answers: a participant, an employer, a manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.domain.role import EMPLOYER_SIDE, Role
from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import SuggestionId

LINK_LASTS = timedelta(days=14)
MOST_WRONG_CODES = 5
LINK_ROLES = (Role.PARTICIPANT, Role.EMPLOYER, Role.SITE_MANAGER)


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """One link; the token itself is shown once and never kept.

    Parameters
    ----------
    digest
        Of the token.
    role
        In which capacity its holder answers.
    name
        The manager it was forwarded to; else empty.
    code_digest
        Of the personal code, for a participant; its salt is the digest of the token.
    wrong_codes
        After :data:`MOST_WRONG_CODES` the link is closed.
    forwarded_from
        Digest of the employer's link it comes from.
    """

    digest: str
    suggestion: SuggestionId
    role: Role
    made_at: datetime
    by: str
    name: str = ""
    code_digest: str | None = None
    wrong_codes: int = 0
    forwarded_from: str | None = None
    answered_at: datetime | None = None

    @property
    def expires_at(self) -> datetime:
        """When it stops working."""
        return self.made_at + LINK_LASTS

    def open_at(self, now: datetime) -> bool:
        """Say whether it can still be used."""
        return (
            self.answered_at is None
            and now < self.expires_at
            and self.wrong_codes < MOST_WRONG_CODES
        )


def check_forwarding(link: AnswerLink, name: str) -> None:
    """Refuse a forwarding that may not be.

    Raises
    ------
    InputError
        It is no employer's own link, or nobody is named.
    """
    if link.role not in EMPLOYER_SIDE or link.forwarded_from is not None:
        raise InputError(
            "Only the employer's own link can be forwarded, to a named manager. Open the "
            "link that you were given first, and forward it from there.",
            code="forward.not_yours",
        )
    if not name:
        raise InputError("Write the name of the manager you forward it to.", code="forward.name")
