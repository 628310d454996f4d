"""The list of the deleted: found again, never read by others, never changed unnoticed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.errors import ChecksumMismatch, SettingsError
from matcher.persistence.deleted_list import DeletedCodes

OWNER, OTHER = OrganisationId("demo"), OrganisationId("other")
AT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


def code(text):
    return ParticipantCode(text)


@pytest.fixture
def listed(tmp_path):
    deleted = DeletedCodes(tmp_path, "demo")
    for who in ("P001", "P002", "P003"):
        deleted.add(OWNER, code(who), by="Anna", at=AT)
    return deleted


def test_who_is_on_it_is_known(listed):
    assert listed.holds(OWNER, code("P001"))
    assert not listed.holds(OWNER, code("P004"))
    assert not listed.holds(OTHER, code("P001"))
    people = [(OWNER, code("P004")), (OWNER, code("P003")), (OTHER, code("P001"))]
    assert listed.of(people) == [(OWNER, "P003")]
    assert len(listed.marks()) == 3


def test_an_empty_list_needs_no_key(tmp_path):
    empty = DeletedCodes(tmp_path, "demo")

    assert empty.marks() == frozenset()
    assert not empty.holds(OWNER, code("P001"))
    assert list(tmp_path.iterdir()) == []


def test_the_file_says_no_code_and_the_key_is_the_owners(listed, tmp_path):
    text = listed.path.read_text(encoding="utf-8")

    assert "P001" not in text
    assert text.count('"by": "Anna"') == 3
    assert (tmp_path / "deleted-people.key").stat().st_mode & 0o077 == 0
    other = DeletedCodes(tmp_path / "elsewhere", "demo")
    other.add(OWNER, code("P001"), by="Anna", at=AT)
    assert not other.marks() & listed.marks()


def test_twice_is_as_good_as_once(listed):
    before = listed.path.read_bytes()

    listed.add(OWNER, code("P002"), by="Bo", at=AT)

    assert listed.path.read_bytes() == before


def test_programmes_share_the_key_and_not_the_list(listed, tmp_path):
    other = DeletedCodes(tmp_path, "programme")
    other.add(OWNER, code("P001"), by="Anna", at=AT)

    assert len(other.marks()) == 1
    assert not other.marks() & listed.marks()


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_changed_or_missing_line_is_noticed(listed, line):
    lines = listed.path.read_bytes().splitlines(keepends=True)

    for changed in (
        lines[line].replace(b"Anna", b"Olga"),
        lines[line][:-20] + b"\n",
        b'"text"\n',
        b'{"seal": 1}\n',
        '{"seal": "ö"}\n'.encode(),
    ):
        listed.path.write_bytes(b"".join([*lines[:line], changed, *lines[line + 1 :]]))
        with pytest.raises(ChecksumMismatch, match=f"line {line + 1}"):
            listed.marks()
    if line < 2:
        listed.path.write_bytes(b"".join([*lines[:line], *lines[line + 1 :]]))
        with pytest.raises(ChecksumMismatch):
            listed.holds(OWNER, code("P003"))


def test_a_line_cut_off_by_a_power_cut_is_written_anew(listed):
    whole = listed.path.read_bytes()
    listed.path.write_bytes(whole[:-30])

    assert len(listed.marks()) == 2
    listed.add(OWNER, code("P003"), by="Anna", at=AT)

    assert listed.path.read_bytes() == whole
    assert len(listed.marks()) == 3


def test_a_list_without_its_key_is_refused(listed, tmp_path):
    key = tmp_path / "deleted-people.key"
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(SettingsError, match=r"its key .* is missing"):
        listed.marks()
    with pytest.raises(SettingsError, match="is missing"):
        listed.add(OWNER, code("P004"), by="Anna", at=AT)

    key.write_bytes(kept[:-1])
    with pytest.raises(ChecksumMismatch, match="is damaged"):
        listed.marks()
    key.write_bytes(bytes(32))
    with pytest.raises(ChecksumMismatch, match="belongs to another key"):
        listed.marks()
