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
            "STEGVIS_PROXIES": "1",
            "STEGVIS_QUEUE_BUDGET": "5",
            "STEGVIS_QUICK_EXIT": " https://weather.example/ ",
            "STEGVIS_EVAL_DATA": "/srv/data",
            "STEGVIS_SECRET_KEY": "s3cret",
            "STEGVIS_MAIL_RELAY": "mail.example.se:25",
            "STEGVIS_MAIL_ALLOW": "mail.example.se, Other.example.se",
            "STEGVIS_MAIL_SENDER": "post@example.se",
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
        proxies=1,
        queue_budget=5,
        quick_exit="https://weather.example/",
        eval_data=Path("/srv/data"),
        secret_key="s3cret",  # noqa: S106
        mail_relay="mail.example.se:25",
        mail_allow=("mail.example.se", "other.example.se"),
        mail_sender="post@example.se",
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


@pytest.mark.parametrize(
    "value", ["about:blank", "javascript:alert(1)", "www.smhi.se", "https://", "http://["]
)
def test_a_quick_exit_is_a_whole_address(value: str):
    with pytest.raises(SettingsError, match=r"^STEGVIS_QUICK_EXIT is .*write a whole address"):
        load_settings({"STEGVIS_QUICK_EXIT": value})


@pytest.mark.parametrize(
    "value",
    ["sqlite:///a.db", "mysql://a:secret@host/name", "secret", "postgresql://a:secret@host:x/name"],
)
def test_a_server_is_a_postgresql_address_and_its_password_is_not_repeated(value: str):
    with pytest.raises(SettingsError, match=r"^STEGVIS_DATABASE_URL is not the") as caught:
        load_settings({"STEGVIS_DATABASE_URL": value})
    assert "secret" not in str(caught.value)


def test_each_programme_has_a_schema_of_its_own_on_a_server():
    server = "postgresql://u@host/name"
    both = [replace(Settings(database=server), programme=name) for name in PROGRAMMES]
    more = Settings(database=f"{server}?sslmode=require")

    assert [one.database_url for one in both] == [
        f"{server}?schema=demo",
        f"{server}?schema=programme",
    ]
    assert more.database_url == f"{server}?sslmode=require&schema=demo"
    assert "u@host" not in repr(both[0])


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


@pytest.mark.parametrize(
    ("relay", "found"),
    [
        ("", None),
        ("localhost:25", ("localhost", 25)),
        ("127.0.0.2:1025", ("127.0.0.2", 1025)),
        ("[::1]:25", ("::1", 25)),
    ],
)
def test_a_relay_on_this_machine_needs_no_leave(relay: str, found: tuple[str, int] | None):
    assert Settings(mail_relay=relay).mail_host_and_port == found


def test_a_relay_elsewhere_must_be_allowed_by_name():
    elsewhere = Settings(mail_relay="Mail.example.se:587")
    with pytest.raises(SettingsError, match=r"STEGVIS_MAIL_ALLOW=mail\.example\.se"):
        _ = elsewhere.mail_host_and_port
    with pytest.raises(SettingsError, match="not this machine"):
        _ = replace(elsewhere, mail_allow=("example.se",)).mail_host_and_port
    with pytest.raises(SettingsError, match="not this machine"):
        _ = replace(elsewhere, mail_relay="10.0.0.1:25").mail_host_and_port
    allowed = replace(elsewhere, mail_allow=("mail.example.se",))
    assert allowed.mail_host_and_port == ("mail.example.se", 587)


@pytest.mark.parametrize("wrong", ["localhost", ":25", "localhost:", "localhost:x", "localhost:0"])
def test_a_relay_is_written_as_host_and_port(wrong: str):
    with pytest.raises(SettingsError, match="write host:port"):
        _ = Settings(mail_relay=wrong).mail_host_and_port


def test_entry_rules_are_those_that_ship_unless_a_file_is_named():
    assert load_settings({}).entry_rules_file == shared_path("data", "entry_rules.csv")
    named = load_settings({"STEGVIS_ENTRY_RULES": "ours.csv"})
    assert named.entry_rules_file == Path("ours.csv")


def test_the_index_is_in_files_or_in_the_database_of_a_server():
    on_server = {"STEGVIS_DATABASE_URL": "postgresql://stegvis@localhost/stegvis"}

    assert load_settings(on_server).index == "faiss"
    assert load_settings(on_server | {"STEGVIS_INDEX": "pgvector"}).index == "pgvector"
    with pytest.raises(SettingsError, match="one of faiss, pgvector"):
        load_settings({"STEGVIS_INDEX": "annoy"})
    with pytest.raises(SettingsError, match="set STEGVIS_DATABASE_URL"):
        load_settings({"STEGVIS_INDEX": "pgvector"})
