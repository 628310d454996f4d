from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcher.ports import TextKind
from matcher.taxonomy.fusion import Fusion, FusionMethod
from matcher.taxonomy.label_ranker import LabelRanker

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = ("diskare", "murare", "kock", "diskare", "sotare")
MEANINGS = {"diskare": 0, "diskplockare": 0, "murare": 1, "kock": 2, "مساعد طباخ": 2, "sotare": 3}


class MeaningEncoder:
    """Puts texts of one meaning at one place; notes what it was asked."""

    id = "meanings"
    dimension = 4

    def __init__(self) -> None:
        self.asked: list[tuple[str, TextKind]] = []

    def encode(self, texts: Sequence[str], kind: TextKind) -> np.ndarray:
        self.asked += [(text, kind) for text in texts]
        return np.eye(4, dtype=np.float32)[[MEANINGS[text] for text in texts]]


def ranker_of(share: float) -> LabelRanker:
    return LabelRanker(LABELS, MeaningEncoder(), Fusion("v", FusionMethod.RAW, share))


def test_scores_of_every_label_for_every_query():
    found = ranker_of(0.25).scores(["diskplockare", "murare"])

    for scores in (found.dense, found.lexical, found.fused):
        assert scores.shape == (2, 5)
        assert scores.dtype == np.float32
    np.testing.assert_allclose(found.dense, [[1, 0, 0, 1, 0], [0, 1, 0, 0, 0]])
    np.testing.assert_allclose(found.fused, 0.75 * found.dense + 0.25 * found.lexical, rtol=1e-6)
    assert found.lexical[1].argmax() == 1


def test_equal_labels_are_equal_to_the_last_bit():
    found = ranker_of(0.5).scores(["diskplockare", "kock"])

    for scores in (found.dense, found.lexical, found.fused):
        np.testing.assert_array_equal(scores[:, 0], scores[:, 3])


def test_meaning_finds_what_spelling_cannot():
    found = ranker_of(0.5).scores(["مساعد طباخ"])

    assert not found.lexical.any()
    assert found.fused.argmax() == 2


def test_every_label_is_embedded_once_as_a_label():
    encoder, told = MeaningEncoder(), []

    LabelRanker(
        LABELS,
        encoder,
        Fusion("v", FusionMethod.RAW, 0.5),
        lambda done, total: told.append((done, total)),
    )

    assert encoder.asked == [(text, TextKind.LABEL) for text in dict.fromkeys(LABELS)]
    assert told == [(4, 4)]


@pytest.mark.parametrize("number", range(len(LABELS)))
def test_a_label_finds_itself(number: int):
    found = ranker_of(0.5).scores([LABELS[number]])

    assert LABELS[int(found.fused.argmax())] == LABELS[number]
