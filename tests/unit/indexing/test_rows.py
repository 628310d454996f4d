from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from matcher.indexing import rows
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.rows import exact_scores


def test_equal_rows_have_equal_scores_wherever_they_stand():
    rng = np.random.default_rng(5)
    table = rng.normal(size=(501, 384)).astype(np.float32)
    table[[3, 250, 500]] = table[3]

    scores = exact_scores(table, rng.normal(size=384).astype(np.float32))

    assert scores[3] == scores[250] == scores[500]


def test_scores_do_not_depend_on_the_parts_they_are_made_in(monkeypatch: pytest.MonkeyPatch):
    rng = np.random.default_rng(6)
    table, query = rng.normal(size=(97, 12)), rng.normal(size=12)
    table, query = table.astype(np.float32), query.astype(np.float32)
    whole = exact_scores(table, query)
    monkeypatch.setattr(rows, "_CELLS_AT_ONCE", 50)

    assert_array_equal(exact_scores(table, query), whole)
    assert_allclose(whole, table.astype(np.float64) @ query.astype(np.float64), atol=1e-12)


def test_vectors_come_back_in_the_order_asked():
    index = FaissIndex(2)
    index.add(["a", "b", "c"], np.array([[1, 0], [0, 1], [2, 2]], dtype=np.float32))
    index.remove(["a"])

    assert_array_equal(index.vectors(["c", "b"]), [[2, 2], [0, 1]])
    with pytest.raises(KeyError, match="a"):
        index.vectors(["a"])
