"""The session key is made once, is readable by its owner only, and is never short."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from matcher.errors import SettingsError
from matcher.persistence.secret_key import FILE_NAME, session_key
from matcher.settings import Settings


def test_a_key_is_made_once_and_kept_private(tmp_path):
    settings = Settings(home=tmp_path / "home")

    key = session_key(settings)

    assert len(key) >= 32
    assert session_key(settings) == key
    assert stat.S_IMODE((settings.home / FILE_NAME).stat().st_mode) == 0o600
    assert [path.name for path in settings.home.iterdir()] == [FILE_NAME]


def test_a_key_from_the_settings_is_used_and_not_written(tmp_path):
    assert session_key(Settings(home=tmp_path, secret_key="k" * 32)) == "k" * 32
    assert list(tmp_path.iterdir()) == []


def test_all_who_start_at_once_share_one_key(tmp_path):
    settings = Settings(home=tmp_path)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: session_key(settings), range(32)))

    assert len(keys) == 1


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="STEGVIS_SECRET_KEY has 5 characters"):
        session_key(Settings(home=tmp_path, secret_key="k" * 5))
