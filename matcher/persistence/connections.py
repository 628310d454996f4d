"""Transactions of one organisation for what is kept beside its rows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from matcher.persistence.transactions import connect, for_writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from matcher.domain.ids import OrganisationId


class Connections:
    """Opens transactions as a unit of work does, without its repositories.

    Parameters
    ----------
    engine
        From :func:`matcher.persistence.database.open_engine`.
    organisation
        Whose writers wait for each other.
    """

    def __init__(self, engine: Engine, organisation: OrganisationId) -> None:
        self._engine = engine
        self._organisation = organisation

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a snapshot that cannot write."""
        with connect(self._engine) as connection, connection.begin():
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Open a connection where each statement is for itself and may take as long as it takes."""
        with connect(self._engine) as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("SET statement_timeout = 0")
            try:
                yield connection
            finally:
                # Not for whoever gets the connection next.
                connection.exec_driver_sql("RESET ALL")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that takes the organisation's lock, and commit it at the end."""
        with connect(self._engine) as connection:
            for_writing(connection, self._organisation)
            with connection.begin():
                yield connection
