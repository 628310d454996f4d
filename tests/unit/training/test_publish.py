"""A tiny network, published and run again: the same vectors but for rounding."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from transformers import BertConfig, BertModel

from matcher.embedding.compact_model import CARD, LAYER, TABLES, read_card
from matcher.embedding.onnx_engine import OnnxEngine
from matcher.embedding.recipe import EncodingRecipe
from matcher.embedding.source import find_source
from matcher.errors import ChecksumMismatch, ManifestMismatch
from matcher.ports import TextKind
from matcher.settings import Settings
from training.publish import Parts, publish

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz:", "▁wash"]
PROMPT = "q: "
SHARE = 0.4
TEXTS = ["wash dishes", "bake", "lay bricks and more bricks", "a", "drive a bus in the town"]


def tokenizer_document() -> dict:
    special = [{"SpecialToken": {"id": mark, "type_id": 0}} for mark in ("<s>", "</s>")]
    single = [special[0], {"Sequence": {"id": "A", "type_id": 0}}, special[1]]
    return {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": [*single, {"Sequence": {"id": "B", "type_id": 0}}, special[1]],
            "special_tokens": {
                mark: {"id": mark, "ids": [row], "tokens": [mark]}
                for mark, row in (("<s>", 0), ("</s>", 2))
            },
        },
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": 3,
            "vocab": [[piece, -float(row)] for row, piece in enumerate(PIECES)],
        },
    }


@pytest.fixture(scope="module")
def parts() -> Parts:
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=64,
        attn_implementation="eager",
    )
    network = BertModel(config, add_pooling_layer=False).eval()
    rng = np.random.default_rng(5)
    words = network.embeddings.word_embeddings.weight.detach().numpy()
    bags = rng.normal(0, 1, (len(PIECES), 32)).astype(np.float32)
    return Parts(
        "tiny", PROMPT, network, tokenizer_document(), words, bags, SHARE, TEXTS, {"seed": 5}
    )


@pytest.fixture(scope="module")
def folder(parts, tmp_path_factory):
    target = tmp_path_factory.mktemp("models") / "tiny"
    publish(parts, target)
    return target


@pytest.fixture
def engine(folder):
    return OnnxEngine(
        folder, read_card(folder), EncodingRecipe(dict.fromkeys(TextKind, PROMPT), 32)
    )


def test_the_graph_computes_what_the_network_computes(parts, engine):
    found = engine.embed(TEXTS, TextKind.WORK)
    for text, vector in zip(TEXTS, found, strict=True):
        ids = engine._tokenizer.encode(PROMPT + text).ids
        with torch.no_grad():
            rows = torch.from_numpy(engine._words.rows(np.array([ids])))
            states = parts.network(inputs_embeds=rows).last_hidden_state[0].mean(dim=0).numpy()
        likeness = vector[:64] @ states / np.linalg.norm(states)
        assert likeness / np.sqrt(1 - SHARE) > 0.95


def test_the_bag_is_the_mean_of_the_pieces_without_prompt(parts, engine):
    (found,) = engine.embed(["wash"], TextKind.LABEL)
    row = parts.bags[PIECES.index("▁wash")]
    assert found[64:] @ row / np.linalg.norm(row) == pytest.approx(np.sqrt(SHARE), abs=0.01)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_a_likeness_is_the_weighted_mean_of_the_two_parts(engine):
    one, other = engine.embed(["wash dishes", "bake"], TextKind.LABEL)
    network = one[:64] @ other[:64] / (np.linalg.norm(one[:64]) * np.linalg.norm(other[:64]))
    bags = one[64:] @ other[64:] / (np.linalg.norm(one[64:]) * np.linalg.norm(other[64:]))
    assert one @ other == pytest.approx((1 - SHARE) * network + SHARE * bags, abs=1e-5)


def test_many_at_once_equal_one_by_one(engine):
    texts = [f"wash {'a' * length}" for length in range(1, 40)]
    together = engine.embed(texts, TextKind.WORK)
    apart = np.concatenate([engine.embed([text], TextKind.WORK) for text in texts])
    assert_allclose(together, apart, atol=1e-6)


def test_a_text_is_cut_after_the_tokens_allowed(engine):
    long, longer = engine.embed(["a" * 60, "a" * 40 + "b" * 20], TextKind.WORK)
    assert_allclose(long, longer, atol=1e-6)


def test_the_settings_name_a_compact_folder(folder, tmp_path):
    source = find_source(Settings(home=tmp_path, encoder=str(folder)))
    assert source.name == "tiny"
    assert source.compact is not None
    assert source.state.is_relative_to(tmp_path)
    source.manifest.verify(source.folder, source.state)


@pytest.mark.parametrize("name", [LAYER.format(2), TABLES])
def test_a_changed_file_is_refused(parts, tmp_path, name):
    publish(parts, tmp_path / "m")
    source = find_source(Settings(home=tmp_path, encoder=str(tmp_path / "m")))
    path = tmp_path / "m" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(ChecksumMismatch, match=name):
        source.manifest.verify(source.folder, source.state)


def test_another_share_makes_another_encoder(folder, tmp_path):
    before = read_card(folder).manifest.fingerprint
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["bag_share"] = 0.5
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert read_card(tmp_path).manifest.fingerprint != before


@pytest.mark.parametrize("text", ["", "{}", '{"format": 3, "files": {}}', "[]"])
def test_a_card_that_cannot_be_understood_is_refused(tmp_path, text):
    (tmp_path / CARD).write_text(text, encoding="utf-8")
    with pytest.raises(ManifestMismatch, match=CARD.replace(".", r"\.")):
        read_card(tmp_path)


def test_publishing_again_keeps_the_pages_and_replaces_the_rest(parts, tmp_path):
    target = tmp_path / "m"
    target.mkdir()
    (target / "README.md").write_text("card", encoding="utf-8")
    (target / "old.bin").write_text("old", encoding="utf-8")
    publish(parts, target)
    assert sorted(path.name for path in target.iterdir()) == sorted(
        ["README.md", CARD, LAYER.format(1), LAYER.format(2), TABLES, "tokenizer.json"]
    )
