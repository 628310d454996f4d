"""Users, who is responsible for whom, and links for those without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from matcher.domain.account import Account, Membership, OneTimeCode, User
    from matcher.domain.answer_link import AnswerLink
    from matcher.domain.caseload import Cover, Responsibility
    from matcher.domain.caseload_lists import Held, MovedToday
    from matcher.domain.ids import ParticipantCode, SuggestionId, UserId
    from matcher.domain.personal_link import PersonalLink
    from matcher.domain.role import Role
    from matcher.domain.visibility import Scope, Viewer


class Accounts(Protocol):
    """Users of one organisation with their roles and one-time codes."""

    def all(self) -> tuple[Account, ...]:
        """Return every account, by login."""
        ...

    def get(self, user: UserId) -> Account:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def by_login(self, login: str) -> Account | None:
        """Return the one with a login."""
        ...

    def by_stamp(self, stamp: str) -> Account | None:
        """Return the one whose sessions a stamp names."""
        ...

    def put(self, user: User) -> None:
        """Insert or replace a user.

        Raises
        ------
        Conflict
            Another user has the login.
        """
        ...

    def use_totp_counter(self, user: UserId, counter: int) -> bool:
        """Note the time step of a second-step code; ``False`` when it or a later one was used."""
        ...

    def join(self, membership: Membership) -> None:
        """Give a user a role; one she has already stays as it is."""
        ...

    def put_code(self, code: OneTimeCode) -> None:
        """Store a one-time code; the open ones of the same user end."""
        ...

    def code(self, digest: str) -> OneTimeCode | None:
        """Return a one-time code by its digest."""
        ...

    def use_code(self, digest: str, at: datetime) -> bool:
        """Use a code up; ``False`` when somebody was first."""
        ...


class Caseloads(Protocol):
    """Who is responsible for whom, and who stands in."""

    def scope(self, viewer: Viewer, day: date) -> Scope:
        """Return whom somebody may see on a day."""
        ...

    def history(self, code: ParticipantCode) -> tuple[Responsibility, ...]:
        """Return who has been responsible for a participant, the first one first."""
        ...

    def assign(self, row: Responsibility) -> None:
        """Make somebody responsible; whoever was in that role until now is so no longer.

        Raises
        ------
        NotFound
            There is no such participant.
        """
        ...

    def unassigned(self, role: Role) -> tuple[ParticipantCode, ...]:
        """Return those who have nobody in a role, by code, without protected identities."""
        ...

    def end(self, code: ParticipantCode, role: Role, day: date) -> None:
        """Let nobody be responsible for a participant in a role from a day on."""
        ...

    def sizes(self, role: Role) -> Mapping[UserId | None, int]:
        """Return how many people each user has in a role; ``None``: those who have nobody."""
        ...

    def held(self, role: Role, user: UserId | None) -> tuple[Held, ...]:
        """Return a user's people in a role, by code; ``None``: those who have nobody."""
        ...

    def moved_on(self, role: Role, day: date) -> tuple[MovedToday, ...]:
        """Return who was given to another on a day and still is hers, by code."""
        ...

    def end_cover(self, cover: Cover, last_day: date) -> bool:
        """Let a cover end with a day, or never have been when that is before its first one.

        ``False`` when somebody changed it meanwhile.
        """
        ...

    def put_cover(self, cover: Cover) -> None:
        """Store a cover."""
        ...

    def covers(self) -> tuple[Cover, ...]:
        """Return every cover, the first one first."""
        ...


class AnswerLinks(Protocol):
    """Links by which those without an account answer."""

    def put(self, link: AnswerLink) -> None:
        """Store a link, or what changed about it."""
        ...

    def get(self, digest: str) -> AnswerLink:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def of(self, suggestion: SuggestionId) -> tuple[AnswerLink, ...]:
        """Return those of a suggestion, the first one first."""
        ...

    def count_wrong_code(self, digest: str) -> None:
        """Count a wrong code, whoever else counts at the same time."""
        ...

    def use(self, digest: str, at: datetime) -> bool:
        """Note that a link was answered with; ``False`` when it had been before."""
        ...


class PersonalLinks(Protocol):
    """Links to the own pages of people."""

    def put(self, link: PersonalLink) -> None:
        """Store a new link; those the person had before work no more.

        Raises
        ------
        NotFound
            There is no such participant.
        """
        ...

    def get(self, digest: str) -> PersonalLink:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def of(self, code: ParticipantCode) -> tuple[PersonalLink, ...]:
        """Return those of a person, the first one first."""
        ...

    def count_wrong_code(self, digest: str) -> None:
        """Count a wrong code, whoever else counts at the same time."""
        ...
