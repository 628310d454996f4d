"""What the index on a server does beyond what every index promises."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from often import often
from sqlalchemy import event, text

from matcher.indexing import pgvector_index, pgvector_rows
from matcher.indexing.exact import ExactIndex
from matcher.indexing.pgvector_index import HALF_PRECISION, halved
from matcher.indexing.pgvector_rows import Space, VectorRows

if TYPE_CHECKING:
    from pgvectors import PgIndexes

    from matcher.indexing.pgvector_index import PgVectorIndex


@pytest.fixture
def on_server(pg_indexes) -> PgIndexes:
    if pg_indexes is None:
        pytest.skip("is on a server: pytest --database postgresql")
    return pg_indexes


def unit(seed: int, rows: int, dimension: int = 16) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def names(rows: int, first: int = 0) -> list[str]:
    return [f"r{number:05}" for number in range(first, first + rows)]


def oracle(index: PgVectorIndex, ids: list[str], vectors: np.ndarray) -> ExactIndex:
    exact = ExactIndex(index.dimension)
    exact.add(ids, halved(vectors))
    return exact


def statements(index: PgIndexes, action) -> list[str]:
    """Return what a search says to the server."""
    said: list[str] = []
    with index.connections.reading() as connection:
        engine = connection.engine

    def note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return said


def compared(said: list[str]) -> bool:
    return any("embedding::vector" in one for one in said)


def walked(said: list[str]) -> bool:
    return any("embedding <#>" in one for one in said)


def test_few_rows_are_all_compared_and_many_are_found_by_the_graph(on_server):
    made = on_server.make_graph(16)
    made.add(names(400), unit(1, 400))
    index = on_server.open(made._space, exact_up_to=300)
    query = unit(2, 1)

    many = statements(on_server, lambda: index.search(query, 5))
    few = statements(on_server, lambda: index.search(query, 5, allowed=names(300)))

    assert walked(many)
    assert not compared(many)
    assert compared(few)
    assert not walked(few)


def test_without_a_graph_all_rows_are_compared_however_many(on_server):
    index = on_server.make(16, exact_up_to=0)
    index.add(names(400), unit(1, 400))
    query = unit(2, 1)

    said = statements(on_server, lambda: index.search(query, 5))

    assert compared(said)
    assert not walked(said)


def test_the_graph_is_what_the_server_uses(on_server):
    index = on_server.make_graph(16)
    index.add(names(400), unit(1, 400))
    graph = f"{index._space.table.name}_near"
    scans = text("SELECT pg_stat_get_xact_numscans(CAST(:graph AS regclass))")

    with on_server.connections.reading() as connection:
        rows = VectorRows(connection, index._space)
        rows.compare_all(unit(2, 1)[0], 5, None)
        before = connection.scalar(scans, {"graph": graph})
        rows.walk_graph(unit(2, 1)[0], 5)
        after = connection.scalar(scans, {"graph": graph})
        scan = connection.exec_driver_sql("SHOW hnsw.iterative_scan").scalar()

    assert (before, after) == (0, 1)
    assert scan == "strict_order"


@pytest.mark.parametrize("exact_up_to", [0, 10, 20_000])
@pytest.mark.parametrize("k", [1, 20, 60])
def test_a_filter_that_leaves_one_per_cent_leaves_no_row_out(on_server, exact_up_to, k):
    ids, vectors = names(3000), unit(3, 3000)
    made = on_server.make_graph(16)
    made.add(ids, vectors)
    index = on_server.open(made._space, exact_up_to)
    exact = oracle(index, ids, vectors)
    allowed = np.random.default_rng(4).choice(ids, 30, replace=False).tolist()

    queries = unit(5, 10)
    found = index.search(queries, k, allowed)

    assert [len(hits) for hits in found] == [min(k, 30)] * 10
    assert found == exact.search(queries, k, allowed)


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 1.0])
def test_of_any_part_of_the_rows_there_are_as_many_as_were_asked_for(on_server, part):
    ids, vectors = names(2000), unit(3, 2000)
    index = on_server.make_graph(16)
    index.add(ids, vectors)
    allowed = np.random.default_rng(4).choice(ids, int(2000 * part), replace=False).tolist()

    for k in (1, 40, 400, 2000):
        found = index.search(unit(5, 3), k, allowed)
        assert [len(hits) for hits in found] == [min(k, len(allowed))] * 3
        assert {hit.id for hits in found for hit in hits} <= set(allowed)


def test_when_the_graph_gives_up_too_early_all_rows_are_compared(on_server):
    ids, vectors = names(2000), unit(6, 2000)
    index = on_server.make_graph(16)
    index.add(ids, vectors)
    query = unit(7, 1)
    [all_of_them] = oracle(index, ids, vectors).search(query, 2000)
    farthest = [hit.id for hit in all_of_them[-1200:]]

    def search():
        with on_server.connections.reading() as connection:
            engine = connection.engine
        event.listen(engine, "begin", give_up)
        try:
            return index.search(query, 30, farthest)
        finally:
            event.remove(engine, "begin", give_up)

    def give_up(connection):
        connection.exec_driver_sql("SET LOCAL hnsw.max_scan_tuples = 1")

    found: list = []
    said = statements(on_server, lambda: found.extend(search()))

    assert walked(said)
    assert compared(said)
    assert found[0] == all_of_them[-1200:-1170]


def test_rows_that_are_as_near_as_the_last_place_come_by_their_ids(on_server):
    index = on_server.make_graph(16)
    shuffled = np.random.default_rng(8).permutation(names(200)).tolist()
    index.add(shuffled, np.repeat(unit(9, 1), 200, axis=0))

    [found] = index.search(unit(10, 1), 7)

    assert [hit.id for hit in found] == names(7)


COMMON = often(40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@COMMON
@given(
    seed=st.integers(0, 2**16),
    rows=st.integers(1, 120),
    k=st.integers(1, 130),
    copies=st.integers(1, 30),
    kept=st.floats(0, 1),
)
def test_it_agrees_with_the_exact_one_on_random_vectors_with_ties(
    on_server, seed, rows, k, copies, kept
):
    rng = np.random.default_rng(seed)
    ids, vectors = names(rows), unit(seed, rows)
    vectors = vectors[rng.integers(0, max(1, rows // copies), size=rows)]
    index = on_server.make(16)
    index.add(ids, vectors)
    exact, whole = oracle(index, ids, vectors), ExactIndex(16)
    whole.add(ids, vectors)
    out = [one for one in ids if rng.random() < kept / 2]
    for one in (index, exact, whole):
        one.remove(out)
    allowed = [one for one in ids if rng.random() < kept]
    query = unit(seed + 1, 3)

    for among in (None, allowed):
        found, right = index.search(query, k, among), exact.search(query, k, among)
        assert found == right
        for ours, theirs in zip(found, whole.search(query, k, among), strict=True):
            np.testing.assert_allclose(
                [hit.score for hit in ours], [hit.score for hit in theirs], atol=HALF_PRECISION
            )


def test_a_number_that_half_precision_cannot_keep_is_refused_and_changes_nothing(on_server):
    index = on_server.make(3)
    index.add(["a"], np.eye(3, dtype=np.float32)[:1])

    with pytest.raises(ValueError, match="half precision"):
        index.add(["b"], np.full((1, 3), 70_000, dtype=np.float32))
    with pytest.raises(ValueError, match="half precision"):
        index.update(["a"], np.full((1, 3), 70_000, dtype=np.float32))

    assert on_server.open(index._space).ids == ("a",)


def test_it_is_there_when_it_is_opened_again_and_other_encoders_see_nothing(on_server):
    index = on_server.make(16)
    index.add(names(10), unit(1, 10))
    query = unit(2, 1)
    space = index._space

    assert on_server.open(space).ids == index.ids
    assert on_server.open(space).search(query, 3) == index.search(query, 3)
    for other in (Space(space.table, "ours", "another"), Space(space.table, "theirs", "encoder")):
        foreign = on_server.open(other)
        assert foreign.ids == ()
        assert foreign.search(query, 3) == [[]]
        foreign.add(["r00001"], query)
        assert foreign.search(query, 3)[0][0].id == "r00001"
    assert on_server.open(space).search(query, 3) == index.search(query, 3)


def test_rows_that_others_put_in_meanwhile_are_not_found(on_server):
    index = on_server.make(16)
    query = unit(2, 1)
    index.add(names(5), unit(1, 5))
    before = index.search(query, 5)

    on_server.open(index._space).add(names(500, first=100), np.repeat(query, 500, axis=0))

    assert index.search(query, 5) == before
    assert [hit.id for hit in on_server.open(index._space).search(query, 1)[0]] == ["r00100"]


def test_rows_that_others_took_out_meanwhile_are_not_found_and_their_places_are_filled(on_server):
    index = on_server.make(16)
    query = unit(2, 1)
    index.add(names(50), unit(1, 50))
    [before] = index.search(query, 10)
    gone = [hit.id for hit in before[:4]]

    on_server.open(index._space).remove(gone)

    [found] = index.search(query, 6)
    assert found == before[4:]
    index.remove(gone)  # as nobody told it
    assert not set(gone) & set(index.ids)


def test_two_who_add_the_same_rows_at_once_both_succeed(on_server):
    first = on_server.make(16)
    second = on_server.open(first._space)
    vectors = unit(1, 30)

    first.add(names(30), vectors)
    second.add(names(30), vectors)

    assert second.ids == first.ids
    assert second.search(vectors[:3], 5) == first.search(vectors[:3], 5)


def test_a_searcher_sees_each_change_wholly_while_somebody_writes(on_server):
    """Ten rows go and come together; who opens the index sees all of them or none."""
    space = on_server.make(16)._space
    vectors, ended = unit(1, 10), threading.Event()

    def write():
        try:
            index = on_server.open(space)
            for _ in range(60):
                index.add(names(10), vectors)
                index.remove(names(10))
            index.add(names(10), vectors)
        finally:
            ended.set()

    def search():
        seen, last = set(), False
        while not last:
            last = ended.is_set()
            index = on_server.open(space)
            [found] = index.search(vectors[:1], 20)
            assert {hit.id for hit in found} <= set(index.ids)
            seen |= {len(index.ids), len(found)}
        return seen

    with ThreadPoolExecutor() as pool:
        writer, *searchers = (pool.submit(one) for one in (write, search, search))
        writer.result()
        assert [one.result() for one in searchers] == [{0, 10}, {0, 10}]


def test_what_is_sent_in_parts_arrives_whole(on_server, monkeypatch):
    monkeypatch.setattr(pgvector_rows, "AT_ONCE", 7)
    monkeypatch.setattr(pgvector_index, "AT_ONCE", 7)
    ids, vectors = names(30), unit(1, 30)
    index = on_server.make(16)

    index.add(ids, vectors)
    index.update(ids[3:25], vectors[:22])

    vectors = np.concatenate([vectors[:3], vectors[:22], vectors[25:]])
    query = unit(2, 1)
    assert index.search(query, 30) == oracle(index, ids, vectors).search(query, 30)
