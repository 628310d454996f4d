"""A home with a demo, a backup of it, and a way to restore that."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from matcher.domain.backup import BackupAbout
from matcher.domain.ids import OrganisationId, ParticipantCode
from matcher.domain.organisation import Organisation
from matcher.domain.participant import Participant
from matcher.domain.skills import Experience
from matcher.persistence.backup import back_up
from matcher.persistence.database import (
    ensure_organisation,
    open_engine,
    upgrade,
)
from matcher.persistence.deleted_list import DeletedCodes
from matcher.persistence.restore import Restore
from matcher.persistence.table_digests import table_digests
from matcher.persistence.unit_of_work import SqlUnitOfWork
from matcher.settings import Settings

OWNER = OrganisationId("demo")


AT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


def nothing(_done, _total):
    pass


class Home:
    """A programme on disk, with what one does to it."""

    def __init__(self, folder, programme="demo"):
        self.settings = Settings(home=folder, programme=programme)
        self.deleted = DeletedCodes(folder, programme)

    @property
    def database(self):
        return self.settings.database_file

    def put(self, *people):
        upgrade(self.settings.database_url)
        engine = open_engine(self.settings.database_url)
        ensure_organisation(engine, Organisation(OWNER, "Demo"))
        with SqlUnitOfWork(engine, OWNER, write=True) as unit:
            unit.participants.put([person(code) for code in people])
            unit.commit()
        engine.dispose()
        return self

    def remove(self, code):
        engine = open_engine(self.settings.database_url)
        with SqlUnitOfWork(engine, OWNER, write=True) as unit:
            unit.erasure.erase(ParticipantCode(code))
            unit.commit()
        engine.dispose()

    def people(self):
        engine = open_engine(self.settings.database_url)
        try:
            with SqlUnitOfWork(engine, OWNER) as unit:
                return [one.code for one in unit.participants.all()]
        finally:
            engine.dispose()

    def digests(self):
        with closing(sqlite3.connect(self.database)) as link:
            return table_digests(link)

    def back_up(self, archive, **more):
        fields = {"product": "0.1", "programme": self.settings.programme, "at": AT}
        about = BackupAbout(**{**fields, "deleted": len(self.deleted.marks()), **more})
        return back_up(self.database, archive, about, force=True, progress=nothing)

    def restore(self, archive, *, dry_run=False, without_list=False):
        restoring = Restore(self.settings, self.deleted, AT, wait_seconds=0.1)
        return restoring.run(archive, dry_run=dry_run, without_list=without_list, progress=nothing)

    def files(self):
        return {path.name for path in self.settings.home.iterdir() if path.name != "index"}


def person(code):
    told = (Experience(f"Story of {code}", "en", 12),)
    return Participant(OWNER, ParticipantCode(code), experiences=told)
