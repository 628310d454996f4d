"""Free text in any language to occupations and skills: by name, by mapping, by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from matcher.domain.concept import ConceptKind, Match, Scheme
from matcher.domain.link import FoundBy, Link
from matcher.taxonomy.look_up import forms_of, surest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.domain.concept import Concept, ConceptKey, Crosswalk, Label
    from matcher.taxonomy.confidence import Curve

    Scores = NDArray[np.float32]

LINKED = (ConceptKind.OCCUPATION, ConceptKind.SKILL)
ORDER = (Scheme.LADDER, Scheme.JOBTECH, Scheme.ESCO)
LEAST = 0.1
LONG_TEXT = 12
TELLING = 5  # words from which a text is taken to tell of work, not to name it
TOLD_CONCEPTS = 3
TOLD_LEAST = 0.5  # nearer right than wrong: a trade is easily right by chance
_SENTENCES = re.compile(r"(?<=[.!?؟።])\s+|\n+")

# What a mapping is worth, from the concept we are at to the one it leads to.
MAPPING: Mapping[Match, float] = {
    Match.EXACT: 0.95,
    Match.CLOSE: 0.85,
    Match.BROAD: 0.6,
    Match.NARROW: 0.45,
}


class Likenesses(Protocol):
    """Likeness of q texts and n labels, each of shape (q, n), higher is nearer."""

    @property
    def dense(self) -> Scores:
        """In meaning."""
        ...

    @property
    def lexical(self) -> Scores:
        """In letters."""
        ...

    @property
    def fused(self) -> Scores:
        """Both together, comparable for one text; in meaning alone where the scripts differ."""
        ...


class Ranker(Protocol):
    """Ranks the labels it was made with."""

    def scores(self, queries: Sequence[str]) -> Likenesses:
        """Return the likeness of each text with each label."""
        ...


class Names(Protocol):
    """Looks names and mappings up; :class:`matcher.ports.Taxonomies` does."""

    def named(
        self, folded: Collection[str], kinds: Collection[ConceptKind]
    ) -> dict[str, list[Label]]:
        """Return the labels that read as one of some folded texts."""
        ...

    def crosswalks_named(self, folded: Collection[str]) -> dict[str, list[Crosswalk]]:
        """Return the crosswalks whose second concept is called by one of some texts."""
        ...

    def crosswalks(self, keys: Collection[ConceptKey]) -> tuple[Crosswalk, ...]:
        """Return the crosswalks that some concepts are either end of."""
        ...

    def concepts(self, keys: Collection[ConceptKey]) -> dict[ConceptKey, Concept]:
        """Return concepts by key."""
        ...


@dataclass(frozen=True, slots=True)
class RankedLabels:
    """Labels of one kind of concept with what ranks them, and how likely a likeness is right.

    ``same`` is for texts that share letters with labels, ``across`` for those that share none.
    """

    labels: Sequence[Label]
    ranker: Ranker
    same: Curve
    across: Curve


@dataclass(frozen=True)
class OwnNames:
    """Our ladders, so that linking works with nothing imported.

    Parameters
    ----------
    concepts
        By key.
    labels
        Their labels, by folded text.
    crosswalks
        The JobTech occupations of the steps.
    """

    concepts: Mapping[ConceptKey, Concept] = field(default_factory=dict)
    labels: Mapping[str, Sequence[Label]] = field(default_factory=dict)
    crosswalks: tuple[Crosswalk, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    confidence: float
    found_by: FoundBy
    matched: str


class Linker:
    """Links texts over records handed in; it keeps nothing of them.

    Parameters
    ----------
    own
        Our ladders.
    ranked
        Labels that are ranked by likeness, a ladder's and a taxonomy's apart where only one of
        them is embedded.
    told
        Our ladders' labels once more, for texts that tell of work: what people tell is less like
        any name than a name is, so it has its own measure of being sure.
    """

    def __init__(
        self, own: OwnNames, ranked: Sequence[RankedLabels], told: Sequence[RankedLabels] = ()
    ) -> None:
        self._own = own
        self._ranked = ranked
        self._told = told

    def link(
        self,
        texts: Sequence[str],
        lang: str,
        names: Names,
        kinds: Collection[ConceptKind] = LINKED,
        limit: int = 5,
        least: float = LEAST,
    ) -> list[tuple[Link, ...]]:
        """Link n texts.

        Parameters
        ----------
        texts
            A job title, a skill, or what somebody tells; an empty text has no links.
        lang
            BCP 47 tag of the texts.
        names
            The taxonomies, for this call.
        kinds
            Occupations, skills, or both.
        limit
            How many concepts of each kind at most.
        least
            Nothing is returned that is less sure.

        Returns
        -------
        list[tuple[Link, ...]]
            For each text its links, the surest first.
        """
        hits: list[dict[ConceptKey, _Hit]] = [{} for _ in texts]
        for text, found in zip(texts, hits, strict=True):
            self._by_name(text, lang, names, kinds, found)
        for ranked in self._ranked:
            if ranked.labels and ranked.labels[0].kind in kinds:
                self._by_likeness(texts, ranked, limit, hits)
        tellings = [text if is_telling(text) else "" for text in texts]
        for ranked in self._told:
            if ranked.labels and ranked.labels[0].kind in kinds:
                self._by_likeness(tellings, ranked, min(limit, TOLD_CONCEPTS), hits, TOLD_LEAST)
        wanted = {key for found in hits for key in found}
        concepts = names.concepts([key for key in wanted if key.scheme is not Scheme.LADDER])
        own = self._own.concepts
        concepts |= {key: own[key] for key in wanted if key in own}
        return [_best(found, concepts, kinds, limit, least) for found in hits]

    def _by_name(
        self,
        text: str,
        lang: str,
        names: Names,
        kinds: Collection[ConceptKind],
        hits: dict[ConceptKey, _Hit],
    ) -> None:
        forms = forms_of(text)
        if not forms:
            return
        named = names.named(forms, kinds)
        for folded in forms:
            own = [label for label in self._own.labels.get(folded, ()) if label.kind in kinds]
            named[folded] = [*own, *named.get(folded, [])]
        for label, sure, by in surest(named, forms, lang):
            _keep(hits, label.key, _Hit(sure, by, label.text))
        for tie in (*self._own.crosswalks, *names.crosswalks(list(hits))):
            _across(hits, tie.source, tie.match, tie.target)
            _across(hits, tie.target, tie.match.inverse, tie.source)
        whole = [folded for folded, form in forms.items() if form.whole]
        for ties in names.crosswalks_named(whole).values():
            for tie in ties:
                _follow(hits, tie.source, 1.0, tie.match.inverse, tie.target_label)

    def _by_likeness(
        self,
        texts: Sequence[str],
        ranked: RankedLabels,
        limit: int,
        hits: Sequence[dict[ConceptKey, _Hit]],
        least: float = 0.0,
    ) -> None:
        pieces = [(row, piece) for row, text in enumerate(texts) for piece in pieces_of(text)]
        if not pieces:
            return
        found = ranked.ranker.scores([piece for _, piece in pieces])
        for place, (row, _) in enumerate(pieces):
            fused, lexical, dense = found.fused[place], found.lexical[place], found.dense[place]
            best: dict[ConceptKey, int] = {}
            for at in np.argsort(-fused, kind="stable")[: 8 * limit]:
                best.setdefault(ranked.labels[int(at)].key, int(at))
                if len(best) == limit:
                    break
            for key, at in best.items():
                curve = ranked.same if lexical.max() > 0 else ranked.across
                by_letters = (lexical > lexical[at]).sum() <= (dense > dense[at]).sum()
                by = FoundBy.LEXICAL if by_letters and lexical[at] > 0 else FoundBy.DENSE
                sure = curve(float(dense[at]), float(lexical[at]))
                if sure >= least:
                    _keep(hits[row], key, _Hit(sure, by, ranked.labels[at].text))


def is_telling(text: str) -> bool:
    """Say whether a text tells of work instead of naming it.

    >>> is_telling("Diskare i restaurang"), is_telling("Jag diskade i en restaurang.")
    (False, True)
    """
    return len(text.split()) >= TELLING


def pieces_of(text: str) -> tuple[str, ...]:
    """Return what is compared of a text: all of it, and its sentences when it is long.

    >>> pieces_of("Diskare")
    ('Diskare',)
    """
    whole = " ".join(text.split())
    if not whole:
        return ()
    parts = [" ".join(part.split()) for part in _SENTENCES.split(text)]
    if len(whole.split()) < LONG_TEXT or len(parts) < 2:
        return (whole,)
    return tuple(dict.fromkeys([whole, *(part for part in parts if part)]))


def _keep(hits: dict[ConceptKey, _Hit], key: ConceptKey, hit: _Hit) -> None:
    if key not in hits or hits[key].confidence < hit.confidence:
        hits[key] = hit


def _across(
    hits: dict[ConceptKey, _Hit], here: ConceptKey, match: Match, there: ConceptKey
) -> None:
    """Follow a mapping from a concept that was found by name."""
    known = hits.get(here)
    if known is not None and known.found_by is not FoundBy.CROSSWALK:
        _follow(hits, there, known.confidence, match, known.matched)


def _follow(
    hits: dict[ConceptKey, _Hit], there: ConceptKey, sure: float, match: Match, matched: str
) -> None:
    share = MAPPING.get(match)
    if share is not None:
        _keep(hits, there, _Hit(sure * share, FoundBy.CROSSWALK, matched))


def _best(
    hits: Mapping[ConceptKey, _Hit],
    concepts: Mapping[ConceptKey, Concept],
    kinds: Collection[ConceptKind],
    limit: int,
    least: float,
) -> tuple[Link, ...]:
    links = [
        Link(concepts[key], hit.confidence, hit.found_by, hit.matched)
        for key, hit in hits.items()
        if key in concepts and concepts[key].kind in kinds and hit.confidence >= least
    ]
    links.sort(key=_place)
    return tuple(
        link
        for kind in kinds
        for link in _first(limit, (one for one in links if one.concept.kind is kind))
    )


def _first(limit: int, links: Iterable[Link]) -> list[Link]:
    return list(links)[:limit]


def _place(link: Link) -> tuple[float, int, str]:
    return -link.confidence, ORDER.index(link.concept.scheme), link.concept.id
