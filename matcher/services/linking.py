"""Free text to concepts for people and programmes: over the taxonomies in use and our ladders."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.label_text import fold_label
from matcher.domain.taxonomy_version import VersionState
from matcher.ports import TextKind
from matcher.taxonomy.linker import LEAST, LINKED, Linker, OwnNames, RankedLabels
from matcher.taxonomy.own_labels import labels_of, ladder_concepts, ladder_crosswalks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from matcher.domain.concept import ConceptKind, Label
    from matcher.domain.ladders import Ladders
    from matcher.domain.link import Link
    from matcher.ports import TextEncoder, UnitOfWorkFactory
    from matcher.taxonomy.confidence import Curves
    from matcher.taxonomy.linker import Ranker

    Progress = Callable[[int, int], None]

RANKED_LANGUAGES = ("sv", "en")
"""Languages whose labels are compared by likeness; by name, all are."""
AT_ONCE = 256


@dataclass(frozen=True)
class Rankers:
    """How labels are ranked.

    Parameters
    ----------
    encoder
        Embeds labels and texts.
    fused
        Makes a ranker by meaning and letters; it embeds the labels.
    lexical
        Makes one by letters alone, which is quick.
    curves
        How likely a likeness is right, by kind of concept.
    """

    encoder: TextEncoder
    fused: Callable[[Sequence[str], TextEncoder], Ranker]
    lexical: Callable[[Sequence[str]], Ranker]
    curves: Mapping[ConceptKind, Curves]


@dataclass(frozen=True, slots=True)
class LinkState:
    """What linking rests on now: versions in use, and whether all their labels are embedded."""

    versions: tuple[int, ...]
    prepared: bool


class LinkService:
    """Links texts; what it needs is made with the first text and again when a version changes.

    Parameters
    ----------
    units
        Opens units of work.
    ladders
        Their titles and skills are labels too, so that nothing has to be imported.
    rankers
        How labels are ranked.
    """

    def __init__(self, units: UnitOfWorkFactory, ladders: Ladders, rankers: Rankers) -> None:
        self.rankers = rankers
        self._units = units
        self._ladders = ladders
        self._made: tuple[LinkState, Linker] | None = None
        self._making = threading.Lock()

    def link(
        self,
        texts: Sequence[str],
        lang: str,
        *,
        kinds: Collection[ConceptKind] = LINKED,
        limit: int = 5,
        least: float = LEAST,
    ) -> list[tuple[Link, ...]]:
        """Link texts, see :meth:`matcher.taxonomy.linker.Linker.link`."""
        linker = self._linker()
        with self._units() as unit:
            return linker.link(texts, lang, unit.taxonomies, kinds, limit, least)

    def state(self) -> LinkState:
        """Return what linking rests on now."""
        with self._units() as unit:
            used = [v for v in unit.taxonomies.versions() if v.state is VersionState.IN_USE]
        prepared = all(version.prepared_for == self.rankers.encoder.id for version in used)
        return LinkState(tuple(version.number for version in used), prepared)

    def prepare(self, progress: Progress | None = None) -> int:
        """Embed the labels of the versions in use, and return how many there are.

        Until then their labels are compared by name and letters. An interrupted run goes on where
        it was: the encoder's cache has what is done.

        Parameters
        ----------
        progress
            Told how many of how many labels are embedded.
        """
        state = self.state()
        texts = list(dict.fromkeys(label.text for kind in LINKED for label in self._labels(kind)))
        for start in range(0, len(texts), AT_ONCE):
            self.rankers.encoder.encode(texts[start : start + AT_ONCE], TextKind.LABEL)
            if progress is not None:
                progress(min(start + AT_ONCE, len(texts)), len(texts))
        with self._units(write=True) as unit:
            for number in state.versions:
                unit.taxonomies.mark_prepared(number, self.rankers.encoder.id)
            unit.commit()
        return len(texts)

    def _labels(self, kind: ConceptKind) -> tuple[Label, ...]:
        with self._units() as unit:
            return unit.taxonomies.labels([kind], RANKED_LANGUAGES)

    def _linker(self) -> Linker:
        state = self.state()
        with self._making:
            if self._made is None or self._made[0] != state:
                self._made = (state, self._make(state))
            return self._made[1]

    def _make(self, state: LinkState) -> Linker:
        concepts = ladder_concepts(self._ladders)
        by_text: dict[str, list[Label]] = defaultdict(list)
        by_kind: dict[ConceptKind, list[Label]] = defaultdict(list)
        for label in (label for concept in concepts for label in labels_of(concept)):
            by_text[fold_label(label.text)].append(label)
            by_kind[label.kind].append(label)
        own = OwnNames(
            {concept.key: concept for concept in concepts},
            dict(by_text),
            ladder_crosswalks(self._ladders),
        )
        ranked = [part for kind in LINKED for part in self._ranked(kind, by_kind[kind], state)]
        told = [self._told(kind, by_kind[kind]) for kind in LINKED if by_kind[kind]]
        return Linker(own, ranked, told)

    def _told(self, kind: ConceptKind, ours: Sequence[Label]) -> RankedLabels:
        ranker = self.rankers.fused([label.text for label in ours], self.rankers.encoder)
        curve = self.rankers.curves[kind].told
        return RankedLabels(ours, ranker, curve, curve)

    def _ranked(
        self, kind: ConceptKind, ours: Sequence[Label], state: LinkState
    ) -> Iterator[RankedLabels]:
        public = self._labels(kind) if state.versions else ()
        by_meaning = [*ours, *public] if state.prepared else [*ours]
        by_letters = [] if state.prepared else [*public]
        curves = self.rankers.curves[kind]
        if by_meaning:
            texts = [label.text for label in by_meaning]
            ranker = self.rankers.fused(texts, self.rankers.encoder)
            yield RankedLabels(by_meaning, ranker, curves.same, curves.across)
        if by_letters:
            ranker = self.rankers.lexical([label.text for label in by_letters])
            yield RankedLabels(by_letters, ranker, curves.letters, curves.letters)
