from __future__ import annotations

import socket

import numpy as np
import pytest
from numpy.testing import assert_allclose

from matcher.embedding.recipe import EncodingRecipe
from matcher.embedding.reference import ReferenceTexts
from matcher.embedding.sentence_encoder import SentenceEncoder
from matcher.embedding.source import EncoderSource
from matcher.errors import ChecksumMismatch
from matcher.ports import TextKind

TEXTS = ["I wash dishes", "lay bricks and more bricks", "", "bake"]


def test_rows_are_of_length_one_and_an_empty_text_is_zero(tiny_encoder):
    vectors = tiny_encoder().encode([*TEXTS, " \n"], TextKind.EXPERIENCE)

    assert vectors.shape == (5, 32)
    assert vectors.dtype == np.float32
    assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 0, 1, 0], atol=1e-6)


def test_no_texts_give_no_rows(tiny_encoder):
    assert tiny_encoder().encode([], TextKind.WORK).shape == (0, 32)


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        (TextKind.EXPERIENCE, ["wash dishes", "lay bricks", "bake bread"]),
        (TextKind.WORK, ["dishwasher", "bricklayer"]),
    ],
)
def test_each_kind_loses_the_mean_of_its_own_texts(tiny_encoder, kind, own):
    encoder = tiny_encoder()
    mean = encoder.encode_uncentred(own, kind).mean(axis=0)
    raw = encoder.encode_uncentred(["bake"], kind)

    (found,) = encoder.encode(["bake"], kind)

    moved = raw[0] - mean
    assert_allclose(found, moved / np.linalg.norm(moved), atol=1e-6)


def test_labels_are_not_centred(tiny_encoder):
    encoder = tiny_encoder()

    labels = encoder.encode(TEXTS, TextKind.LABEL)

    assert_allclose(labels, encoder.encode_uncentred(TEXTS, TextKind.LABEL), atol=1e-7)


def test_many_at_once_equal_one_by_one(tiny_encoder):
    encoder = tiny_encoder()
    texts = [f"wash {'a' * length}" for length in range(1, 60)]

    together = encoder.encode(texts, TextKind.WORK)
    apart = np.concatenate([encoder.encode([text], TextKind.WORK) for text in texts])

    assert_allclose(together, apart, atol=1e-5)


def test_a_text_is_cut_after_the_tokens_allowed(tiny_encoder):
    encoder = tiny_encoder(max_tokens=16)

    long, longer = encoder.encode(["a" * 40, "a" * 20 + "b" * 20], TextKind.LABEL)

    assert_allclose(long, longer, atol=1e-6)
    uncut = tiny_encoder(max_tokens=32).encode(["a" * 20 + "b" * 20], TextKind.LABEL)[0]
    assert np.abs(uncut - long).max() > 1e-3


def test_a_broken_letter_does_not_stop_the_batch(tiny_encoder):
    vectors = tiny_encoder().encode(["ba\ud800ke", "bake"], TextKind.LABEL)

    assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_the_id_follows_all_that_shapes_a_vector(tiny_encoder):
    ids = [
        tiny_encoder().id,
        tiny_encoder(prompts=dict.fromkeys(TextKind, "")).id,
        tiny_encoder(max_tokens=31).id,
        tiny_encoder(reference=ReferenceTexts({TextKind.WORK: ("other",)})).id,
    ]

    assert len(set(ids)) == 4
    assert all(name.startswith("tiny@") for name in ids)
    assert tiny_encoder().id == ids[0]


def test_means_are_kept_and_a_damaged_file_is_made_anew(tiny_encoder, tmp_path):
    before = tiny_encoder().encode(["bake"], TextKind.WORK)
    (path,) = tmp_path.glob("stegvis-means-*.safetensors")
    data = bytearray(path.read_bytes())
    data[-1] ^= 0xFF
    path.write_bytes(data)

    after = tiny_encoder().encode(["bake"], TextKind.WORK)

    assert_allclose(after, before, atol=1e-6)
    assert path.read_bytes() != bytes(data)


def test_changed_weights_are_refused(tiny_encoder, tiny_source, tmp_path):
    folder = tmp_path / "copy"
    for name in tiny_source.manifest.files:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes((tiny_source.folder / name).read_bytes())
    (folder / "config.json").write_text("{}")
    source = EncoderSource("tiny", folder, tmp_path, tiny_source.manifest)
    recipe = EncodingRecipe(dict.fromkeys(TextKind, ""), 32)
    encoder = SentenceEncoder(source, recipe, ReferenceTexts({TextKind.WORK: ("a",)}))

    with pytest.raises(ChecksumMismatch, match=r"config\.json"):
        encoder.encode(["bake"], TextKind.WORK)


def test_nothing_goes_out(tiny_encoder, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert tiny_encoder().encode(["bake"], TextKind.WORK).shape == (1, 32)
