"""What employers do by links: meetings they agree to, and how they say a placement goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matcher.domain.employer_answer import WorkplaceAnswer
    from matcher.domain.ids import EmployerId, OpeningId, PlacementId, SuggestionId
    from matcher.domain.meeting import MeetingTime
    from matcher.domain.posting import PostingLink
    from matcher.domain.relation import (
        Assignment,
        Contact,
        Event,
        Promise,
        Relation,
        RelationRow,
    )


class Meetings(Protocol):
    """Times offered for first meetings."""

    def offered(self, suggestion: SuggestionId) -> tuple[MeetingTime, ...]:
        """Return the times offered for a suggestion, the earliest first."""
        ...

    def offer(self, times: Sequence[MeetingTime]) -> None:
        """Offer times in place of those of the same suggestion that nobody has chosen."""
        ...

    def choose(self, suggestion: SuggestionId, at: datetime, by: str, when: datetime) -> bool:
        """Take a time that was offered; ``False`` when there is no such time."""
        ...


class WorkplaceAnswers(Protocol):
    """How placements go, as workplaces say."""

    def of(self, placement: PlacementId) -> tuple[WorkplaceAnswer, ...]:
        """Return what a workplace has answered about a placement, the first one first."""
        ...

    def put(self, answer: WorkplaceAnswer) -> None:
        """Store an answer in place of an earlier one to the same follow-up."""
        ...


class PostingLinks(Protocol):
    """Links by which employers post jobs."""

    def put(self, link: PostingLink) -> None:
        """Store a link, or what was posted with it."""
        ...

    def get(self, digest: str) -> PostingLink:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...


class Relations(Protocol):
    """Contacts, meetings, promises and assignments of employers."""

    def rows(self) -> tuple[RelationRow, ...]:
        """Return every employer with counts of the relation, by name."""
        ...

    def of(self, employer: EmployerId) -> Relation:
        """Return everything about the relation with an employer, the newest first."""
        ...

    def put(self, one: Contact | Event | Promise | Assignment) -> None:
        """Store a row, or what changed about it."""
        ...

    def keep(self, promise: str, openings: Sequence[OpeningId]) -> None:
        """Note that openings keep a promise; one that kept another keeps this one now."""
        ...
