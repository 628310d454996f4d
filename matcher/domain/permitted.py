"""Read models of what a person lets employers know, and whom she could let know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ids import OpeningId
    from matcher.domain.permission import Permission


@dataclass(frozen=True, slots=True)
class Permitted:
    """A permission with the names that a reader needs.

    Parameters
    ----------
    title
        Of the opening, as the employer wrote it.
    employer
        Name of the employer whom it was given for.
    is_theirs
        Whether the opening is still that employer's; else it lets nobody know anything.
    """

    permission: Permission
    title: str
    employer: str
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class AgreedOpening:
    """An own opening that has an employer and is not closed."""

    id: OpeningId
    title: str
    employer: str
