"""What screens show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matcher.domain.views import Counts, PersonRow


class Views(Protocol):
    """Lists for screens: one SELECT each."""

    def people(self) -> tuple[PersonRow, ...]:
        """Return people to review: most undecided suggestions first, then by code.

        Only people who are mapped or active, and never those with protected identity.
        """
        ...

    def counts(self) -> Counts:
        """Return how much there is."""
        ...
