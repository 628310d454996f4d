"""When a database was last backed up, in a small file beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from matcher.whole_files import written_whole

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.domain.backup import BackupManifest


@dataclass(frozen=True, slots=True)
class LastBackup:
    """When the last backup was made, and where it was written to."""

    at: datetime
    file: str


def remember_backup(database: Path, archive: Path, manifest: BackupManifest) -> None:
    """Keep that a backup was made."""
    said = {
        "at": manifest.about.at.isoformat(timespec="seconds"),
        "file": str(archive.absolute()),
        "database_sha256": manifest.database_sha256,
    }
    with written_whole(_place(database)) as scratch:
        scratch.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")


def last_backup(database: Path) -> LastBackup | None:
    """Return the last backup; ``None`` when there is none, or its note cannot be read."""
    try:
        said = json.loads(_place(database).read_text(encoding="utf-8"))
        return LastBackup(datetime.fromisoformat(said["at"]), str(said["file"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _place(database: Path) -> Path:
    return database.with_name(f"last-backup-{database.stem}.json")
