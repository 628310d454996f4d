"""What an import brings, what it would change, and a record of it so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.concept_suggestion import ConceptSuggestion
    from matcher.domain.opening import Employer, MappedBy, Opening, Site
    from matcher.domain.participant import Participant
    from matcher.domain.sector import Sector
    from matcher.errors import RowError


class ImportKind(StrEnum):
    """What a file held."""

    PARTICIPANTS = "participants"
    OPENINGS = "openings"


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import: keys it made, keys it changed, and whether it was taken back."""

    id: str
    kind: ImportKind
    file: str
    at: datetime
    by: str
    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int = 0
    rejected: int = 0
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IncomingParticipant:
    """A profile as a file has it.

    ``given`` names the fields of the profile that the file speaks of; all others keep what is
    stored.
    """

    participant: Participant
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class IncomingOpening:
    """An opening as a file has it.

    Parameters
    ----------
    opening
        Without sector and step unless the file names them.
    given
        Fields of the opening that the file speaks of; all others keep what is stored.
    employer, site
        As far as the file names them.
    jobtech, ssyk
        Codes of the occupation in an ad.
    """

    opening: Opening
    given: frozenset[str]
    employer: Employer | None = None
    site: Site | None = None
    jobtech: str | None = None
    ssyk: str | None = None


class Change(StrEnum):
    """What an import does to one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SuggestedOccupation:
    """An occupation that an opening without codes may be; ``confidence`` is in [0, 1]."""

    scheme: str
    id: str
    label: str
    confidence: float
    found_by: str


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One opening of an import with the sector and step it was read as.

    ``confidence`` is in [0, 1]; ``why`` is a code of :class:`matcher.taxonomy.mapping.AdMapping`,
    ``given`` when the file or a person says it. ``occupations`` are suggested for a title that
    comes without codes and without a step, the surest first.
    """

    id: str
    title: str
    change: Change
    sector: Sector | None
    step: str | None
    by: MappedBy | None
    confidence: float | None
    why: str
    occupations: tuple[SuggestedOccupation, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing has been written.

    Parameters
    ----------
    kind
        What the file holds.
    people, openings
        What was read; one of them is empty. Openings are mapped.
    created, updated, unchanged
        Natural keys, in the order of the file.
    rejected
        Every fault of every row that cannot be used.
    rejected_rows
        How many rows those are.
    table
        For openings: sector and step of each.
    occupations
        What each opening of ``openings`` may be, by its id; none where the file or a person says.
    seen
        For people who are written one by one: the mark of the profile that was looked at, by code.
    """

    kind: ImportKind
    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    rejected: tuple[RowError, ...]
    people: tuple[IncomingParticipant, ...] = ()
    openings: tuple[IncomingOpening, ...] = ()
    table: tuple[MappedRow, ...] = ()
    occupations: Mapping[str, tuple[ConceptSuggestion, ...]] = field(default_factory=dict)
    seen: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def rejected_rows(self) -> int:
        """How many rows were rejected; a fault without a row counts by its place."""
        return len({(fault.row, None if fault.row else fault.column) for fault in self.rejected})
