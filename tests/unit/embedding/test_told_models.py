from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from structlog.testing import capture_logs

from matcher.embedding.told_models import MOST_KEPT, KeptToldModels
from matcher.taxonomy.told_model import ToldModel

if TYPE_CHECKING:
    from pathlib import Path

MODEL = ToldModel(
    (" di", "ärd", "እንጀ", "a\nb"),
    np.array([1.0, 1 / 3, np.pi, 2.0]),
    np.linspace(-1, 1, 18).reshape(3, 6)[:, ::-1],
    np.array([0.1, 0.2, 0.3]),
)


def never() -> ToldModel:
    raise AssertionError("it is kept")


def kept_file(folder: Path) -> Path:
    (path,) = folder.glob("told-*.safetensors")
    return path


def assert_same(found: ToldModel) -> None:
    assert found.ngrams == MODEL.ngrams
    assert_array_equal(found.rarity, MODEL.rarity)
    assert_array_equal(found.weights, MODEL.weights)
    assert_array_equal(found.intercepts, MODEL.intercepts)


def test_a_model_is_made_once_and_comes_back_bit_by_bit(tmp_path: Path):
    KeptToldModels(tmp_path / "readers").recall("f1", lambda: MODEL)

    assert_same(KeptToldModels(tmp_path / "readers").recall("f1", never))
    assert [path.name for path in (tmp_path / "readers").iterdir()] == ["told-f1.safetensors"]


@pytest.mark.parametrize("place", [0, 20, 400, -1])
def test_a_damaged_file_is_made_anew(tmp_path: Path, place: int):
    kept = KeptToldModels(tmp_path)
    kept.recall("f1", lambda: MODEL)
    data = bytearray(kept_file(tmp_path).read_bytes())
    data[place] ^= 0xFF
    kept_file(tmp_path).write_bytes(data)

    with capture_logs() as logs:
        assert_same(kept.recall("f1", lambda: MODEL))

    assert [line["event"] for line in logs] == ["told_model_refused"]
    assert_same(kept.recall("f1", never))


def test_a_file_cut_short_is_made_anew(tmp_path: Path):
    kept = KeptToldModels(tmp_path)
    kept.recall("f1", lambda: MODEL)
    kept_file(tmp_path).write_bytes(kept_file(tmp_path).read_bytes()[:100])

    assert_same(kept.recall("f1", lambda: MODEL))
    assert_same(kept.recall("f1", never))


def test_a_file_under_another_name_is_not_taken(tmp_path: Path):
    kept = KeptToldModels(tmp_path)
    kept.recall("f1", lambda: MODEL)
    kept_file(tmp_path).rename(tmp_path / "told-f2.safetensors")
    asked = []

    kept.recall("f2", lambda: asked.append("made") or MODEL)

    assert asked == ["made"]


def test_a_folder_that_cannot_be_written_is_said_and_does_no_harm(tmp_path: Path):
    (tmp_path / "readers").write_text("a file where a folder should be")

    with capture_logs() as logs:
        found = KeptToldModels(tmp_path / "readers").recall("f1", lambda: MODEL)

    assert found is MODEL
    assert logs[-1]["event"] == "told_model_not_kept"


def test_the_newest_few_are_kept(tmp_path: Path):
    kept = KeptToldModels(tmp_path)
    for number in range(MOST_KEPT + 2):
        kept.recall(f"f{number}", lambda: MODEL)
        os.utime(tmp_path / f"told-f{number}.safetensors", ns=(number, number))

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"told-f{number}.safetensors" for number in range(2, MOST_KEPT + 2)
    ]
