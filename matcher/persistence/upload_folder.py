"""Files that were brought in through the browser, each for a short while under a random name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from matcher.domain.ids import UserId
from matcher.domain.importing import ImportKind
from matcher.domain.upload import Upload
from matcher.errors import NotFound
from matcher.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{12,64}")
_ABOUT = ".json"


@dataclass(frozen=True)
class UploadFolder:
    """Keeps each file with what was said about it beside it, for the owner's eyes only.

    Parameters
    ----------
    folder
        Outside of everything that the web server gives out; made when it is needed.
    """

    folder: Path

    def path(self, upload_id: str) -> Path:
        """Return where a file lies.

        Raises
        ------
        NotFound
            It is no name of ours.
        """
        if not _NAME.fullmatch(upload_id):
            raise NotFound("There is no such file. Bring the file in once more.")
        return self.folder / upload_id

    def keep(self, upload: Upload, data: bytes) -> None:
        """Keep a new file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path(upload.id), data)
        self.put(upload)

    def get(self, upload_id: str) -> Upload:
        """Return what is known of a file; raises :class:`matcher.errors.NotFound`."""
        about = self.path(upload_id).with_suffix(_ABOUT)
        try:
            return _upload_of(json.loads(about.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise NotFound("There is no such file. Bring the file in once more.") from None

    def put(self, upload: Upload) -> None:
        """Keep what was said about a file."""
        about = self.path(upload.id).with_suffix(_ABOUT)
        write_whole(about, json.dumps(_plain(upload), ensure_ascii=False).encode())

    def remove(self, upload_id: str) -> bool:
        """Remove a file and all that was said about it; say whether there was one."""
        path = self.path(upload_id)
        there = path.exists()
        path.unlink(missing_ok=True)
        path.with_suffix(_ABOUT).unlink(missing_ok=True)
        return there

    def brought(self) -> dict[str, datetime]:
        """Return when each file was written, those too of which nothing is known."""
        if not self.folder.is_dir():
            return {}
        paths = (path for path in sorted(self.folder.iterdir()) if _NAME.fullmatch(path.name))
        return {path.name: datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in paths}


def _plain(upload: Upload) -> dict[str, Any]:
    return {
        "id": upload.id,
        "kind": upload.kind.value,
        "file": upload.file,
        "by": upload.by,
        "at": upload.at.isoformat(),
        "columns": None if upload.columns is None else list(upload.columns.items()),
        "mends": [[row, column, text] for (row, column), text in upload.mends.items()],
        "left_out": sorted(upload.left_out),
        "letters": upload.letters,
    }


def _upload_of(raw: dict[str, Any]) -> Upload:
    columns = raw["columns"]
    return Upload(
        id=raw["id"],
        kind=ImportKind(raw["kind"]),
        file=raw["file"],
        by=UserId(raw["by"]),
        at=datetime.fromisoformat(raw["at"]),
        columns=None if columns is None else dict(columns),
        mends={(row, column): text for row, column, text in raw["mends"]},
        left_out=frozenset(raw["left_out"]),
        letters=raw["letters"],
    )
