from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from matcher.embedding.encoder_manifest import (
    EncoderManifest,
    fingerprint_of,
    read_manifest,
    shaping_files,
    stamp_files,
)
from matcher.errors import ChecksumMismatch, ManifestMismatch

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "model"
    for name in ("config.json", "model.safetensors", "1_Pooling/config.json"):
        (path / name).parent.mkdir(exist_ok=True, parents=True)
        (path / name).write_text(name)
    return path


def test_only_files_that_shape_a_vector_count(folder: Path):
    for name in ("README.md", "stegvis-means-1.safetensors", ".cache/x.json", "onnx/config.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("noise")

    assert set(shaping_files(folder)) == {
        "1_Pooling/config.json",
        "config.json",
        "model.safetensors",
    }


def test_an_untouched_folder_is_fresh_and_verifies(folder: Path):
    manifest = EncoderManifest("f", stamp_files(folder))

    assert manifest.is_fresh(folder)
    manifest.verify(folder, folder)


def test_a_changed_byte_is_refused_even_with_the_old_time(folder: Path):
    manifest = EncoderManifest("f", stamp_files(folder))
    path = folder / "model.safetensors"
    before = path.stat()
    path.write_text("Model.safetensors")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert manifest.is_fresh(folder)
    with pytest.raises(ChecksumMismatch, match=r"model\.safetensors"):
        manifest.verify(folder, folder)


@pytest.mark.parametrize("change", ["add", "remove", "longer"])
def test_a_changed_folder_is_not_fresh(folder: Path, change: str):
    manifest = EncoderManifest("f", stamp_files(folder))
    if change == "add":
        (folder / "more.json").write_text("{}")
    elif change == "remove":
        (folder / "config.json").unlink()
    else:
        (folder / "config.json").write_text("longer than before")

    assert not manifest.is_fresh(folder)


def test_a_missing_file_is_refused(folder: Path):
    manifest = EncoderManifest("f", stamp_files(folder))
    (folder / "config.json").unlink()

    with pytest.raises(ChecksumMismatch, match=r"config\.json"):
        manifest.verify(folder, folder)


def test_the_fingerprint_follows_contents_and_not_times(folder: Path):
    before = fingerprint_of(stamp_files(folder))
    os.utime(folder / "config.json", ns=(1, 1))
    same = fingerprint_of(stamp_files(folder))
    (folder / "config.json").write_text("other")

    assert same == before
    assert fingerprint_of(stamp_files(folder)) != before


def test_a_manifest_is_read_as_written(folder: Path, tmp_path: Path):
    manifest = EncoderManifest("f", stamp_files(folder))
    (tmp_path / "m.json").write_text(manifest.to_json())

    assert read_manifest(tmp_path / "m.json") == manifest


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1, "fingerprint": "f", "files": 3}'])
def test_something_else_is_refused(tmp_path: Path, text: str):
    (tmp_path / "m.json").write_text(text)

    with pytest.raises(ManifestMismatch, match=r"m\.json"):
        read_manifest(tmp_path / "m.json")


def test_another_format_is_refused(tmp_path: Path):
    document = {"format": 2, "fingerprint": "f", "files": {}}
    (tmp_path / "m.json").write_text(json.dumps(document))

    with pytest.raises(ManifestMismatch, match="format 2"):
        read_manifest(tmp_path / "m.json")
