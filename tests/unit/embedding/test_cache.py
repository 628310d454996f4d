from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from numpy.testing import assert_array_equal

from matcher.embedding.cache import CachedEncoder
from matcher.embedding.hashing import HashingEncoder
from matcher.embedding.vector_store import VectorStore
from matcher.errors import SettingsError
from matcher.ports import TextKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np

KIND = TextKind.EXPERIENCE


class CountingEncoder(HashingEncoder):
    """Remembers what it was asked."""

    def __init__(self, name: str = "counting") -> None:
        self.asked: list[str] = []
        self._name = name

    @property
    def id(self) -> str:
        return self._name

    def encode(self, texts: Sequence[str], kind: TextKind) -> np.ndarray:
        self.asked.extend(texts)
        return super().encode(texts, kind)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "embeddings.db"


def cached(encoder: CountingEncoder, path: Path, limit: int = 100) -> CachedEncoder:
    return CachedEncoder(encoder, VectorStore(path, limit))


def test_a_text_is_embedded_once_across_instances(path: Path):
    first, second = CountingEncoder(), CountingEncoder()
    before = cached(first, path).encode(["wash", "bake", "wash"], KIND)

    after = cached(second, path).encode(["bake", "lay", "wash"], KIND)

    assert first.asked == ["wash", "bake"]
    assert second.asked == ["lay"]
    assert_array_equal(after, HashingEncoder().encode(["bake", "lay", "wash"], KIND))
    assert_array_equal(before[0], before[2])


def test_an_empty_text_is_zero_and_asks_nobody(path: Path):
    encoder = CountingEncoder()

    vectors = cached(encoder, path).encode(["", " ", "bake"], KIND)

    assert encoder.asked == ["bake"]
    assert not vectors[:2].any()
    assert vectors[2].any()


def test_kinds_and_encoders_do_not_mix(path: Path):
    one, other = CountingEncoder("one"), CountingEncoder("other")
    cached(one, path).encode(["wash"], KIND)

    cached(one, path).encode(["wash"], TextKind.WORK)
    cached(other, path).encode(["wash"], KIND)

    assert one.asked == ["wash", "wash"]
    assert other.asked == ["wash"]


def test_those_unused_for_longest_go_first(path: Path):
    encoder = CountingEncoder()
    cache = cached(encoder, path, limit=3)
    for text in ("a", "b", "c"):
        cache.encode([text], KIND)
    cache.encode(["a"], KIND)
    cache.encode(["d"], KIND)
    encoder.asked.clear()

    cache.encode(["a", "c", "d"], KIND)
    cache.encode(["b"], KIND)

    assert encoder.asked == ["b"]
    assert len(VectorStore(path, 3)) == 3


@pytest.mark.parametrize("limit", [0, 2])
def test_a_batch_beyond_the_limit_is_still_answered(path: Path, limit: int):
    texts = [f"text {number}" for number in range(1300)]

    vectors = cached(CountingEncoder(), path, limit).encode(texts, KIND)

    assert_array_equal(vectors, HashingEncoder().encode(texts, KIND))
    assert len(VectorStore(path, limit)) == limit


def test_forgotten_texts_are_gone_for_every_encoder_and_kind(path: Path):
    one, other = CountingEncoder("one"), CountingEncoder("other")
    cached(one, path).encode(["wash", "bake"], KIND)
    cached(other, path).encode(["wash"], TextKind.WORK)

    cached(one, path).forget(["wash", "never seen"])

    assert len(VectorStore(path, 100)) == 1
    one.asked.clear()
    cached(one, path).encode(["bake"], KIND)
    assert one.asked == []


def test_no_text_is_stored(path: Path):
    cached(CountingEncoder(), path).encode(["a very private sentence"], KIND)

    data = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"private" not in data


def test_a_damaged_file_is_set_aside_and_made_anew(path: Path):
    cached(CountingEncoder(), path).encode(["wash"], KIND)
    path.write_bytes(b"no database at all" * 100)
    encoder = CountingEncoder()

    vectors = cached(encoder, path).encode(["wash"], KIND)

    assert encoder.asked == ["wash"]
    assert_array_equal(vectors, HashingEncoder().encode(["wash"], KIND))
    assert path.with_name("embeddings.db.damaged").read_bytes().startswith(b"no database")
    assert len(VectorStore(path, 100)) == 1


def test_a_database_of_another_kind_is_set_aside(path: Path):
    path.parent.mkdir()
    link = sqlite3.connect(path)
    link.execute("CREATE TABLE people (name TEXT)")
    link.close()

    cached(CountingEncoder(), path).encode(["wash"], KIND)

    assert len(VectorStore(path, 100)) == 1
    aside = sqlite3.connect(path.with_name("embeddings.db.damaged"))
    assert aside.execute("SELECT count(*) FROM people").fetchone() == (0,)
    aside.close()


def test_a_damaged_vector_is_embedded_again(path: Path):
    cached(CountingEncoder(), path).encode(["wash", "bake"], KIND)
    link = sqlite3.connect(path)
    link.execute("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid = 1")
    link.commit()
    link.close()
    encoder = CountingEncoder()

    vectors = cached(encoder, path).encode(["wash", "bake"], KIND)

    assert encoder.asked == ["wash"]
    assert_array_equal(vectors, HashingEncoder().encode(["wash", "bake"], KIND))


def test_a_busy_file_costs_time_and_no_error(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("matcher.embedding.vector_store.WAIT_SECONDS", 0.05)
    cache = cached(CountingEncoder(), path)
    cache.encode(["wash"], KIND)
    link = sqlite3.connect(path, isolation_level=None)
    link.execute("BEGIN IMMEDIATE")

    vectors = cache.encode(["bake"], KIND)

    assert_array_equal(vectors, HashingEncoder().encode(["bake"], KIND))
    with pytest.raises(SettingsError, match="busy"):
        cache.forget(["wash"])
    link.close()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    folder = tmp_path / "embeddings.db"
    folder.mkdir()

    with pytest.raises(SettingsError, match="STEGVIS_CACHE_TEXTS=0"):
        cached(CountingEncoder(), folder).encode(["wash"], KIND)


def test_many_writers_at_once_lose_nothing(path: Path):
    def work(number: int) -> np.ndarray:
        texts = [f"text {number * 5 + at}" for at in range(10)]
        return cached(CountingEncoder(), path).encode(texts, KIND)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(16)))

    assert len(VectorStore(path, 100)) == 85
