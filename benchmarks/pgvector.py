"""The index on a PostgreSQL server: what the graph finds, and how long it takes.

``python benchmarks/pgvector.py --rows 100000 --json``. A server is started for it. Vectors lie
about as those of texts do: on few directions (``--directions``) and a little beside them. Each time
is also given as a part of the time that comparing all rows takes in the same run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from pg_server import pg_server
from sqlalchemy.engine import make_url

from matcher.domain.ids import OrganisationId
from matcher.indexing.exact import ExactIndex
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.pgvector_index import PgVectorIndex, halved
from matcher.indexing.pgvector_rows import Space
from matcher.indexing.pgvector_tables import VectorTable, make_graph, make_table, require_extension
from matcher.persistence.connections import Connections
from matcher.persistence.database import open_engine
from matcher.persistence.postgresql import prepare_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from matcher.ports import VectorIndex, Vectors

SEED = 20261126
DIMENSION = 384
MORE = 1_000
BESIDE = 0.3
"""How far a vector lies beside the directions, against its length along them."""

Found = list[list[str]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--directions", type=int, default=48)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    with pg_server() as server:
        found = measure(server.url, arguments.rows, arguments.queries, arguments.directions)
    if arguments.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, value in found.items():
        print(f"{name}: {value}")


def measure(uri: str, rows: int, queries: int, directions: int) -> dict[str, Any]:
    """Fill an index and ask it."""
    rng = np.random.default_rng(SEED)
    basis = rng.normal(size=(directions, DIMENSION))
    vectors, asked = _made(rng, basis, rows), _made(rng, basis, queries)
    names = [f"r{number:07}" for number in range(rows)]
    connections, space = _opened(uri)
    empty = PgVectorIndex(connections, space)
    filled = _timed(lambda: empty.add(names, vectors))
    made = _timed(lambda: _make_graph(connections, space))
    more = _made(rng, basis, MORE)
    index = PgVectorIndex(connections, space)
    added = _timed(lambda: index.add([f"x{number}" for number in range(MORE)], more))
    index.remove([f"x{number}" for number in range(MORE)])
    every = PgVectorIndex(connections, space, exact_up_to=rows)
    oracle, flat = ExactIndex(DIMENSION), FaissIndex(DIMENSION)
    oracle.add(names, halved(vectors))
    flat.add(names, vectors)
    one_percent = sorted(rng.choice(names, rows // 100, replace=False).tolist())
    most = sorted(rng.choice(names, 7 * rows // 10, replace=False).tolist())
    found: dict[str, Any] = {
        "rows": rows,
        "dimension": DIMENSION,
        "directions": directions,
        "queries": queries,
        "seed": SEED,
        "rows_per_s_without_graph": round(rows / filled),
        "graph_made_s": round(made, 1),
        "rows_per_s_with_graph": round(MORE / added),
    }
    for k in (10, 200):
        for label, allowed in (("all", None), ("most", most), ("one_percent", one_percent)):
            found[f"{label}_{k}"] = _compare(
                {"pgvector": index, "every_row": every, "faiss": flat},
                oracle, asked, k, allowed,
            )  # fmt: skip
    return found


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _make_graph(connections: Connections, space: Space) -> None:
    with connections.alone() as connection:
        make_graph(connection, space.table)


def _made(rng: np.random.Generator, basis: Any, rows: int) -> Vectors:  # noqa: ANN401
    along = rng.normal(size=(rows, len(basis))) @ basis
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    beside = rng.normal(size=along.shape)
    beside *= BESIDE / np.linalg.norm(beside, axis=1, keepdims=True)
    made = along + beside
    unit: Vectors = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _opened(uri: str) -> tuple[Connections, Space]:
    url = str(make_url(uri).set(drivername="postgresql").render_as_string(hide_password=False))
    engine = open_engine(url)
    prepare_schema(engine, url)
    connections = Connections(engine, OrganisationId("bench"))
    table = VectorTable("bench", DIMENSION)
    with connections.writing() as connection:
        require_extension(connection)
        make_table(connection, table)
    return connections, Space(table, "bench", "encoder")


def _compare(
    indexes: dict[str, VectorIndex],
    oracle: ExactIndex,
    asked: Vectors,
    k: int,
    allowed: Collection[str] | None,
) -> dict[str, Any]:
    right = [[hit.id for hit in hits] for hits in oracle.search(asked, k, allowed)]
    told: dict[str, Any] = {}
    times: dict[str, float] = {}
    for name, index in indexes.items():
        index.search(asked[:2], k, allowed)
        began = time.perf_counter()
        # One question at a time, as they come.
        found = [[hit.id for hit in index.search(query[None, :], k, allowed)[0]] for query in asked]
        times[name] = (time.perf_counter() - began) / len(asked)
        told[name] = {
            "recall": round(_recall(found, right), 4),
            "too_few": sum(
                len(ours) < len(theirs) for ours, theirs in zip(found, right, strict=True)
            ),
            "ms": round(1_000 * times[name], 1),
        }
    for name, seconds in times.items():
        told[name]["of_comparing_every_row"] = round(seconds / times["every_row"], 3)
    return told


def _recall(found: Found, right: Found) -> float:
    shared = sum(len(set(ours) & set(theirs)) for ours, theirs in zip(found, right, strict=True))
    return shared / sum(map(len, right))


if __name__ == "__main__":
    main()
