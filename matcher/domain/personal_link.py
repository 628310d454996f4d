"""A link to a person's own page, and the visit of somebody who holds a link and knows the code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.answer_link import LINK_LASTS, MOST_WRONG_CODES

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.ids import ParticipantCode, SuggestionId

BY_PERSON = "participant"
"""Who did it, where a person did it herself: her code is never the actor in a log."""


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """One link to a person's own page; the token itself is shown once and never kept.

    Parameters
    ----------
    digest
        Of the token.
    by
        The LinkWorker who gave it.
    code_digest
        Of the personal code; its salt is the digest of the token.
    wrong_codes
        After :data:`matcher.domain.answer_link.MOST_WRONG_CODES` the link is closed.
    closed_at
        When a newer one took its place.
    """

    digest: str
    participant: ParticipantCode
    made_at: datetime
    by: str
    code_digest: str
    wrong_codes: int = 0
    closed_at: datetime | None = None

    @property
    def expires_at(self) -> datetime:
        """When it stops working."""
        return self.made_at + LINK_LASTS

    def open_at(self, now: datetime) -> bool:
        """Say whether it can still be used."""
        return (
            self.closed_at is None and now < self.expires_at and self.wrong_codes < MOST_WRONG_CODES
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose pages a link opens, after the code: her own and nobody else's.

    Parameters
    ----------
    link
        Digest of the link's token.
    by
        The LinkWorker who gave the link.
    suggestion
        The job that the link asks about; ``None`` for the link to the person's own page.
    """

    link: str
    participant: ParticipantCode
    by: str
    expires_at: datetime
    suggestion: SuggestionId | None = None
