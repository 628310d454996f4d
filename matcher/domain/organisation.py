"""The owner of every row: a municipality, an NGO, an agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.domain.ids import OrganisationId


@dataclass(frozen=True, slots=True)
class Organisation:
    """One owner of data; rows of one are never seen by another unless shared.

    Parameters
    ----------
    id
        Short stable name, for example ``goteborg``.
    name
        As people write it.
    """

    id: OrganisationId
    name: str
