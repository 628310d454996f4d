from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.embedding.bundled import NAME
from matcher.embedding.opening import prompts_of
from matcher.embedding.source import find_source
from matcher.errors import SettingsError
from matcher.ports import TextKind
from matcher.settings import Settings


def run_offline(script: str, home: Path) -> str:
    # The hub's library reads its variables when it is imported, so a process of its own is needed.
    variables = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(home)],
        env=os.environ | variables,  # noqa: TID251
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_folder_is_taken_as_it_is(tiny_source, tmp_path: Path):
    source = find_source(Settings(home=tmp_path, encoder=str(tiny_source.folder)))

    assert source.name == tiny_source.folder.name
    assert source.folder == tiny_source.folder.resolve()
    assert source.state.parent == tmp_path / "cache" / "encoders"
    source.manifest.verify(source.folder, source.state)


def test_a_folder_has_another_fingerprint_after_a_change(tiny_source, tmp_path: Path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_text("one")
    settings = Settings(home=tmp_path, encoder=str(folder))
    first = find_source(settings).manifest.fingerprint
    again = find_source(settings).manifest.fingerprint
    (folder / "model.safetensors").write_text("other")

    assert again == first
    assert find_source(settings).manifest.fingerprint != first


def test_a_folder_without_safetensors_is_refused(tmp_path: Path):
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(SettingsError, match="safetensors"):
        find_source(Settings(home=tmp_path / "home", encoder=str(tmp_path)))


def test_a_folder_of_something_else_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"no SentenceTransformer folder.*modules\.json"):
        find_source(Settings(home=tmp_path / "home", encoder=str(tmp_path)))


@pytest.mark.parametrize("name", ["/nowhere/at/all", "./not-here", "a b", ""])
def test_neither_folder_nor_hub_id_is_refused(tmp_path: Path, name: str):
    with pytest.raises(SettingsError, match="STEGVIS_ENCODER is"):
        find_source(Settings(home=tmp_path, encoder=name))


@pytest.mark.process
def test_an_unreachable_hub_says_what_to_do(tmp_path: Path):
    script = (
        "import sys; from pathlib import Path\n"
        "from matcher.embedding import open_encoder\n"
        "from matcher.errors import SettingsError\n"
        "from matcher.settings import Settings\n"
        "try:\n"
        "    open_encoder(Settings(home=Path(sys.argv[1]), encoder='nobody/no-such-model'))\n"
        "except SettingsError as error:\n"
        "    print(error)\n"
    )

    done = run_offline(script, tmp_path)

    assert "'nobody/no-such-model' is not on this machine" in done
    assert "STEGVIS_ENCODER=bundled" in done


@pytest.mark.process
def test_a_model_in_the_hubs_cache_is_opened_without_network(tiny_source, tmp_path: Path):
    commit = "0" * 40
    hub = tmp_path / "hub" / "models--nobody--tiny"
    (hub / "refs").mkdir(parents=True)
    (hub / "refs" / "main").write_text(commit)
    shutil.copytree(tiny_source.folder, hub / "snapshots" / commit)
    script = (
        "import sys; from pathlib import Path\n"
        "from matcher.embedding import open_encoder\n"
        "from matcher.ports import TextKind\n"
        "from matcher.settings import Settings\n"
        "encoder = open_encoder(Settings(home=Path(sys.argv[1]), encoder='nobody/tiny'))\n"
        "vectors = encoder.encode(['bake', 'lay bricks'], TextKind.WORK)\n"
        "print(encoder.id, vectors.shape, encoder.dimension)\n"
    )

    done = run_offline(script, tmp_path)

    assert re.fullmatch(r"nobody/tiny@[0-9a-f]{12} \(2, 32\) 32\n", done)


def test_the_bundled_model_takes_one_prompt_and_others_the_prompts_set(tiny_source):
    settings = Settings(query_prompt="q: ", passage_prompt="p: ")

    bundled = prompts_of(settings, replace(tiny_source, name=NAME))

    assert set(bundled.values()) == {"q: "}
    assert prompts_of(settings, tiny_source) == {
        TextKind.EXPERIENCE: "q: ",
        TextKind.WORK: "p: ",
        TextKind.LABEL: "q: ",
    }
