"""Where rows and vectors are kept, and the ladders as they are kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matcher.bootstrap.encoders import EncoderParts
from matcher.domain.organisation import Organisation
from matcher.errors import EmptyProgramme
from matcher.indexing.pgvector_shelf import PgShelf, VectorsWithRows, forget_vectors
from matcher.indexing.shelf import FolderShelf
from matcher.interchange.hidden_labels import read_hidden_labels
from matcher.interchange.ladder_file import read_ladders
from matcher.interchange.ladder_text import with_published
from matcher.persistence.connections import Connections
from matcher.persistence.database import ensure_organisation, open_engine, upgrade
from matcher.persistence.ladder_versions import SqlLadderVersions
from matcher.persistence.openings import SqlOpenings
from matcher.persistence.storage import Storage
from matcher.persistence.unit_of_work import unit_of_work_factory
from matcher.ranking.targets import open_targets, targets_on
from matcher.services.indexes import IndexService
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from sqlalchemy import Connection
    from sqlalchemy import Engine as DatabaseEngine

    from matcher.domain.ladders import Ladders
    from matcher.domain.opening import Opening
    from matcher.domain.sector import Sector
    from matcher.domain.target import Target
    from matcher.persistence.written import Written
    from matcher.ports import IndexShelf, LadderVersions, UnitOfWorkFactory


class StorageParts(EncoderParts):
    """The database, the indexes and the ladders in use."""

    @property
    def storage(self) -> Storage:
        """The programme's database as a whole."""
        return Storage(self.settings)

    @cached_property
    def units(self) -> UnitOfWorkFactory:
        """Units of work on the programme's database, which is made or upgraded first."""
        hidden = read_hidden_labels(shared_path("data", "labels_never_shown.csv"))
        return unit_of_work_factory(
            self._database, self.organisation, hidden, self._bring_vectors()
        )

    @cached_property
    def _database(self) -> DatabaseEngine:
        upgrade(self.settings.database_url)
        engine = open_engine(self.settings.database_url)
        ensure_organisation(engine, Organisation(self.organisation, self.settings.organisation))
        return engine

    def _bring_vectors(self) -> Callable[[Connection, Written], None] | None:
        vectors = self._vectors_with_rows
        if vectors is None:
            return None
        return lambda connection, written: self._bring_written(vectors, connection, written)

    def _bring_written(
        self, vectors: VectorsWithRows, connection: Connection, written: Written
    ) -> None:
        if written.ladders:
            # Nobody else sees them yet: they are read where they were published.
            published = _texts_in_use(SqlLadderVersions(connection, self.organisation))
            ladders = with_published(self.ladder_files, published)
            everything = SqlOpenings(connection, self.organisation).all()
            vectors.bring_jobs(connection, self._targets_today(everything, ladders))
        vectors.bring(
            connection,
            written.people.values(),
            () if written.ladders else written.openings.values(),
        )

    @cached_property
    def _vectors_with_rows(self) -> VectorsWithRows | None:
        if not isinstance(self.shelf, PgShelf):
            return None
        return VectorsWithRows(self.shelf, lambda: self.encoder, self._targets_of)

    def _targets_of(self, openings: Collection[Opening]) -> list[Target]:
        """Return what openings are matched as today, by the ladders in use at this moment."""
        return open_targets(self.now().date(), openings, self._ladders_now())

    def _targets_today(self, openings: Iterable[Opening], ladders: Ladders) -> tuple[Target, ...]:
        """Return everything that can be matched today."""
        try:
            return targets_on(self.now().date(), openings, ladders)
        except EmptyProgramme:
            return ()

    @cached_property
    def shelf(self) -> IndexShelf:
        """Where the programme's indexes are kept; what lies where they are not is deleted.

        Raises
        ------
        SettingsError
            They are to be on a server that cannot keep them.
        """
        files = FolderShelf(self.settings.index_folder)
        if not self.settings.database:
            return files
        connections = Connections(self._database, self.organisation)
        if self.settings.index != "pgvector":
            forget_vectors(connections, self.organisation)
            return files
        shelf = PgShelf(connections, self.organisation)
        shelf.prepare()
        files.clear()
        return shelf

    @cached_property
    def indexes(self) -> IndexService:
        """Builds and verifies indexes."""
        parts = (self.units, self.ladders, self.encoder, self.shelf, self.now)
        if isinstance(self.shelf, PgShelf):
            return IndexService(*parts, self.shelf.make_graph)
        return IndexService(*parts)

    @cached_property
    def ladders(self) -> Ladders:
        """The ladders in use: those published here, and the files of the others."""
        return with_published(self.ladder_files, self._published)

    @cached_property
    def ladder_files(self) -> Ladders:
        """The ladders as their files say them."""
        return read_ladders(self.settings.ladder_folder)

    @cached_property
    def _published(self) -> dict[Sector, tuple[int, str]]:
        # Nothing is published where nothing was ever stored, and reading ladders makes no database.
        if not (self.settings.database or self.settings.database_file.exists()):
            return {}
        return self._in_use()

    def _in_use(self) -> dict[Sector, tuple[int, str]]:
        with self.units() as unit:
            return _texts_in_use(unit.ladder_versions)

    def _ladders_now(self) -> Ladders:
        ladders = self.ladders
        if self.ladders_changed():
            return with_published(self.ladder_files, self._in_use())
        return ladders

    def ladders_changed(self) -> bool:
        """Say whether a ladder was published since the ladders in use were read."""
        if "ladders" not in self.__dict__:
            return False
        with self.units() as unit:
            in_use = dict(unit.ladder_versions.in_use())
        return in_use != {sector: number for sector, (number, _) in self._published.items()}


def _texts_in_use(versions: LadderVersions) -> dict[Sector, tuple[int, str]]:
    """Return number and text of each ladder that was published."""
    return {one: (at, versions.text(one, at)) for one, at in versions.in_use().items()}
