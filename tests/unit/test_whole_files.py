"""A file is whole or as it was."""

import pytest

from matcher.whole_files import write_whole, written_whole


def test_the_folder_is_made_and_only_the_owner_reads(tmp_path):
    path = tmp_path / "new" / "file"
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_was_there_is_replaced(tmp_path):
    path = tmp_path / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_a_broken_write_leaves_what_was_there(tmp_path):
    path = tmp_path / "file"
    write_whole(path, b"one")
    with pytest.raises(TypeError), written_whole(path) as scratch:
        scratch.write_bytes("half")
    assert path.read_bytes() == b"one"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]
