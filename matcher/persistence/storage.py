"""Where a programme's rows lie, as a whole: looked at, scrubbed, backed up, copied elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.errors import SettingsError
from matcher.persistence.backup import back_up, beside
from matcher.persistence.copying import copy_all_rows
from matcher.persistence.database import on_server, upgrade
from matcher.persistence.database_look import look_at, look_at_server
from matcher.persistence.scrub import scrub, scrub_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcher.domain.backup import BackupAbout, BackupManifest
    from matcher.persistence.copying import CopiedTable
    from matcher.persistence.database_look import DatabaseLook
    from matcher.settings import Settings

    Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Storage:
    """The database of one programme: a file in its home, or a schema on a server.

    Parameters
    ----------
    settings
        Which programme.
    """

    settings: Settings

    @property
    def _on_server(self) -> bool:
        return on_server(self.settings.database_url)

    def look(self) -> DatabaseLook:
        """Look at it as it is there, without bringing it up or making it."""
        if self._on_server:
            return look_at_server(self.settings.database_url)
        return look_at(self.settings.database_file)

    def scrub(self) -> None:
        """Take the last traces of deleted rows out."""
        if self._on_server:
            scrub_server(self.settings.database_url)
        else:
            scrub(self.settings.database_file)

    def back_up(
        self, archive: Path, about: BackupAbout, *, force: bool, progress: Progress
    ) -> BackupManifest:
        """Write it to one archive, see :func:`matcher.persistence.backup.back_up`.

        What a server keeps is copied to a file first: archives of both are the same, and either
        can be restored from the other's.
        """
        file = self.settings.database_file
        if not self._on_server:
            return back_up(file, archive, about, force=force, progress=progress)
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside(file, "server") as copy:
            copy_all_rows(self.settings.database_url, f"sqlite:///{copy}")
            return back_up(copy, archive, about, force=force, progress=progress)

    def copy_to(self, url: str, *, progress: Progress) -> dict[str, CopiedTable]:
        """Copy every row to a new database on a server, see :func:`copy_all_rows`.

        Parameters
        ----------
        url
            As ``STEGVIS_DATABASE_URL`` will say it.
        """
        if not on_server(url):
            raise SettingsError(
                "Rows are copied to a PostgreSQL database. Give --to "
                "postgresql://USER:PASSWORD@HOST/DATABASE."
            )
        here, there = self.settings.database_url, self.settings.elsewhere(url).database_url
        upgrade(here)
        return copy_all_rows(here, there, progress=progress)
