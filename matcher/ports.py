"""What the use cases ask of the outside: each port has two real implementations.

All of them pass the same contract tests on values (``tests/contracts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    import numpy as np
    from numpy.typing import NDArray

    from matcher.domain.concept import (
        Concept,
        ConceptKey,
        ConceptKind,
        Crosswalk,
        Label,
        Relation,
        Scheme,
    )
    from matcher.domain.concept_suggestion import ConceptMove, ConceptMoved, ConceptSuggestion
    from matcher.domain.ids import OpeningId, ParticipantCode, RunId, SuggestionId
    from matcher.domain.importing import ImportBatch
    from matcher.domain.opening import Employer, Opening, Site
    from matcher.domain.participant import Participant
    from matcher.domain.run import Run
    from matcher.domain.suggestion import Decision, Suggestion
    from matcher.domain.taxonomy_change import ConfirmedConcept
    from matcher.domain.taxonomy_intake import Known, TaxonomyRows
    from matcher.domain.taxonomy_version import TaxonomyFile, TaxonomyVersion
    from matcher.domain.views import Counts, DecisionRow, PersonRow

    Vectors = NDArray[np.float32]


class TextKind(StrEnum):
    """What sort of text is embedded; each kind is centred on its own mean."""

    EXPERIENCE = "experience"  # what a person tells of herself, any language
    WORK = "work"  # what a step, task, requirement or job ad says
    LABEL = "label"  # a job title or skill name, not centred


class TextEncoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Name and hash of everything that shapes a vector: weights, prompts, means, length."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed texts.

        Parameters
        ----------
        texts
            n texts in any language; an empty text gives a zero vector.
        kind
            What sort of text they are.

        Returns
        -------
        Vectors
            Shape (n, dimension), float32, each row of length 1 (or 0 for an empty text), so an
            inner product is a cosine in [-1, 1].
        """
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """One neighbour: the row's id and its inner product with the query (higher is nearer)."""

    id: str
    score: float


class VectorIndex(Protocol):
    """Finds the rows with the largest inner product, exactly."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def ids(self) -> tuple[str, ...]:
        """Row ids, sorted."""
        ...

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add rows; raises ``ValueError`` if an id is there already or shapes do not fit."""
        ...

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace rows that are there; raises ``KeyError`` otherwise and changes nothing."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Take rows out; raises ``KeyError`` if one is not there and changes nothing."""
        ...

    def search(
        self, queries: Vectors, k: int, allowed: Collection[str] | None = None
    ) -> list[list[Hit]]:
        """Return the best rows for each query.

        Parameters
        ----------
        queries
            Shape (m, dimension), float32.
        k
            How many rows to return at most, at least 1.
        allowed
            Only these ids are considered (ids that are not in the index are ignored); ``None``
            means all.

        Returns
        -------
        list[list[Hit]]
            m lists of ``min(k, rows allowed)`` hits, best score first, ties by id.
        """
        ...


class Participants(Protocol):
    """Profiles of one organisation."""

    def get(self, code: ParticipantCode) -> Participant:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self) -> tuple[Participant, ...]:
        """Return everyone, by code, people with protected identity included."""
        ...

    def put(self, people: Sequence[Participant]) -> None:
        """Insert or replace by code, in one batch."""
        ...

    def remove(self, codes: Collection[ParticipantCode]) -> None:
        """Delete; codes that are not there are ignored."""
        ...


class Openings(Protocol):
    """Openings, own and leads, of one organisation."""

    def get(self, opening_id: OpeningId) -> Opening:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self) -> tuple[Opening, ...]:
        """Return every opening, by id."""
        ...

    def put(self, openings: Sequence[Opening]) -> None:
        """Insert or replace by id, in one batch."""
        ...

    def remove(self, ids: Collection[OpeningId]) -> None:
        """Delete; ids that are not there are ignored."""
        ...


class Employers(Protocol):
    """Employers and their sites, of one organisation."""

    def all(self) -> tuple[Employer, ...]:
        """Return every employer, by id."""
        ...

    def sites(self) -> tuple[Site, ...]:
        """Return every site, by employer and name."""
        ...

    def put(self, employers: Sequence[Employer], sites: Sequence[Site] = ()) -> None:
        """Insert or replace employers by id and sites by employer and name."""
        ...


