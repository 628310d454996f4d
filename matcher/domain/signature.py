"""Who moved something, in which role, and when: every move is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.role import Role


@dataclass(frozen=True, slots=True)
class Signature:
    """A name under a move.

    Parameters
    ----------
    role
        In what capacity.
    by
        Name or code of the person; for the system and the clock what ran.
    at
        When, with its time zone.

    Raises
    ------
    InputError
        There is no name.
    """

    role: Role
    by: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise InputError(
                "Say who makes the decision (--by): it is kept with it.", code="who.missing"
            )
