"""Public taxonomies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from matcher.domain.concept import (
        Concept,
        ConceptKey,
        ConceptKind,
        Crosswalk,
        Label,
        Relation,
        RelationKind,
        Scheme,
    )
    from matcher.domain.taxonomy_change import ConfirmedConcept
    from matcher.domain.taxonomy_intake import Known, TaxonomyRows
    from matcher.domain.taxonomy_version import TaxonomyFile, TaxonomyVersion


class Taxonomies(Protocol):
    """Public taxonomies, the same for every organisation; only versions in use are searched."""

    def versions(self) -> tuple[TaxonomyVersion, ...]:
        """Return every version, newest first."""
        ...

    def begin(self, scheme: Scheme, name: str, at: datetime, by: str) -> int:
        """Start a version that is not in use yet, and return its number."""
        ...

    def discard(self, number: int) -> None:
        """Delete a version with all that is in it."""
        ...

    def known(self, number: int) -> Known:
        """Return the concepts that a version has so far."""
        ...

    def put(self, number: int, rows: TaxonomyRows, file: TaxonomyFile) -> None:
        """Add what a file holds, and that it was read whole."""
        ...

    def switch(self, numbers: Sequence[int]) -> None:
        """Bring versions into use; of each scheme the one before is kept, older ones go."""
        ...

    def use(self, number: int) -> None:
        """Bring an earlier version into use; the one in use becomes the earlier one."""
        ...

    def concepts_only_in(self, version: int, other: int) -> Mapping[str, int]:
        """Count the concepts of one version that another has not, by kind."""
        ...

    def confirmed_only_in(
        self, scheme: Scheme, version: int, other: int
    ) -> tuple[ConfirmedConcept, ...]:
        """Return concepts people confirmed that one version has and another has not."""
        ...

    def mark_prepared(self, number: int, encoder: str) -> None:
        """Note that all labels of a version were embedded with an encoder."""
        ...

    def concepts(self, keys: Collection[ConceptKey]) -> dict[ConceptKey, Concept]:
        """Return concepts by key; those that no version in use has are left out."""
        ...

    def labels(self, kinds: Collection[ConceptKind], langs: Collection[str]) -> tuple[Label, ...]:
        """Return all labels of some kinds of concept in some languages, in a fixed order."""
        ...

    def named(
        self, folded: Collection[str], kinds: Collection[ConceptKind]
    ) -> dict[str, list[Label]]:
        """Return the labels, in any language, that read as one of some folded texts."""
        ...

    def search(
        self, text: str, kinds: Collection[ConceptKind], lang: str | None, limit: int
    ) -> tuple[Label, ...]:
        """Return labels that hold a text, the nearest first, each concept once."""
        ...

    def relations(self, key: ConceptKey) -> tuple[Relation, ...]:
        """Return the relations that a concept is either end of."""
        ...

    def ties(self, scheme: Scheme, kinds: Collection[RelationKind]) -> tuple[Relation, ...]:
        """Return all relations of some kinds in a scheme, in a fixed order."""
        ...

    def codes(self, scheme: Scheme, kind: ConceptKind) -> dict[str, str]:
        """Return the codes of the concepts of a kind by id, ordered by id; "" where none is."""
        ...

    def crosswalks(self, keys: Collection[ConceptKey]) -> tuple[Crosswalk, ...]:
        """Return the crosswalks that some concepts are either end of."""
        ...

    def crosswalks_named(self, folded: Collection[str]) -> dict[str, list[Crosswalk]]:
        """Return the crosswalks whose second concept the mapping calls by one of some texts."""
        ...
