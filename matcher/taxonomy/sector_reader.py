"""Which of our sectors a text speaks of, or none of them.

For ads the likeness of the body to descriptions, the likeness of the headline to job titles, and
titles that are mentioned by name are added up; what people tell is read by a linear classifier.
Work that is none of ours is a class of its own in both. Shares were set on the tuning half of the
development ads and the margin on the reference texts, never on what is reported
(docs/reference/evaluation.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.domain.sector import Sector
from matcher.ports import TextKind
from matcher.taxonomy.mentions import TitleMentions
from matcher.taxonomy.prototypes import Role
from matcher.taxonomy.told_classifier import ToldClassifier
from matcher.taxonomy.told_model import CHOSEN, ToldChoices, ToldExamples, ToldModel, fit_told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.ports import TextEncoder, Vectors
    from matcher.taxonomy.prototypes import Prototype

    Recall = Callable[[str, Callable[[], ToldModel]], ToldModel]

CLASSES: tuple[Sector | None, ...] = (*Sector, None)
_BACKGROUND = CLASSES.index(None)

HEADLINE_SHARE = 0.3
MENTION_WEIGHT = 0.3
NEAREST_IN_AD = 3


@dataclass(frozen=True, slots=True)
class SectorReading:
    """The answer for one text.

    Parameters
    ----------
    sector
        The nearest sector; ``None`` when the background is nearer.
    scores
        Likeness to each sector, higher is nearer.
    background
        Likeness to work that is none of ours, which a sector must beat.
    """

    sector: Sector | None
    scores: Mapping[Sector, float]
    background: float

    @property
    def confidence(self) -> float:
        """How clear the answer is, in [0.5, 0.9]: from the lead over the next best class."""
        ranked = sorted([*self.scores.values(), self.background], reverse=True)
        return min(0.9, 0.5 + (ranked[0] - ranked[1]))

    def among(self, sectors: Sequence[Sector]) -> Sector:
        """Return the nearest of some sectors."""
        return max(sectors, key=lambda sector: self.scores[sector])


def made_anew(_fingerprint: str, make: Callable[[], ToldModel]) -> ToldModel:
    """Fit the reader of told experiences and keep nothing."""
    return make()


class SectorReader:
    """Reads the sector of ads and of told experiences.

    Parameters
    ----------
    prototypes
        Texts that stand for each sector and for the background; every class needs at least one
        description and one title.
    encoder
        Embeds prototypes (cached) and texts.
    choices
        How the reader of told experiences is fitted.
    recall
        Returns the fitted reader of a fingerprint, made with the function that comes along when
        it is not kept.
    """

    def __init__(
        self,
        prototypes: Sequence[Prototype],
        encoder: TextEncoder,
        choices: ToldChoices = CHOSEN,
        *,
        recall: Recall = made_anew,
    ) -> None:
        self._encoder = encoder
        self._titles = [p for p in prototypes if p.role is Role.TITLE]
        self._described = [p for p in prototypes if p.role is Role.DESCRIPTION]
        self._told = ToldClassifier(self._told_model(choices, recall), choices)
        self._mentions = TitleMentions(
            [(p.text, CLASSES.index(p.sector)) for p in self._titles], len(CLASSES)
        )

    def read_ads(self, ads: Sequence[tuple[str, str]]) -> list[SectorReading]:
        """Read ads given as headline and body; an empty body is read from its headline."""
        if not ads:
            return []
        headlines = self._encoder.encode([headline for headline, _ in ads], TextKind.WORK)
        bodies = self._encoder.encode(
            [f"{headline}. {body}" for headline, body in ads], TextKind.WORK
        )
        likeness = HEADLINE_SHARE * _nearest(headlines, self._title_vectors, 1)
        likeness += (1 - HEADLINE_SHARE) * _nearest(bodies, self._described_vectors, NEAREST_IN_AD)
        named = np.stack([self._mentions.share(headline, body) for headline, body in ads])
        return _readings(likeness + MENTION_WEIGHT * named, bodies)

    def read_told(self, texts: Sequence[str]) -> list[SectorReading]:
        """Read what people tell of their work, in any language; an empty text has no sector."""
        if not texts:
            return []
        vectors = self._encoder.encode(texts, TextKind.EXPERIENCE)
        return _readings(self._told.log_odds(texts, vectors), vectors)

    def trades(self, told: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """Return how much each told experience belongs to each sector.

        Parameters
        ----------
        told
            n experiences.
        vectors
            Shape (n, d): the same experiences as this reader's encoder embeds them.

        Returns
        -------
        NDArray
            Shape (n, sectors), in the order of :class:`matcher.domain.sector.Sector`: probabilities
            that, with the one of the background, sum to 1.
        """
        if not told:
            return np.zeros((0, len(Sector)))
        scores = self._told.log_odds(told, vectors)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray((odds / odds.sum(axis=1, keepdims=True))[:, :_BACKGROUND])

    @cached_property
    def _title_vectors(self) -> list[Vectors]:
        return self._by_class(self._titles)

    @cached_property
    def _described_vectors(self) -> list[Vectors]:
        return self._by_class(self._described)

    def _told_model(self, choices: ToldChoices, recall: Recall) -> ToldModel:
        ordered = sorted(self._described, key=lambda p: p.kind is TextKind.WORK)
        examples = ToldExamples(
            [p.text for p in ordered],
            np.array([CLASSES.index(p.sector) for p in ordered]),
            np.array([p.kind is TextKind.EXPERIENCE for p in ordered]),
        )

        def fit() -> ToldModel:
            vectors = [
                self._encoder.encode([p.text for p in ordered if p.kind is kind], kind)
                for kind in (TextKind.EXPERIENCE, TextKind.WORK)
            ]
            return fit_told(examples, np.concatenate(vectors), choices)

        return recall(examples.fingerprint(self._encoder.id, choices), fit)

    def _by_class(self, prototypes: Sequence[Prototype]) -> list[Vectors]:
        vectors: list[list[NDArray[np.float32]]] = [[] for _ in CLASSES]
        for kind in (TextKind.WORK, TextKind.EXPERIENCE):
            chosen = [p for p in prototypes if p.kind is kind]
            encoded = self._encoder.encode([p.text for p in chosen], kind)
            for prototype, vector in zip(chosen, encoded, strict=True):
                vectors[CLASSES.index(prototype.sector)].append(vector)
        empty = np.zeros((0, self._encoder.dimension), dtype=np.float32)
        return [np.stack(group) if group else empty for group in vectors]


def _nearest(queries: Vectors, classes: Sequence[Vectors], k: int) -> NDArray[np.float64]:
    """Mean cosine with the k nearest prototypes of each class, shape (queries, classes)."""
    columns = []
    for prototypes in classes:
        if not len(prototypes):
            columns.append(np.full(len(queries), -1.0))
            continue
        cosines = np.sort(queries @ prototypes.T, axis=1)
        columns.append(cosines[:, -k:].mean(axis=1).astype(np.float64))
    return np.stack(columns, axis=1)


def _readings(scores: NDArray[np.float64], texts: Vectors) -> list[SectorReading]:
    # A text without a word has a vector of zeros and is like nothing.
    return [
        SectorReading(
            sector=CLASSES[int(row.argmax())] if text.any() else None,
            scores={sector: float(row[CLASSES.index(sector)]) for sector in Sector},
            background=float(row[_BACKGROUND]),
        )
        for row, text in zip(scores, texts, strict=True)
    ]
