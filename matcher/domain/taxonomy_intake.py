"""What one file of a taxonomy holds, and what is known when it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.domain.concept import ConceptKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.domain.concept import Concept, Crosswalk, Relation, Scheme
    from matcher.domain.taxonomy_version import TaxonomyFile, TaxonomyVersion
    from matcher.errors import RowError


@dataclass
class Known:
    """Concepts of a version so far: what the ends of its relations are held against.

    Parameters
    ----------
    kinds
        Kind of each concept, by id.
    groups
        Id of each group that has a code, by code.
    """

    kinds: dict[str, ConceptKind] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    def add(self, concepts: Iterable[Concept]) -> None:
        """Take concepts in."""
        for concept in concepts:
            self.kinds[concept.id] = concept.kind
            if concept.kind is ConceptKind.GROUP and concept.code:
                self.groups[concept.code] = concept.id


@dataclass(frozen=True, slots=True)
class TaxonomyRows:
    """One file, row by row.

    Parameters
    ----------
    rows
        How many rows it has.
    concepts
        A concept stands here again for each language that another file gives it labels in.
    relations, crosswalks
        Ties whose ends are there.
    rejected
        Faulty rows, each with its place and what to do.
    set_aside
        Rows that are in order and lead outside what is kept, such as a retired skill.
    """

    rows: int
    concepts: tuple[Concept, ...] = ()
    relations: tuple[Relation, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    rejected: tuple[RowError, ...] = ()
    set_aside: tuple[RowError, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeReport:
    """What an import did, or would do, with one scheme.

    Parameters
    ----------
    scheme
        Which.
    version
        The version in use afterwards that holds these files; ``None`` when nothing was switched.
    files
        Every file, in the order they were read.
    kept
        Names of those that were read whole earlier and not read again.
    unchanged
        The version in use holds exactly these files already.
    rejected, set_aside
        As :class:`TaxonomyRows`, over all files that were read now.
    """

    scheme: Scheme
    version: TaxonomyVersion | None
    files: tuple[TaxonomyFile, ...]
    kept: tuple[str, ...] = ()
    unchanged: bool = False
    rejected: tuple[RowError, ...] = ()
    set_aside: tuple[RowError, ...] = ()
