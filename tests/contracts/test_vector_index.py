"""What every :class:`matcher.ports.VectorIndex` promises, on values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from often import often

from matcher.indexing.exact import ExactIndex
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.pgvector_index import halved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pgvectors import PgIndexes

    from matcher.ports import Hit, VectorIndex

PG = ["pgvector", "pgvector, by its graph"]
FAST = ["faiss", *PG]
AXES = np.eye(3, dtype=np.float32)


def unit(seed: int, rows: int, dimension: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def filled(make: Callable[[int], VectorIndex], rows: int = 50, dimension: int = 16) -> VectorIndex:
    index = make(dimension)
    index.add([f"row {at:03}" for at in range(rows)], unit(1, rows, dimension))
    return index


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def maker(kind: str, on_server: PgIndexes | None) -> Callable[[int], VectorIndex]:
    if kind in PG:
        if on_server is None:
            pytest.skip("is on a server: pytest --database postgresql")
        return on_server.make if kind == "pgvector" else on_server.make_graph
    return ExactIndex if kind == "exact" else FaissIndex


@pytest.fixture(params=["exact", *FAST])
def make(
    request: pytest.FixtureRequest, pg_indexes: PgIndexes | None
) -> Callable[[int], VectorIndex]:
    return maker(request.param, pg_indexes)


@pytest.fixture(params=FAST)
def make_fast(
    request: pytest.FixtureRequest, pg_indexes: PgIndexes | None
) -> Callable[[int], VectorIndex]:
    return maker(request.param, pg_indexes)


def test_scores_are_inner_products_best_first(make):
    index = make(3)
    index.add(["x", "y", "z"], AXES)

    (found,) = index.search(np.array([[0.1, -0.5, 0.8]], dtype=np.float32), k=3)

    assert ids(found) == ["z", "x", "y"]
    assert_allclose([hit.score for hit in found], [0.8, 0.1, -0.5], atol=1e-7)


def test_each_query_has_its_own_list(make):
    index = make(3)
    index.add(["x", "y", "z"], AXES)

    found = index.search(AXES, k=1)

    assert [ids(hits) for hits in found] == [["x"], ["y"], ["z"]]


def test_equal_rows_come_in_order_of_their_ids(make):
    index = make(16)
    names = [f"{at:02}" for at in range(40)]
    shuffled = np.random.default_rng(3).permutation(names).tolist()
    index.add(shuffled, np.repeat(unit(4, 1, 16), 40, axis=0))

    for k in (1, 7, 40):
        assert ids(index.search(unit(5, 1, 16), k=k)[0]) == names[:k]


def test_only_allowed_rows_are_found_though_others_are_nearer(make):
    index = filled(make)
    (query,) = index.search(unit(9, 1, 16), k=50)
    farthest = ids(query)[-3:]

    (found,) = index.search(unit(9, 1, 16), k=2, allowed=[*farthest, "not there"])

    assert ids(found) == farthest[:2]
    assert_allclose([hit.score for hit in found], [hit.score for hit in query[-3:-1]], atol=1e-9)


@pytest.mark.parametrize("allowed", [[], ["not there"], set(), ()])
def test_nothing_allowed_gives_empty_lists(make, allowed: Collection[str]):
    assert filled(make).search(unit(9, 2, 16), k=5, allowed=allowed) == [[], []]


def test_more_than_there_is_gives_all(make):
    assert len(filled(make, rows=4).search(unit(9, 1, 16), k=100)[0]) == 4


def test_an_empty_index_gives_empty_lists(make):
    assert make(16).search(unit(9, 2, 16), k=5) == [[], []]
    assert make(16).ids == ()


def test_no_queries_give_no_lists(make):
    assert filled(make).search(np.empty((0, 16), dtype=np.float32), k=5) == []


def test_ids_are_sorted_and_the_dimension_is_kept(make):
    index = make(3)
    index.add(["b", "c", "a"], AXES)

    assert index.ids == ("a", "b", "c")
    assert index.dimension == 3


def test_removed_rows_are_not_found_and_the_others_stay(make):
    index = filled(make)
    before = index.search(unit(9, 1, 16), k=50)[0]
    gone = {hit.id for hit in before[::3]}

    index.remove(gone)

    assert index.search(unit(9, 1, 16), k=50)[0] == [hit for hit in before if hit.id not in gone]
    assert set(index.ids).isdisjoint(gone)


def test_updated_rows_have_the_new_vector(make):
    index = make(3)
    index.add(["x", "y", "z"], AXES)

    index.update(["z", "x"], AXES[[0, 2]])

    assert [ids(hits) for hits in index.search(AXES, k=1)] == [["z"], ["y"], ["x"]]


def test_the_index_keeps_its_own_copy(make):
    index, rows = make(3), AXES.copy()
    index.add(["x", "y", "z"], rows)

    rows[:] = 0

    assert index.search(AXES[:1], k=1)[0][0].score == 1.0


@pytest.mark.parametrize(
    ("names", "vectors"),
    [
        (["a", "row 001"], np.zeros((2, 16))),
        (["a", "a"], np.zeros((2, 16))),
        (["a"], np.zeros((2, 16))),
        (["a"], np.zeros((1, 15))),
        (["a"], np.zeros(16)),
        (["a"], np.full((1, 16), np.nan)),
    ],
)
def test_rows_that_do_not_fit_are_refused_and_change_nothing(make, names, vectors):
    index = filled(make)
    before = index.search(unit(9, 1, 16), k=50)

    with pytest.raises(ValueError, match=r".+"):
        index.add(names, vectors.astype(np.float32))

    assert index.search(unit(9, 1, 16), k=50) == before


def test_unknown_rows_cannot_be_updated_or_removed_and_change_nothing(make):
    index = filled(make)
    before = index.search(unit(9, 1, 16), k=50)

    with pytest.raises(KeyError, match="absent"):
        index.update(["row 001", "absent"], np.zeros((2, 16), dtype=np.float32))
    with pytest.raises(KeyError, match="absent"):
        index.remove(["row 001", "absent"])

    assert index.search(unit(9, 1, 16), k=50) == before


def test_bad_questions_are_refused(make):
    index = filled(make)

    with pytest.raises(ValueError, match="at least 1"):
        index.search(unit(9, 1, 16), k=0)
    with pytest.raises(ValueError, match=r"expected \(n, 16\)"):
        index.search(unit(9, 1, 15), k=1)
    with pytest.raises(ValueError, match="dimension"):
        make(0)


@pytest.mark.parametrize("kind", ["faiss", "pgvector"])
@pytest.mark.parametrize("dimension", [384, 1024])
def test_all_give_the_same_ids_and_scores_on_many_rows(dimension: int, kind: str, pg_indexes):
    rows, queries = unit(11, 3000, dimension), unit(12, 40, dimension)
    names = [f"r{at}" for at in range(3000)]
    rows[1000:1400] = rows[:400]
    exact, kept, fast = (
        ExactIndex(dimension),
        ExactIndex(dimension),
        maker(kind, pg_indexes)(dimension),
    )
    exact.add(names, rows)
    kept.add(names, halved(rows) if fast.precision else rows)
    fast.add(names, rows)

    for allowed in (None, names[::7], names[::100]):
        other = fast.search(queries, 25, allowed)
        one = kept.search(queries, 25, allowed)
        assert [ids(hits) for hits in one] == [ids(hits) for hits in other]
        assert_allclose(scores(other), scores(one), atol=1e-9)
        # What is kept may be less precise than what was put in: place by place it is as good.
        assert_allclose(
            scores(other), scores(exact.search(queries, 25, allowed)), atol=fast.precision + 1e-9
        )


def scores(found: list[list[Hit]]) -> list[list[float]]:
    return [[hit.score for hit in hits] for hits in found]


NAMES = st.sampled_from([f"n{at}" for at in range(12)])
# Few values, so that ties are common.
VECTORS = st.lists(st.sampled_from([-1.0, 0.0, 0.5, 1.0]), min_size=4, max_size=4)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "update", "remove"]),
        st.dictionaries(NAMES, VECTORS, min_size=1, max_size=5),
    ),
    max_size=12,
)


@often(
    150,
    # The fixture makes a new index for each example.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=STEPS,
    query=VECTORS,
    k=st.integers(1, 15),
    allowed=st.none() | st.sets(NAMES),
)
def test_all_agree_after_any_history(make_fast, steps, query, k, allowed):
    exact, fast = ExactIndex(4), make_fast(4)
    for action, rows in steps:
        outcomes = []
        for index in (exact, fast):
            try:
                if action == "remove":
                    index.remove(rows.keys())
                else:
                    vectors = np.array(list(rows.values()), dtype=np.float32)
                    getattr(index, action)(list(rows), vectors)
                outcomes.append("done")
            except (KeyError, ValueError) as error:
                outcomes.append(repr(error))
        assert outcomes[0] == outcomes[1]

    asked = np.array([query], dtype=np.float32)
    assert fast.ids == exact.ids
    assert fast.search(asked, k, allowed) == exact.search(asked, k, allowed)
