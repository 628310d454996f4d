from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from matcher.errors import ArtifactError, ChecksumMismatch, ManifestMismatch, NotFound
from matcher.indexing import store
from matcher.indexing.faiss_index import FaissIndex
from matcher.indexing.store import load_index, read_manifest, save_index

if TYPE_CHECKING:
    from pathlib import Path

ENCODER = "hashing-256-v1"


def make_index(seed: int = 1, rows: int = 20) -> FaissIndex:
    index = FaissIndex(8)
    rng = np.random.default_rng(seed)
    names = [f"{seed}-å{at}" for at in rng.permutation(rows)]
    index.add(names, rng.normal(size=(rows, 8)).astype(np.float32))
    return index


@pytest.mark.parametrize("rows", [0, 1, 20])
def test_what_is_loaded_is_what_was_saved(tmp_path: Path, rows: int):
    index = make_index(rows=rows)
    save_index(index, tmp_path / "index", ENCODER)

    loaded = load_index(tmp_path / "index", ENCODER, row_ids=index.ids)

    query = np.ones((1, 8), dtype=np.float32)
    assert loaded.ids == index.ids
    assert loaded.search(query, 30) == index.search(query, 30)
    if rows:
        assert_array_equal(loaded.vectors(index.ids), index.vectors(index.ids))


def test_a_loaded_index_can_be_changed_and_saved_again(tmp_path: Path):
    save_index(make_index(), tmp_path, ENCODER)
    loaded = load_index(tmp_path, ENCODER)
    loaded.remove(["1-å3"])
    loaded.add(["new"], np.ones((1, 8), dtype=np.float32))

    save_index(loaded, tmp_path, ENCODER)

    assert load_index(tmp_path, ENCODER).ids == loaded.ids
    assert len(list(tmp_path.glob("vectors-*"))) == 1


def test_the_same_content_gives_the_same_manifest_in_any_order(tmp_path: Path):
    index, turned = make_index(), FaissIndex(8)
    turned.add(index.ids[::-1], index.vectors(index.ids[::-1]))

    assert save_index(index, tmp_path / "a", ENCODER) == save_index(turned, tmp_path / "b", ENCODER)


def test_the_manifest_says_what_is_there(tmp_path: Path):
    written = save_index(make_index(), tmp_path, ENCODER)

    assert read_manifest(tmp_path) == written
    assert (written.encoder, written.dimension, written.rows) == (ENCODER, 8, 20)


def test_no_index_says_how_to_build_one(tmp_path: Path):
    with pytest.raises(NotFound, match="stegvis index build"):
        load_index(tmp_path, ENCODER)


def test_another_encoders_index_is_refused(tmp_path: Path):
    save_index(make_index(), tmp_path, "other@1")

    with pytest.raises(ManifestMismatch, match=r"manifest\.json.*other@1.*stegvis index build"):
        load_index(tmp_path, ENCODER)


def test_other_rows_than_the_database_are_refused(tmp_path: Path):
    index = make_index()
    save_index(index, tmp_path, ENCODER)

    with pytest.raises(ManifestMismatch, match=r"other rows.*stegvis index build"):
        load_index(tmp_path, ENCODER, row_ids=index.ids[1:])


@pytest.mark.parametrize("pattern", ["vectors-*", "rows-*"])
def test_a_missing_or_changed_file_is_named(tmp_path: Path, pattern: str):
    save_index(make_index(), tmp_path, ENCODER)
    (path,) = tmp_path.glob(pattern)
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)

    with pytest.raises(ChecksumMismatch, match=rf"{path.name}.*stegvis index build"):
        load_index(tmp_path, ENCODER)
    path.unlink()
    with pytest.raises(ChecksumMismatch, match=rf"{path.name} is missing"):
        load_index(tmp_path, ENCODER)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(which=st.integers(0, 2), at=st.integers(0, 10_000), bits=st.integers(1, 255))
def test_no_flipped_byte_gives_another_index(tmp_path: Path, which: int, at: int, bits: int):
    index = make_index(rows=5)
    save_index(index, tmp_path, ENCODER)
    path = sorted(file for file in tmp_path.iterdir() if not file.name.startswith("."))[which]
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= bits
    path.write_bytes(data)

    with contextlib.suppress(ArtifactError):
        loaded = load_index(tmp_path, ENCODER)
        assert path.name == "manifest.json"  # white space between its words
        assert loaded.ids == index.ids
        assert_array_equal(loaded.vectors(index.ids), index.vectors(index.ids))


@pytest.mark.parametrize("replaced_before_crash", [0, 1, 2])
def test_a_crash_between_files_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced_before_crash: int
):
    old, new = make_index(1), make_index(2)
    save_index(old, tmp_path, ENCODER)
    done = 0
    write = store.write_whole

    def crash(path: Path, data: bytes) -> None:
        nonlocal done
        if done == replaced_before_crash:
            path.with_name(f".{path.name}-dead").write_bytes(data[: len(data) // 2])
            raise KeyboardInterrupt
        done += 1
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write_whole", crash)
        with pytest.raises(KeyboardInterrupt):
            save_index(new, tmp_path, ENCODER)

    assert load_index(tmp_path, ENCODER).ids == old.ids
    save_index(new, tmp_path, ENCODER)
    assert load_index(tmp_path, ENCODER).ids == new.ids
    assert len([path for path in tmp_path.iterdir() if path.name != ".lock"]) == 3


def test_a_crash_before_the_old_files_go_leaves_the_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old, new = make_index(1), make_index(2)
    save_index(old, tmp_path, ENCODER)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store, "_delete_unnamed", crash)
        with pytest.raises(KeyboardInterrupt):
            save_index(new, tmp_path, ENCODER)

    assert load_index(tmp_path, ENCODER).ids == new.ids


def test_a_reader_between_two_writes_gets_the_newer_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old, new = make_index(1), make_index(2)
    save_index(old, tmp_path, ENCODER)
    stale = read_manifest(tmp_path)
    save_index(new, tmp_path, ENCODER)
    answers = iter([stale])
    fresh = store.read_manifest
    monkeypatch.setattr(store, "read_manifest", lambda folder: next(answers, None) or fresh(folder))

    assert load_index(tmp_path, ENCODER).ids == new.ids


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"rows": "20"},
        {"rows": 19},
        {"dimension": 9},
        {"row_ids_sha256": "0"},
        {"extra": 1},
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path: Path, change: dict[str, object]):
    save_index(make_index(), tmp_path, ENCODER)
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))

    with pytest.raises(ManifestMismatch, match=r"manifest\.json.*stegvis index build"):
        load_index(tmp_path, ENCODER)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"no json", b"\xff\xfe"])
def test_something_else_in_place_of_the_manifest_is_refused(tmp_path: Path, text: bytes):
    save_index(make_index(), tmp_path, ENCODER)
    (tmp_path / "manifest.json").write_bytes(text)

    with pytest.raises(ManifestMismatch, match="stegvis index build"):
        load_index(tmp_path, ENCODER)


def test_a_name_in_the_manifest_cannot_lead_out_of_the_folder(tmp_path: Path):
    save_index(make_index(), tmp_path / "other", ENCODER)
    save_index(make_index(), tmp_path / "index", ENCODER)
    path = tmp_path / "index" / "manifest.json"
    document = json.loads(path.read_text())
    name = document["vectors_file"]
    os.remove(tmp_path / "index" / name)  # noqa: PTH107
    path.write_text(json.dumps(document | {"vectors_file": f"../other/{name}"}))

    with pytest.raises(ChecksumMismatch, match="missing"):
        load_index(tmp_path / "index", ENCODER)