class Suggestions(Protocol):
    """Runs, what they suggested, and what people decided."""

    def add(self, run: Run, suggestions: Sequence[Suggestion]) -> None:
        """Store a run; earlier undecided suggestions for the same person become obsolete."""
        ...

    def get(self, suggestion_id: SuggestionId) -> Suggestion:
        """Return one as it is now; raises :class:`matcher.errors.NotFound`."""
        ...

    def run(self, run_id: RunId) -> Run:
        """Return a run; raises :class:`matcher.errors.NotFound`."""
        ...

    def current(self, code: ParticipantCode) -> tuple[Suggestion, ...]:
        """Return a person's suggestions that are not obsolete, decided ones first, then by rank."""
        ...

    def save(self, suggestion: Suggestion, decision: Decision) -> None:
        """Store a move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first; the message
            says who and when.
        """
        ...

    def decisions(self, code: ParticipantCode) -> tuple[DecisionRow, ...]:
        """Return the decisions about a person, newest first."""
        ...


class Imports(Protocol):
    """Records of imports with what stood there before."""

    def record(self, batch: ImportBatch, before: Sequence[Participant | Opening]) -> None:
        """Store a batch and the earlier state of what it changed; call after ``put``."""
        ...

    def get(self, batch_id: str) -> ImportBatch:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def all(self) -> tuple[ImportBatch, ...]:
        """Return every batch, newest first."""
        ...

    def undo(self, batch_id: str, at: datetime) -> None:
        """Take a batch back: what it made goes, what it changed is as before.

        Raises
        ------
        Conflict
            A row was changed or decided on since, or the batch is undone already; nothing changes.
        """
        ...


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

    def crosswalks(self, keys: Collection[ConceptKey]) -> tuple[Crosswalk, ...]:
        """Return the crosswalks that some concepts are either end of."""
        ...

    def crosswalks_named(self, folded: Collection[str]) -> dict[str, list[Crosswalk]]:
        """Return the crosswalks whose second concept the mapping calls by one of some texts."""
        ...


class ConceptSuggestions(Protocol):
    """Concepts suggested for words of one organisation: those of its people, or its openings."""

    def of(self, whose: str) -> tuple[ConceptSuggestion, ...]:
        """Return those of a person or an opening, by words, the surest first."""
        ...

    def undecided(self) -> tuple[ConceptSuggestion, ...]:
        """Return all that are to be decided on, by whose they are, the surest first."""
        ...

    def get(self, whose: str, suggestion_id: str) -> ConceptSuggestion:
        """Return one; raises :class:`matcher.errors.NotFound`."""
        ...

    def moves(self, whose: str) -> tuple[ConceptMoved, ...]:
        """Return every move of those of a person or an opening, the first one first."""
        ...

    def renew(
        self,
        suggestions: Mapping[str, Sequence[ConceptSuggestion]],
        *,
        by: str | None,
        at: datetime,
    ) -> None:
        """Replace, by whose they are, what nobody has touched; what a person moved stays.

        What is new and what goes is kept among the moves, with who asked and when.
        """
        ...

    def save(self, suggestion: ConceptSuggestion, move: ConceptMove) -> None:
        """Store a suggestion after a move, and the move.

        Raises
        ------
        Conflict
            The stored version is not ``suggestion.version - 1``: somebody was first.
        """
        ...


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


class UnitOfWork(Protocol):
    """One transaction on one organisation's rows; rolls back unless committed.

    Use as a context manager. ``write=True`` at construction takes the write lock at once.
    ``concepts`` are those of people, ``occupations`` those of openings.
    """

    participants: Participants
    openings: Openings
    employers: Employers
    suggestions: Suggestions
    imports: Imports
    taxonomies: Taxonomies
    concepts: ConceptSuggestions
    occupations: ConceptSuggestions
    views: Views

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed, and close."""
        ...

    def commit(self) -> None:
        """Make everything so far durable."""
        ...


class UnitOfWorkFactory(Protocol):
    """Opens units of work for one organisation."""

    def __call__(self, *, write: bool = False) -> UnitOfWork:
        """Return a new unit of work, not yet begun."""
        ...


class IndexShelf(Protocol):
    """Keeps named indexes between runs."""

    def open(self, name: str, encoder: TextEncoder) -> VectorIndex:
        """Return the kept index, or an empty one.

        An index that is damaged or another encoder's is refused with a logged warning; the empty
        one that comes back is filled again from the database.
        """
        ...

    def keep(self, name: str, index: VectorIndex, encoder: TextEncoder) -> None:
        """Keep an index under its name, whole or not at all."""
        ...
