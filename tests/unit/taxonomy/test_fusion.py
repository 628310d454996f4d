from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from matcher.errors import ArtifactError
from matcher.settings import shared_path
from matcher.taxonomy.fusion import Fusion, FusionMethod, parse_fusion, scaled

ROWS = arrays(np.float32, (3, 7), elements=st.sampled_from([-0.5, 0.0, 0.125, 0.25, 1.0]))


@pytest.mark.parametrize("method", FusionMethod)
@given(ROWS)
def test_a_scale_keeps_the_order(method: FusionMethod, scores: np.ndarray):
    found = scaled(scores, method)

    assert found.shape == scores.shape
    assert found.dtype == np.float32
    for before, after in zip(scores, found, strict=True):
        for one in range(7):
            for other in range(7):
                assert (before[one] > before[other]) == (after[one] > after[other])


def test_z_has_mean_0_and_deviation_1_and_no_differences_are_0():
    found = scaled(np.array([[1, 2, 3], [4, 4, 4]], dtype=np.float32), FusionMethod.Z)

    assert found[0].mean() == pytest.approx(0, abs=1e-6)
    assert found[0].std() == pytest.approx(1)
    assert found[1].tolist() == [0, 0, 0]


def test_reciprocal_ranks():
    found = scaled(np.array([[0.1, 0.9, 0.5, 0.5]], dtype=np.float32), FusionMethod.RANK)

    np.testing.assert_allclose(found[0], [1 / 64, 1 / 61, 1 / 62.5, 1 / 62.5], rtol=1e-6)


@pytest.mark.parametrize("method", FusionMethod)
def test_shares_are_weights(method: FusionMethod):
    dense = np.array([[0.9, 0.2, 0.1]], dtype=np.float32)
    lexical = np.array([[0.0, 0.1, 0.8]], dtype=np.float32)

    np.testing.assert_allclose(
        Fusion("v", method, 0.25).fuse(dense, lexical),
        0.75 * scaled(dense, method) + 0.25 * scaled(lexical, method),
        rtol=1e-6,
    )
    assert Fusion("v", method, 0.0).fuse(dense, lexical).argmax() == 0
    assert Fusion("v", method, 1.0).fuse(dense, lexical).argmax() == 2


@pytest.mark.parametrize("method", FusionMethod)
def test_nothing_alike_in_spelling_leaves_the_dense_order(method: FusionMethod):
    dense = np.array([[0.1, 0.4, 0.3, 0.4]], dtype=np.float32)

    fused = Fusion("v", method, 0.5).fuse(dense, np.zeros_like(dense))

    assert np.argsort(-fused[0], kind="stable").tolist() == [1, 3, 2, 0]
    assert fused[0, 1] == fused[0, 3]


def test_the_shipped_file_is_read():
    text = shared_path("models", "weights", "fusion-1.json").read_text(encoding="utf-8")

    found = parse_fusion(text)

    assert found.version.startswith("fusion-1@")
    assert 0 < found.lexical_share < 1
    assert parse_fusion(text + "\n").version != found.version


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        '{"version": "x", "method": "z"}',
        '{"version": "x", "method": "sum", "lexical_share": 0.3}',
        '{"version": "x", "method": "z", "lexical_share": "much"}',
        '{"version": "x", "method": "z", "lexical_share": 1.5}',
        '{"version": "x", "method": "z", "lexical_share": NaN}',
    ],
)
def test_a_broken_file_is_refused(document: str):
    with pytest.raises(ArtifactError, match="fusion"):
        parse_fusion(document)
