"""Who was deleted: keyed hashes of codes in a file that only grows, beside the databases.

A backup from before a deletion still holds the person. The list lies outside the database, so that
a restore does not take it back, and says no code: without the key nobody can tell who is on it.
Each line is sealed together with the one before, so that none changes or goes unnoticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from typing import TYPE_CHECKING

from filelock import FileLock

from matcher.errors import ChecksumMismatch, SettingsError
from matcher.whole_files import sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from matcher.domain.ids import OrganisationId, ParticipantCode

KEY_FILE = "deleted-people.key"
KEY_BYTES = 32


class DeletedCodes:
    """:class:`matcher.ports.DeletedList` of one programme.

    Parameters
    ----------
    home
        Folder of all state; key and list lie in it.
    programme
        Whose list.
    """

    def __init__(self, home: Path, programme: str) -> None:
        self._key_path = home / KEY_FILE
        self.path = home / f"deleted-{programme}.jsonl"
        self._programme = programme

    def add(
        self, organisation: OrganisationId, code: ParticipantCode, *, by: str, at: datetime
    ) -> None:
        """Put somebody on the list, on disk when this returns; twice is as good as once.

        Raises
        ------
        ChecksumMismatch, SettingsError
            As for :meth:`marks`.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock")):
            key = self._key(make=not self.path.exists())
            known, seal, end = self._read(key)
            mark = self._mark(key, organisation, code)
            if mark in known:
                return
            said = {"at": at.isoformat(timespec="seconds"), "by": by, "who": mark}
            line = json.dumps({**said, "seal": _seal(key, seal, said)}, ensure_ascii=False) + "\n"
            with self.path.open("r+b" if self.path.exists() else "xb") as file:
                # What a power cut left of a line is written over.
                file.truncate(end)
                file.seek(end)
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())
            sync(self.path.parent)

    def holds(self, organisation: OrganisationId, code: ParticipantCode) -> bool:
        """Say whether somebody is on the list; raises as :meth:`marks`."""
        return bool(self.of([(organisation, code)]))

    def of(
        self, people: Iterable[tuple[OrganisationId, ParticipantCode]]
    ) -> list[tuple[OrganisationId, ParticipantCode]]:
        """Return who of some people are on the list, in their order; raises as :meth:`marks`."""
        if not self.path.exists():
            return []
        key = self._key()
        marks = self._read(key)[0]
        return [one for one in people if self._mark(key, *one) in marks]

    def marks(self) -> frozenset[str]:
        """Return the hashes on the list.

        Raises
        ------
        ChecksumMismatch
            A line was changed or taken out.
        SettingsError
            There is a list, but not its key.
        """
        return self._read(self._key())[0] if self.path.exists() else frozenset()

    def _mark(self, key: bytes, organisation: str, code: str) -> str:
        said = json.dumps([self._programme, organisation, code], ensure_ascii=True)
        return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()

    def _key(self, *, make: bool = False) -> bytes:
        try:
            key = self._key_path.read_bytes()
        except FileNotFoundError:
            if not make:
                raise SettingsError(
                    f"{self.path} lists deleted people, but its key {self._key_path} is missing, "
                    "so nobody can tell who they are. Bring the key back from where it is kept."
                ) from None
            link = os.open(self._key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            key = secrets.token_bytes(KEY_BYTES)
            with os.fdopen(link, "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
        if len(key) != KEY_BYTES:
            raise ChecksumMismatch(
                f"{self._key_path} is damaged. Bring it back from where it is kept."
            )
        return key

    def _read(self, key: bytes) -> tuple[frozenset[str], str, int]:
        """Return the hashes, the last seal, and where the next line begins."""
        marks, seal, end = set(), "", 0
        for number, line in enumerate(self._lines(), start=1):
            said = _parsed(line)
            given = said.pop("seal", "")
            if not hmac.compare_digest(given, _seal(key, seal, said)):
                raise ChecksumMismatch(
                    f"{self.path}, line {number}: the list of deleted people was changed or "
                    "damaged here, or belongs to another key. Bring it back from where it is kept."
                )
            marks.add(said["who"])
            seal, end = given, end + len(line)
        return frozenset(marks), seal, end

    def _lines(self) -> Iterator[bytes]:
        if self.path.exists():
            whole = self.path.read_bytes().splitlines(keepends=True)
            yield from (line for line in whole if line.endswith(b"\n"))


def _parsed(line: bytes) -> dict[str, str]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    whole = isinstance(said, dict) and all(isinstance(value, str) for value in said.values())
    return said if whole and said.get("seal", "").isascii() else {}


def _seal(key: bytes, before: str, said: dict[str, str]) -> str:
    text = before + json.dumps(said, sort_keys=True, ensure_ascii=True)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
