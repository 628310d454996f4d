"""Whom somebody may see: the own caseload, and a colleague's on the days of a dated cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.permissions import Permission, may

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.domain.caseload import Cover, Responsibility
    from matcher.domain.ids import ParticipantCode, UserId
    from matcher.domain.participant import Participant
    from matcher.domain.role import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and in which role: a person with several acts in one at a time."""

    user: UserId
    role: Role


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a viewer may see on a day.

    Parameters
    ----------
    people
        Everyone of the own caseload and of those covered, and of whom a suggestion was handed over.
    named_for
        Those with protected identity for whom the viewer is the named handler.
    """

    people: frozenset[ParticipantCode]
    named_for: frozenset[ParticipantCode] = frozenset()

    def sees(self, person: Participant) -> bool:
        """Say whether this person may be seen: protected identities by the named handler only."""
        allowed = self.named_for if person.protected_identity else self.people
        return person.code in allowed


NOBODY = Scope(frozenset())


def scope_of(
    viewer: Viewer,
    rows: Iterable[Responsibility],
    covers: Iterable[Cover],
    day: date,
    handed: Iterable[ParticipantCode] = (),
) -> Scope:
    """Return whom a viewer may see on a day.

    Cover hands over a caseload, never the naming for a protected identity: that is given to a
    person by name.

    Parameters
    ----------
    rows
        Who is responsible for whom, those of the past too.
    covers
        Who stands in for whom.
    handed
        Of whom a colleague handed a suggestion to the viewer.
    """
    if not may(viewer.role, Permission.SEE_PEOPLE):
        return NOBODY
    absent = {
        one.absent
        for one in covers
        if one.colleague == viewer.user and one.role is viewer.role and one.holds_on(day)
    }
    now = [row for row in rows if row.role is viewer.role and row.holds_on(day)]
    mine = [row for row in now if row.user == viewer.user]
    seen = {row.participant for row in now if row.user == viewer.user or row.user in absent}
    return Scope(
        frozenset(seen | set(handed)),
        frozenset(row.participant for row in mine if row.named),
    )
