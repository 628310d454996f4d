from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from matcher.embedding.hashing import HashingEncoder
from matcher.ports import TextKind

ENCODER = HashingEncoder()
PLACES_OF_MURA = [112, 139, 141, 142, 167, 185, 234]


@given(st.text())
def test_the_same_text_gives_the_same_vector_of_length_one_or_zero(text: str):
    first, second = ENCODER.encode([text, text], TextKind.WORK)

    assert_array_equal(first, second)
    assert np.isclose(np.linalg.norm(first), 1, atol=1e-5) or not first.any()


def test_word_overlap_makes_near():
    asked, same, part, none = ENCODER.encode(
        ["diska och skala potatis", "Skala potatis, och diska!", "skala morötter", "mura en vägg"],
        TextKind.EXPERIENCE,
    )

    assert_allclose(asked @ same, 1, atol=1e-6)
    assert asked @ same > asked @ part > asked @ none


def test_vectors_are_the_same_on_every_machine():
    (vector,) = ENCODER.encode(["mura"], TextKind.WORK)

    places = np.flatnonzero(vector).tolist()
    assert places == PLACES_OF_MURA
    assert ENCODER.id == "hashing-256-v1"
