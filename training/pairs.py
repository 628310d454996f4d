"""Pairs of texts that mean the same, laid out in batches that are hard to tell apart.

Every concept stands at most once in a batch, so that all other texts of the batch are true
negatives; concepts come in clusters of one ISCO group or one broader skill, so that some of them
are near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from training.esco_labels import LabelledConcept

Pair = tuple[str, str]
_Item = TypeVar("_Item")

CLUSTER = 4
LANGUAGE_WEIGHTS: Mapping[str, float] = {"sv": 0.44, "en": 0.32}
OTHERS_WEIGHT = 0.24  # shared by all other languages a concept has
LONGEST_DESCRIPTION = 20  # words
WORDINGS = 12  # words of the other wordings of a skill that are shown at once
NOUN_TO_SWEDISH = 0.7  # of pairs with a noun form; the rest meets a label in any language
TITLE_SHARE = 0.7  # of labels written with a capital, as people write the title of a job
FILLING = "occupation"  # fills what the other kinds leave of a batch
# Shares of the kinds in a batch; FILLING gets what is left.
Shares = Mapping[str, float]
TITLES_ABOVE_ALL: Shares = {
    "group": 0.25,
    "skill": 0.22,
    "description": 0.08,
    "essential": 0.05,
    "ladder": 0.05,
}
SKILLS_ABOVE_ALL: Shares = {
    "group": 0.12,
    "skill": 0.16,
    "noun": 0.24,
    "wording": 0.14,
    "description": 0.05,
    "essential": 0.02,
    "ladder": 0.05,
}
TITLES_AND_SKILLS: Shares = {
    "group": 0.18,
    "skill": 0.14,
    "noun": 0.2,
    "wording": 0.12,
    "description": 0.06,
    "essential": 0.03,
    "ladder": 0.05,
}


@dataclass(frozen=True)
class Material:
    """What pairs are drawn from.

    Parameters
    ----------
    concepts
        ESCO occupations and skills that may be trained on.
    essential
        Pairs of occupation and skill URI among them.
    parallel
        Texts in several languages that say the same.
    groups
        ISCO unit groups by code: where no occupation fits a title, its group does.
    """

    concepts: Sequence[LabelledConcept]
    essential: Sequence[tuple[str, str]]
    parallel: Sequence[Mapping[str, str]]
    groups: Mapping[str, LabelledConcept]


@dataclass(frozen=True)
class _Drawn:
    """A pair and the concepts it is about."""

    pair: Pair
    about: tuple[str, ...] = ()

    @property
    def marks(self) -> set[str]:
        return {*self.about, *(text.casefold() for text in self.pair)}


def draw_batches(
    material: Material, shares: Shares, batches: int, size: int, rng: random.Random
) -> Iterator[list[Pair]]:
    """Yield batches of pairs, each of ``size`` or, where there is too little, fewer.

    Parameters
    ----------
    material
        What there is; the share of a kind that is empty goes to the occupations.
    shares
        What part of a batch is of each kind, in [0, 1]; a kind that is not named is left out.
    batches, size
        How many batches of how many pairs.
    rng
        The same state gives the same pairs.
    """
    sources = _sources(material, rng)
    for _ in range(batches):
        batch: list[Pair] = []
        seen: set[str] = set()
        for kind, source in sources.items():
            most = size if kind == FILLING else len(batch) + round(shares.get(kind, 0) * size)
            for drawn, _ in zip(source, range(4 * size), strict=False):
                if not seen & drawn.marks:
                    seen |= drawn.marks
                    batch.append(drawn.pair)
                if len(batch) >= most:
                    break
        yield batch


def _sources(material: Material, rng: random.Random) -> dict[str, Iterator[_Drawn]]:
    by_uri = {concept.uri: concept for concept in material.concepts}
    occupations = [c for c in material.concepts if c.is_occupation]
    skills = [c for c in material.concepts if not c.is_occupation]
    described = [c for c in material.concepts if c.description]
    named = [c for c in skills if c.nouns]
    worded = [c for c in skills if c.wordings]

    def essential(uris: tuple[str, str]) -> _Drawn:
        one, other = (_label(by_uri[uri], rng) for uri in uris)
        return _Drawn((one, other), uris)

    def ladder(texts: Mapping[str, str]) -> _Drawn:
        one, other = rng.sample(sorted(texts), 2)
        return _Drawn((texts[one], texts[other]))

    def labels(concept: LabelledConcept) -> _Drawn:
        one, other = _two_labels(concept, rng)
        return _Drawn((_as_title(one, rng), other), (concept.uri,))

    def group(concept: LabelledConcept) -> _Drawn:
        above = material.groups[concept.group]
        title = _as_title(_label(concept, rng), rng)
        return _Drawn((title, _label(above, rng)), (concept.uri, above.uri))

    def noun(concept: LabelledConcept) -> _Drawn:
        swedish = rng.random() < NOUN_TO_SWEDISH
        label = concept.labels["sv"][0] if swedish else _label(concept, rng)
        return _Drawn((_as_title(rng.choice(concept.nouns), rng), label), (concept.uri,))

    def wording(concept: LabelledConcept) -> _Drawn:
        words = concept.wordings.split()
        start = rng.randrange(max(1, len(words) - WORDINGS + 1))
        return _Drawn(
            (_label(concept, rng), " ".join(words[start : start + WORDINGS])), (concept.uri,)
        )

    def description(concept: LabelledConcept) -> _Drawn:
        words = concept.description.split()[:LONGEST_DESCRIPTION]
        return _Drawn((_label(concept, rng), " ".join(words)), (concept.uri,))

    grouped = [c for c in occupations if c.group in material.groups]
    return {
        "group": _endless(lambda: map(group, _shuffled(grouped, rng))),
        "skill": _endless(lambda: map(labels, _clustered(_paired(skills), rng))),
        "noun": _endless(lambda: map(noun, _clustered(named, rng))),
        "wording": _endless(lambda: map(wording, _clustered(worded, rng))),
        "description": _endless(lambda: map(description, _shuffled(described, rng))),
        "essential": _endless(lambda: map(essential, _shuffled(material.essential, rng))),
        "ladder": _endless(lambda: map(ladder, _shuffled(material.parallel, rng))),
        FILLING: _endless(lambda: map(labels, _clustered(_paired(occupations), rng))),
    }


def _endless(again: Callable[[], Iterable[_Drawn]]) -> Iterator[_Drawn]:
    """Go through something again and again; nothing at all stays nothing."""
    found = True
    while found:
        found = False
        for drawn in again():
            found = True
            yield drawn


def _shuffled(items: Sequence[_Item], rng: random.Random) -> list[_Item]:
    return rng.sample(items, len(items))


def _clustered(
    concepts: Sequence[LabelledConcept], rng: random.Random
) -> Iterator[LabelledConcept]:
    """Yield every concept once, in clusters of one group that come in any order."""
    groups: dict[str, list[LabelledConcept]] = defaultdict(list)
    for concept in _shuffled(concepts, rng):
        groups[concept.group].append(concept)
    clusters = [
        group[start : start + CLUSTER]
        for group in groups.values()
        for start in range(0, len(group), CLUSTER)
    ]
    for cluster in _shuffled(clusters, rng):
        yield from cluster


def _paired(concepts: Iterable[LabelledConcept]) -> list[LabelledConcept]:
    """Keep those with two different labels."""
    return [c for c in concepts if len(set().union(*c.labels.values())) > 1]


def _two_labels(concept: LabelledConcept, rng: random.Random) -> Pair:
    first = _label(concept, rng)
    for _ in range(8):
        second = _label(concept, rng)
        if second != first:
            return first, second
    others = sorted(set().union(*concept.labels.values()) - {first})
    return first, rng.choice(others)


def _label(concept: LabelledConcept, rng: random.Random) -> str:
    langs = sorted(concept.labels)
    others = sum(lang not in LANGUAGE_WEIGHTS for lang in langs)
    weights = [LANGUAGE_WEIGHTS.get(lang, OTHERS_WEIGHT / max(1, others)) for lang in langs]
    (lang,) = rng.choices(langs, weights)
    return rng.choice(concept.labels[lang])


def _as_title(label: str, rng: random.Random) -> str:
    return label[:1].upper() + label[1:] if rng.random() < TITLE_SHARE else label
