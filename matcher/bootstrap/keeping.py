"""What is kept of people, how long, and where there is a copy."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from matcher.bootstrap.storage import StorageParts
from matcher.domain.backup import BackupAbout
from matcher.interchange.column_register import read_column_register
from matcher.interchange.retention_plan import read_retention_plan
from matcher.persistence.backup_log import last_backup, remember_backup
from matcher.persistence.deleted_list import DeletedCodes
from matcher.persistence.restore import Restore
from matcher.persistence.rows import columns_there
from matcher.services.audit import AuditService
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcher.domain.backup import BackupManifest, RestoreReport
    from matcher.domain.column_register import ColumnRegister
    from matcher.domain.retention import RetentionPlan
    from matcher.persistence.backup_log import LastBackup
    from matcher.persistence.database_look import DatabaseLook


class KeepingParts(StorageParts):
    """The register of columns, how long rows last, backups and the audit log."""

    @cached_property
    def columns(self) -> ColumnRegister:
        """What every column of the database is for."""
        return read_column_register(shared_path("data", "register", "columns.yaml"))

    def column_faults(self) -> list[str]:
        """Say which columns nobody has answered for, or that may not be; none when all is well."""
        return self.columns.faults(columns_there())

    @cached_property
    def retention(self) -> RetentionPlan:
        """How long what is kept of people lasts."""
        return read_retention_plan(self.settings.retention_file)

    @property
    def deleted(self) -> DeletedCodes:
        """Who was deleted, kept beside the databases."""
        return DeletedCodes(self.settings.home, self.settings.programme)

    def deleted_but_there(self) -> list[str]:
        """Return the codes on the list of the deleted that are in the database all the same."""
        with self.units() as unit:
            people = [(self.organisation, person.code) for person in unit.participants.all()]
        return [code for _, code in self.deleted.of(people)]

    def back_up(
        self, archive: Path, *, force: bool, progress: Callable[[int, int], None]
    ) -> BackupManifest:
        """Back the database up, see :func:`matcher.persistence.backup.back_up`."""
        settings = self.settings
        made = BackupAbout(
            version("stegvis"), settings.programme, self.now(), len(self.deleted.marks())
        )
        manifest = self.storage.back_up(archive, made, force=force, progress=progress)
        remember_backup(settings.database_file, archive, manifest)
        return manifest

    def last_backup(self) -> LastBackup | None:
        """Return when the database was backed up last, and where to."""
        return last_backup(self.settings.database_file)

    def restore(
        self,
        archive: Path,
        *,
        dry_run: bool,
        without_list: bool,
        progress: Callable[[int, int], None],
    ) -> RestoreReport:
        """Restore a backup, see :meth:`matcher.persistence.restore.Restore.run`.

        Ask for it before anything that opens the database.
        """
        return Restore(self.settings, self.deleted, self.now()).run(
            archive, dry_run=dry_run, without_list=without_list, progress=progress
        )

    def look_at_database(self) -> DatabaseLook:
        """Look at the database as it is there."""
        return self.storage.look()

    @cached_property
    def audit(self) -> AuditService:
        """Reads the audit log."""
        return AuditService(self.units)
