"""Choose how the reader of told experiences is fitted, by cross-validation on the reference texts.

Nothing that is reported is read here. A choice is made for one encoder; with another one,
``stegvis-train sectors`` says what to write into
:class:`matcher.taxonomy.told_model.ToldChoices`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matcher.ports import TextKind
from matcher.taxonomy.prototypes import Role
from matcher.taxonomy.sector_reader import CLASSES
from matcher.taxonomy.told_classifier import ToldClassifier
from matcher.taxonomy.told_model import CHOSEN, ToldChoices, ToldExamples, fit_told
from training.sector_folds import fold_of_each, groups_of_like_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matcher.interchange.reference import ReferenceText
    from matcher.ports import TextEncoder, Vectors
    from matcher.taxonomy.prototypes import Prototype

FOLDS = 5
# Between what must hold on told experiences (.2) and what is aimed at (.1).
MOST_FALSE_POSITIVES = 0.15
# One step to each side of the middle: accuracy hardly moves within this range.
GRID: tuple[ToldChoices, ...] = tuple(
    replace(CHOSEN, inverse_regularisation=c, ngram_weight=weight)
    for c, weight in ((10.0, 1.5), (3.0, 1.5), (30.0, 1.5), (10.0, 1.0), (10.0, 2.0))
)
MARGINS = tuple(tenths / 10 for tenths in range(-30, 31))
_BACKGROUND = CLASSES.index(None)


@dataclass(frozen=True)
class LabelledTexts:
    """What is learnt from and validated on.

    Parameters
    ----------
    texts
        n texts.
    langs
        Their languages.
    classes
        Shape (n,): places in :data:`matcher.taxonomy.sector_reader.CLASSES`.
    told
        Shape (n,), bool: told experiences; texts about jobs are learnt from only.
    vectors
        Shape (n, d).
    groups
        Shape (n,): texts that are alike share a number.
    """

    texts: tuple[str, ...]
    langs: tuple[str, ...]
    classes: NDArray[np.intp]
    told: NDArray[np.bool_]
    vectors: Vectors
    groups: NDArray[np.intp]

    def classifier(self, chosen: NDArray[np.bool_], choices: ToldChoices) -> ToldClassifier:
        """Fit on some of the texts."""
        texts = [text for text, taken in zip(self.texts, chosen, strict=True) if taken]
        examples = ToldExamples(texts, self.classes[chosen], self.told[chosen])
        return ToldClassifier(fit_told(examples, self.vectors[chosen], choices), choices)


@dataclass(frozen=True)
class Trial:
    """One way to fit, with its margin, as cross-validation sees it.

    Parameters
    ----------
    choices
        The way, with the margin at which false positives are few enough.
    accuracy
        Share of texts of ours that are read right, mean of the languages.
    false_positives
        Share of other texts that are given a sector.
    by_lang
        Accuracy by language.
    """

    choices: ToldChoices
    accuracy: float
    false_positives: float
    by_lang: dict[str, float]


def gather(
    rows: Sequence[ReferenceText], ladders: Sequence[Prototype], encoder: TextEncoder
) -> LabelledTexts:
    """Embed reference texts and ladders; titles are left out, as the reader does."""
    described = [row for row in rows if row.prototype.role is Role.DESCRIPTION]
    prototypes = [row.prototype for row in described]
    prototypes += [p for p in ladders if p.role is Role.DESCRIPTION]
    alone = len(prototypes) - len(described)
    langs = [row.lang for row in described] + ["sv"] * alone
    pairs = [row.pair for row in described] + [None] * alone
    texts = [p.text for p in prototypes]
    told = np.array([p.kind is TextKind.EXPERIENCE for p in prototypes])
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for kind in (TextKind.EXPERIENCE, TextKind.WORK):
        chosen = [number for number, p in enumerate(prototypes) if p.kind is kind]
        vectors[chosen] = encoder.encode([texts[number] for number in chosen], kind)
    classes = np.array([CLASSES.index(p.sector) for p in prototypes])
    groups = groups_of_like_texts(texts, langs, pairs, vectors)
    return LabelledTexts(tuple(texts), tuple(langs), classes, told, vectors, groups)


def cross_validated(
    labelled: LabelledTexts, choices: ToldChoices, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return scores of every text from a reader that knew no text like it, shape (n, classes)."""
    folds = fold_of_each(labelled.groups, FOLDS, rng)
    scores = np.zeros((len(labelled.texts), len(CLASSES)))
    for fold in range(FOLDS):
        held = folds == fold
        reader = labelled.classifier(~held, replace(choices, margin=0.0))
        texts = [labelled.texts[number] for number in np.flatnonzero(held)]
        scores[held] = reader.log_odds(texts, labelled.vectors[held])
    return scores


def try_all(
    labelled: LabelledTexts,
    grid: Sequence[ToldChoices],
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Trial]:
    """Cross-validate every way to fit, in the same folds; the best comes first."""
    trials = []
    for number, choices in enumerate(grid, start=1):
        scores = cross_validated(labelled, choices, np.random.default_rng(seed))
        trials.append(_trial(labelled, choices, scores))
        if progress is not None:
            progress(number, len(grid))
    return sorted(trials, key=lambda trial: -trial.accuracy)


def _trial(labelled: LabelledTexts, choices: ToldChoices, scores: NDArray[np.float64]) -> Trial:
    told, classes = labelled.told, labelled.classes
    other, ours = told & (classes == _BACKGROUND), told & (classes != _BACKGROUND)
    margin = smallest_margin(scores[other])
    scores = scores.copy()
    scores[:, _BACKGROUND] += margin
    right = scores.argmax(axis=1) == classes
    langs = np.array(labelled.langs)
    spoken = sorted({lang for lang, own in zip(labelled.langs, ours, strict=True) if own})
    by_lang = {lang: float(right[ours & (langs == lang)].mean()) for lang in spoken}
    return Trial(
        replace(choices, margin=margin),
        float(np.mean(list(by_lang.values()))),
        float(1 - right[other].mean()),
        by_lang,
    )


def smallest_margin(scores: NDArray[np.float64], most: float = MOST_FALSE_POSITIVES) -> float:
    """Return the smallest margin at which at most a share of other texts is given a sector.

    Parameters
    ----------
    scores
        Shape (n, classes): scores of texts that are none of ours, without a margin.
    most
        The share, in [0, 1].

    Examples
    --------
    >>> smallest_margin(np.array([[0.45, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.95]]), 0.5)
    -0.9
    """
    lead = scores[:, :_BACKGROUND].max(axis=1) - scores[:, _BACKGROUND]
    for margin in MARGINS:
        if (lead > margin).mean() <= most:
            return margin
    return MARGINS[-1]
