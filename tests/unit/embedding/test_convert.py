from __future__ import annotations

import json

import pytest
from numpy.testing import assert_allclose
from safetensors.numpy import load_file

from matcher.embedding.convert import MANIFEST_NAME, convert, converted_fingerprint
from matcher.embedding.encoder_manifest import read_manifest
from matcher.errors import ChecksumMismatch


def test_weights_keep_their_numbers_under_the_names_of_transformers(tiny, tiny_file, tmp_path):
    convert(tiny_file, tmp_path / "model", tiny.sha256)

    weights = load_file(tmp_path / "model" / "model.safetensors")
    query = weights["encoder.layer.0.attention.self.query.weight"]
    assert_allclose(query, tiny.tensors["l0.q.w"].reshape(32, 32), rtol=1e-6)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (64, 32)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (32, 64)
    assert_allclose(weights["embeddings.LayerNorm.bias"], tiny.tensors["emb.ln.b"], rtol=1e-6)
    assert len(weights) == len(tiny.tensors)
    assert not [name for name in weights if "pooler" in name]


def test_the_manifest_names_every_file_and_fits(tiny, tiny_file, tmp_path):
    folder = tmp_path / "model"

    manifest = convert(tiny_file, folder, tiny.sha256)

    assert read_manifest(folder / MANIFEST_NAME) == manifest
    assert manifest.fingerprint == converted_fingerprint(tiny.sha256)
    assert {"model.safetensors", "tokenizer.json", "config.json"} <= manifest.files.keys()
    assert manifest.is_fresh(folder)
    manifest.verify(folder, folder)


def test_converting_twice_gives_the_same_bytes(tiny, tiny_file, tmp_path):
    first = convert(tiny_file, tmp_path / "one", tiny.sha256)
    second = convert(tiny_file, tmp_path / "two", tiny.sha256)

    assert {name: stamp.sha256 for name, stamp in first.files.items()} == {
        name: stamp.sha256 for name, stamp in second.files.items()
    }


def test_other_bytes_are_refused_and_nothing_is_written(tiny, tiny_file, tmp_path):
    data = bytearray(tiny.data)
    data[-1] ^= 1
    tiny_file.write_bytes(data)

    with pytest.raises(ChecksumMismatch, match="STEGVIS_ENCODER") as caught:
        convert(tiny_file, tmp_path / "model", tiny.sha256)

    assert str(tiny_file) in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.bin"]


def test_an_interrupted_conversion_leaves_nothing(tiny, tiny_file, tmp_path):
    def stop(line: str) -> None:
        if line == "Unpacking the weights":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(tiny_file, tmp_path / "model", tiny.sha256, stop)

    assert [path.name for path in tmp_path.iterdir()] == ["tiny.bin"]


def test_an_older_folder_is_replaced(tiny, tiny_file, tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "old.json").write_text("{}")

    convert(tiny_file, folder, tiny.sha256)

    assert not (folder / "old.json").exists()
    assert json.loads((folder / "config.json").read_text())["num_hidden_layers"] == 1
