from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from matcher.errors import SettingsError
from matcher.settings import PROGRAMMES, Settings, load_settings, shared_path


def test_nothing_set_gives_the_defaults():
    assert load_settings({}) == Settings()
    assert Settings().programme == "demo"


def test_every_variable_is_read():
    found = load_settings(
        {
            "STEGVIS_HOME": "/srv/stegvis",
            "STEGVIS_PROGRAMME": "programme",
            "STEGVIS_ORGANISATION": "goteborg",
            "STEGVIS_LADDERS": "/srv/ladders",
            "STEGVIS_ENCODER": "BAAI/bge-m3",
            "STEGVIS_ENCODER_REVISION": "abc",
            "STEGVIS_QUERY_PROMPT": "q: ",
            "STEGVIS_PASSAGE_PROMPT": "",
            "STEGVIS_MAX_TOKENS": "128",
            "STEGVIS_THREADS": "2",
            "STEGVIS_CACHE_TEXTS": "0",
            "STEGVIS_BACKUP_DAYS": "30",
            "STEGVIS_EVAL_DATA": "/srv/data",
            "STEGVIS_SECRET_KEY": "s3cret",
        }
    )

    assert found == Settings(
        home=Path("/srv/stegvis"),
        programme="programme",
        organisation="goteborg",
        ladders=Path("/srv/ladders"),
        encoder="BAAI/bge-m3",
        encoder_revision="abc",
        query_prompt="q: ",
        passage_prompt="",
        max_tokens=128,
        threads=2,
        cache_texts=0,
        backup_days=30,
        eval_data=Path("/srv/data"),
        secret_key="s3cret",  # noqa: S106
    )


def test_a_home_may_be_written_with_a_tilde(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", "/home/kim")

    assert load_settings({"STEGVIS_HOME": "~/stegvis"}).home == Path("/home/kim/stegvis")


def test_without_a_mapping_the_environment_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STEGVIS_ORGANISATION", "botkyrka")

    assert load_settings().organisation == "botkyrka"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STEGVIS_MAX_TOKENS", "7"),
        ("STEGVIS_MAX_TOKENS", "many"),
        ("STEGVIS_THREADS", "-1"),
        ("STEGVIS_THREADS", "1.5"),
        ("STEGVIS_CACHE_TEXTS", ""),
        ("STEGVIS_PROGRAMME", "prod"),
        ("STEGVIS_PROGRAMME", "../demo"),
    ],
)
def test_a_value_that_cannot_work_is_named(name: str, value: str):
    with pytest.raises(SettingsError, match=f"^{name} is {value!r}; set it to"):
        load_settings({name: value})


def test_the_two_programmes_never_mix():
    both = [replace(Settings(home=Path("/srv")), programme=name) for name in PROGRAMMES]

    assert both[0].database_url == "sqlite:////srv/demo.db"
    assert both[1].database_url == "sqlite:////srv/programme.db"
    assert both[0].index_folder != both[1].index_folder
    assert both[0].cache_folder == both[1].cache_folder


def test_ladders_of_ones_own_or_those_that_ship():
    assert Settings(ladders=Path("/srv/ladders")).ladder_folder == Path("/srv/ladders")
    assert sorted(path.stem for path in Settings().ladder_folder.glob("*.yaml")) == [
        "construction",
        "elderly_care",
        "industry",
        "kitchens",
    ]


@pytest.mark.parametrize("name", ["data", "models", "migrations"])
def test_what_ships_is_there(name: str):
    assert shared_path(name).is_dir()


def test_a_secret_is_not_printed():
    assert "s3cret" not in repr(Settings(secret_key="s3cret"))  # noqa: S106
