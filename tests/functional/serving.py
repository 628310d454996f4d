"""Pages and API behind an address of this machine, as browsers and programs meet them."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.server import create_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an application with the server that `stegvis serve` starts; give its address."""
    connections: dict[int, Any] = {}
    server = create_server(app, host="127.0.0.1", port=0, threads=4, map=connections)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # Where a client keeps its connection, the server would wait for it: it is cut.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(connections, ignore_all=True))
        thread.join()
        server.task_dispatcher.shutdown()
