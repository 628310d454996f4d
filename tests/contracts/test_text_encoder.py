"""What every :class:`matcher.ports.TextEncoder` promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.testing import assert_allclose

from matcher.embedding import HashingEncoder
from matcher.embedding.cache import CachedEncoder
from matcher.embedding.vector_store import VectorStore
from matcher.ports import TextKind

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.ports import TextEncoder

TEXTS = ["I washed dishes in a restaurant", "", "Jag murade väggar", "كنت أطبخ"]


@pytest.fixture(params=["hashing", "cached", pytest.param("real", marks=pytest.mark.encoder)])
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> TextEncoder:
    if request.param == "real":
        return request.getfixturevalue("real_encoder")
    if request.param == "cached":
        return CachedEncoder(HashingEncoder(), VectorStore(tmp_path / "e.db", 100))
    return HashingEncoder()


@pytest.mark.parametrize("kind", list(TextKind))
def test_rows_fit_the_texts_and_have_length_one(encoder: TextEncoder, kind: TextKind):
    vectors = encoder.encode(TEXTS, kind)

    assert vectors.shape == (4, encoder.dimension)
    assert vectors.dtype == np.float32
    assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 1], atol=1e-5)


def test_no_texts_give_no_rows(encoder: TextEncoder):
    assert encoder.encode([], TextKind.WORK).shape == (0, encoder.dimension)


def test_a_text_has_the_same_vector_alone_and_in_company(encoder: TextEncoder):
    together = encoder.encode(TEXTS, TextKind.EXPERIENCE)
    alone = np.concatenate([encoder.encode([text], TextKind.EXPERIENCE) for text in TEXTS])

    assert_allclose(alone, together, atol=1e-5)


def test_shared_words_bring_texts_together(encoder: TextEncoder):
    asked, near, far = encoder.encode(
        ["I washed dishes", "I washed dishes and pots", "ሕሳብ"], TextKind.EXPERIENCE
    )

    assert asked @ near > asked @ far + 0.1


def test_the_id_is_one_line_that_stays(encoder: TextEncoder):
    assert encoder.id == encoder.id
    assert encoder.id
    assert len(encoder.id.split()) == 1
