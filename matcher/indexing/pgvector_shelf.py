"""Indexes on a PostgreSQL server, and their vectors in the transaction of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from matcher.domain.participant_move import is_indexed
from matcher.indexing.pgvector_index import EXACT_UP_TO, PgVectorIndex, halved
from matcher.indexing.pgvector_rows import Space, VectorRows
from matcher.indexing.pgvector_tables import (
    VectorTable,
    make_graph,
    make_table,
    require_extension,
    tables_of,
)
from matcher.indexing.rows import checked_rows
from matcher.ports import TextKind
from matcher.ranking.retrieve import PEOPLE, TARGETS
from matcher.ranking.rows import people_rows, target_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlalchemy import Connection

    from matcher.domain.opening import Opening
    from matcher.domain.participant import Participant
    from matcher.domain.target import Target
    from matcher.indexing.pgvector_tables import Connections
    from matcher.ports import TextEncoder, VectorIndex


class PgShelf:
    """The :class:`matcher.ports.IndexShelf` in the tables of a server.

    Another encoder's rows are never seen, and go when an index is kept.

    Parameters
    ----------
    connections
        Opens transactions of the organisation.
    organisation
        Whose vectors.
    exact_up_to
        With so many rows an index needs no graph.
    """

    def __init__(
        self, connections: Connections, organisation: str, *, exact_up_to: int = EXACT_UP_TO
    ) -> None:
        self._connections = connections
        self._exact_up_to = exact_up_to
        self.organisation = organisation
        self._made: set[VectorTable] = set()

    def prepare(self) -> None:
        """Check that the server can keep vectors; raises :class:`matcher.errors.SettingsError`."""
        with self._connections.writing() as connection:
            require_extension(connection)

    def open(self, name: str, encoder: TextEncoder) -> PgVectorIndex:
        """Return the index as it is now; changes are kept as they are made."""
        space = self.space(name, encoder)
        return PgVectorIndex(self._connections, space, exact_up_to=self._exact_up_to)

    def keep(self, name: str, index: VectorIndex, encoder: TextEncoder) -> None:
        """Delete what other encoders made; the rows of the index are kept already."""
        if not isinstance(index, PgVectorIndex):
            raise TypeError(f"a server keeps its own indexes, not {type(index).__name__}")
        mine = self.space(name, encoder).table.name
        with self._connections.writing() as connection:
            for table in tables_of(connection, name):
                others = " AND encoder <> :encoder" if table == mine else ""
                connection.execute(
                    text(
                        f"DELETE FROM {table} WHERE organisation_id = :organisation{others}"  # noqa: S608  (a name of ours)
                    ),
                    {"organisation": self.organisation, "encoder": encoder.id},
                )

    def make_graph(self, name: str, encoder: TextEncoder) -> None:
        """Make the graph of an index that has so many rows that it needs one; it takes minutes."""
        space = self.space(name, encoder)
        with self._connections.reading() as connection:
            ids, _ = VectorRows(connection, space).ids()
        if len(ids) > self._exact_up_to:
            with self._connections.alone() as connection:
                make_graph(connection, space.table)

    def space(self, name: str, encoder: TextEncoder) -> Space:
        """Return which rows an index has, and make its table where it is not there."""
        table = VectorTable(name, encoder.dimension)
        if table not in self._made:
            with self._connections.writing() as connection:
                make_table(connection, table)
            self._made.add(table)
        return Space(table, self.organisation, encoder.id)


def forget_vectors(connections: Connections, organisation: str) -> None:
    """Delete all vectors of an organisation on a server, where there are any.

    For who keeps indexes in files again: nobody would bring these up to date.
    """
    with connections.reading() as connection:
        tables = tables_of(connection)
    if not tables:
        return
    with connections.writing() as connection:
        for table in tables:
            connection.execute(
                text(f"DELETE FROM {table} WHERE organisation_id = :organisation"),  # noqa: S608  (a name of ours)
                {"organisation": organisation},
            )


class VectorsWithRows:
    """Brings vectors up to date in the transaction that stores what they are of.

    Parameters
    ----------
    shelf
        Where the indexes are.
    encoder
        Returns the encoder; asked for when a text is new, so that what changes none loads nothing.
    targets
        Returns what some openings are to be matched as today; closed ones are left out.
    """

    def __init__(
        self,
        shelf: PgShelf,
        encoder: Callable[[], TextEncoder],
        targets: Callable[[Collection[Opening]], Collection[Target]],
    ) -> None:
        self._shelf = shelf
        self._encoder = encoder
        self._targets = targets

    def embed_ahead(self, people: Collection[Participant], openings: Collection[Opening]) -> None:
        """Embed before a transaction begins what many rows will need in it.

        While it runs nobody else of the organisation writes; the encoder keeps what it made.
        """
        if people:
            known = [person for person in people if is_indexed(person)]
            self._encoder().encode(list(people_rows(known).values()), TextKind.EXPERIENCE)
        if openings:
            texts = list(target_rows(self._targets(openings)).values())
            self._encoder().encode(texts, TextKind.WORK)

    def bring(
        self,
        connection: Connection,
        people: Collection[Participant],
        openings: Collection[Opening],
    ) -> None:
        """Write the vectors of what was stored on a connection, and delete those out of date."""
        if people:
            known = [person for person in people if is_indexed(person)]
            codes = [person.code for person in people]
            rows = people_rows(known)
            self._bring(connection, PEOPLE, codes, rows, TextKind.EXPERIENCE)
        if openings:
            ids = [opening.id for opening in openings]
            rows = target_rows(self._targets(openings))
            self._bring(connection, TARGETS, ids, rows, TextKind.WORK)

    def embed_jobs_ahead(self, targets: Collection[Target]) -> None:
        """Embed before a transaction begins what :meth:`bring_jobs` will need in it."""
        encoder, wanted = self._encoder(), target_rows(targets)
        there = set(self._shelf.open(TARGETS, encoder).ids)
        encoder.encode([wanted[row] for row in sorted(wanted.keys() - there)], TextKind.WORK)

    def bring_jobs(self, connection: Connection, targets: Collection[Target]) -> None:
        """Make the index of jobs hold exactly some of them, in a transaction.

        For a ladder that is published: its steps have no rows to be stored with, and the text of
        an opening holds that of its step.
        """
        rows = self._rows(connection, TARGETS)
        self._make(rows, set(rows.ids()[0]), target_rows(targets), TextKind.WORK)

    def _bring(
        self,
        connection: Connection,
        name: str,
        parents: Collection[str],
        wanted: Mapping[str, str],
        kind: TextKind,
    ) -> None:
        rows = self._rows(connection, name)
        self._make(rows, rows.of_parents(parents), wanted, kind)

    def _rows(self, connection: Connection, name: str) -> VectorRows:
        encoder = self._encoder()
        table = VectorTable(name, encoder.dimension)
        make_table(connection, table)
        return VectorRows(connection, Space(table, self._shelf.organisation, encoder.id))

    def _make(
        self, rows: VectorRows, there: set[str], wanted: Mapping[str, str], kind: TextKind
    ) -> None:
        stale, new = there - wanted.keys(), sorted(wanted.keys() - there)
        if stale:
            rows.delete(stale)
        if new:
            encoder = self._encoder()
            made = encoder.encode([wanted[row] for row in new], kind)
            rows.insert(new, halved(checked_rows(new, made, encoder.dimension)))
