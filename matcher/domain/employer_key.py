"""How somebody at an employer comes to a person who was presented: by a link, or signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from matcher.domain.ids import EmployerId, SuggestionId


@dataclass(frozen=True, slots=True)
class ByAccount:
    """Somebody of an employer who has signed in, and whom she looks at.

    Parameters
    ----------
    employer
        Whose openings she sees, by her account.
    name
        Hers; it stands beside what she answers.
    """

    employer: EmployerId
    suggestion: SuggestionId
    name: str


EmployerKey: TypeAlias = "str | ByAccount"
"""The token of a link, or an account."""
