"""One imported state of a taxonomy: from which files, when, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from matcher.domain.concept import Scheme


class VersionState(StrEnum):
    """Where a version is; of each scheme at most one is built and one is in use."""

    BUILDING = "building"
    IN_USE = "in_use"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class TaxonomyFile:
    """One file that was read whole.

    Parameters
    ----------
    name
        Without folder.
    sha256
        Of its bytes, hexadecimal.
    rows
        How many rows it has; 0 for a file that is no such table at all.
    rejected, set_aside
        How many of them could not be used: faulty, or harmless as they lead outside what is kept.
    """

    name: str
    sha256: str
    rows: int
    rejected: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class TaxonomyVersion:
    """A version of a scheme.

    Parameters
    ----------
    number
        Its id, counted up over all schemes.
    scheme
        Whose concepts.
    name
        As the publisher calls it, for example ``1.2.0``, or empty.
    state
        Only the one in use is read.
    at, by
        When the import began, and who ran it.
    files
        What it was read from.
    counts
        Concepts by kind, and ``labels``, ``relations``, ``crosswalks``; empty while it is built.
    prepared_for
        Id of the encoder that all its labels were embedded with, if any.
    """

    number: int
    scheme: Scheme
    name: str
    state: VersionState
    at: datetime
    by: str
    files: tuple[TaxonomyFile, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    prepared_for: str | None = None

    def holds(self, checksums: Mapping[str, str]) -> bool:
        """Say whether it was read from exactly these files (SHA-256 by name)."""
        return {file.name: file.sha256 for file in self.files} == dict(checksums)
