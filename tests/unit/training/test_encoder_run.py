from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from esco_folder import make_esco
from safetensors.torch import load_file
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from training.encoder import gather
from training.encoder_run import PROMPT, RunPlan, freeze, open_network, tune
from training.pairs import TITLES_AND_SKILLS, draw_batches

PLAN = RunPlan(
    TITLES_AND_SKILLS, steps=4, batch=16, frozen_layers=1, longest=12, save_every=2, seed=3
)
WIDTH = 16
PADDING, UNKNOWN = "[PAD]", "[UNK]"


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("esco")
    make_esco(folder, occupations=80, skills=80)
    return gather(folder)


@pytest.fixture(scope="module")
def network(tmp_path_factory, material):
    """A network of two layers without a pooler, as the packaged encoder is converted to."""
    folder = tmp_path_factory.mktemp("network")
    batches = draw_batches(material, TITLES_AND_SKILLS, 8, 16, random.Random(1))  # noqa: S311
    texts = [text for batch in batches for pair in batch for text in pair]
    words = sorted({word for text in [PROMPT, *texts] for word in text.replace(":", " : ").split()})
    known = {word: at for at, word in enumerate([PADDING, UNKNOWN, *words])}
    tokenizer = Tokenizer(models.WordLevel(known, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=PADDING, unk_token=UNKNOWN, model_max_length=32
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(known),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    modules = {"": "Transformer", "1_Pooling": "Pooling"}
    described = [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{name}"}
        for at, (path, name) in enumerate(modules.items())
    ]
    (folder / "modules.json").write_text(json.dumps(described))
    (folder / "sentence_bert_config.json").write_text(
        json.dumps({"max_seq_length": 32, "model_args": {"add_pooling_layer": False}})
    )
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": WIDTH, "pooling_mode_mean_tokens": True})
    )
    return folder


def nothing(_model):
    return {}


def tuned(network, material, folder, plan=PLAN):
    model = open_network(network)
    tune(model, material, plan, folder, nothing)
    return {name: tensor.clone() for name, tensor in model[0].auto_model.state_dict().items()}


def test_a_run_that_was_stopped_ends_as_one_that_was_not(network, material, tmp_path):
    whole = tuned(network, material, tmp_path / "whole")
    tuned(network, material, tmp_path / "parts", replace(PLAN, stop_after=2))
    parts = tuned(network, material, tmp_path / "parts")

    assert whole.keys() == parts.keys()
    for name, tensor in whole.items():
        assert (tensor - parts[name]).abs().max() < 1e-5, name


def test_only_the_upper_layers_move(network, material, tmp_path):
    before = load_file(network / "model.safetensors")
    after = tuned(network, material, tmp_path / "run")

    moved = {name for name, tensor in after.items() if not tensor.equal(before[name])}
    assert moved
    assert all("layer.1." in name for name in moved)


def test_freezing_leaves_the_upper_layers_to_learn(network):
    model = open_network(network)
    freeze(model, 1)
    learning = {n for n, one in model[0].auto_model.named_parameters() if one.requires_grad}
    assert learning
    assert all("layer.1." in name for name in learning)


def test_a_shortened_plan_keeps_its_proportions():
    short = replace(PLAN, steps=200, stop_after=100, save_every=50).shortened(0.02)
    assert (short.steps, short.stop_after, short.save_every) == (4, 2, 1)
    assert PLAN.shortened(0.001).steps == 1
