"""The encoder that ships: whole, small, and run without PyTorch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from matcher.embedding.compact_model import CARD, LAYER, read_card
from matcher.embedding.source import SHIPPED
from matcher.ports import TextKind
from matcher.settings import shared_path

pytestmark = pytest.mark.encoder
KIBIBYTES = 40_960
SHARED_MEANING = [
    ("I washed dishes in a restaurant", "Jag diskade på en restaurang", "I repaired computers"),
    ("كنت أغسل الصحون في مطعم", "Jag diskade på en restaurang", "Jag lagade datorer"),
    ("Я мила посуд у ресторані", "Jag diskade på en restaurang", "Jag lagade datorer"),
]


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_path("models", SHIPPED)


def test_the_models_fit_into_forty_megabytes():
    files = [path for path in shared_path("models").rglob("*") if path.is_file()]
    blocks = sum(-(-path.stat().st_size // 4096) * 4 for path in files)
    assert blocks + 4 * 3 <= KIBIBYTES


def test_every_file_is_the_one_of_the_card(folder):
    read_card(folder).manifest.verify(folder, folder)


def test_the_card_names_licence_and_origin(folder):
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert card["licence"] == "MIT"
    assert "multilingual-e5-small (MIT)" in card["attribution"]
    for part in ("network", "pieces"):
        assert all(isinstance(phase["seed"], int) for phase in card["training"][part])


def test_it_is_the_default_and_meaning_crosses_languages(real_encoder):
    assert real_encoder.id.startswith(f"{SHIPPED}@")
    for asked, near, far in SHARED_MEANING:
        one, other, third = real_encoder.encode([asked, near, far], TextKind.EXPERIENCE)
        assert one @ other > one @ third + 0.1


def run(script: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_encoding_needs_no_torch(tmp_path):
    script = (
        "import sys; from pathlib import Path\n"
        "from matcher.embedding.opening import open_sentence_encoder\n"
        "from matcher.ports import TextKind\n"
        "from matcher.settings import Settings\n"
        "encoder = open_sentence_encoder(Settings(home=Path(sys.argv[1])))\n"
        "print(encoder.encode(['Jag diskade'], TextKind.WORK).shape[0])\n"
        "print('torch' in sys.modules, 'transformers' in sys.modules)\n"
    )
    assert run(script, str(tmp_path)) == ["1", "False", "False"]


def test_nothing_is_kept_of_this_machine_nor_told_to_anybody(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    script = (
        "import os, sys\n"
        "import matcher, onnxruntime\n"
        "onnxruntime.InferenceSession(sys.argv[1])\n"
        "print(os.environ['ORT_DISABLE_TELEMETRY'])\n"
    )
    assert run(script, str(shared_path("models", SHIPPED, LAYER.format(1)))) == ["1"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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
        "print(float(vector[0]), 'onnxruntime' in sys.modules)\n"
    )

    first, loaded = run(script, str(encoder_settings.cache_folder), text)
    assert loaded == "False"
    assert float(first) == pytest.approx(float(known[0, 0]), abs=1e-7)
