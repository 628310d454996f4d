"""`stegvis serve`: start the web server and say where it answers."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli.console import out
from matcher.cli.stopping import told_to_stop
from matcher.domain.demo_link import demo_path
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.errors import SettingsError
from matcher.persistence.secret_key import session_key
from matcher.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.settings import Settings

APPLICATION = "web.wsgi:app"
"""Started by name, so that the engine never imports the web interface."""

STOP_WITHIN_S = 10.0
LOOK_EVERY_S = 0.2


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the web interface until Ctrl-C."""
    settings = load_settings()
    _check_free(host, port)
    # The server signs with it: a folder that cannot be written to is said here, and plainly.
    session_key(settings)
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = _server(settings, place)
    with told_to_stop(), _running(command) as server:
        _wait_until_it_answers(server, host, port)
        out.print(f"Stegvis answers at http://{place}/ (stop with Ctrl-C)")
        for line in _ways_in(settings, port):
            out.print(line, soft_wrap=True, highlight=False)
        code = server.wait()
    raise typer.Exit(code)


def _server(settings: Settings, place: str) -> list[str]:
    """Return the command that serves; what one's own proxies write down reaches the application."""
    keep = ["--no-clear-untrusted-proxy-headers"] if settings.proxies else []
    listen = f"--listen={place}"
    return [sys.executable, "-P", "-m", "waitress", *keep, listen, APPLICATION]


def _ways_in(settings: Settings, port: int) -> Iterator[str]:
    """Say how one signs in: with a link a role into the demo, with an account elsewhere."""
    if settings.programme != "demo":
        yield "Sign in with your account. `stegvis accounts invite NAME --role admin` makes one."
        return
    yield "Sign in to the demo, on this machine only:"
    key = session_key(settings)
    for role in ACCOUNT_ROLES:
        yield f"  {role.value:<17} http://127.0.0.1:{port}{demo_path(key, role)}"


def _check_free(host: str, port: int) -> None:
    """Raise :class:`SettingsError` when nothing can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingsError(
            f"Nothing can be served at {host} port {port}: {error.strerror or error}. Stop what "
            f"runs there, or choose another port: stegvis serve --port {_another(port)}"
        ) from error


def _another(port: int) -> int:
    return port + 1 if port < 65535 else port - 1


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a child and leave none behind."""
    server = subprocess.Popen(command)  # noqa: S603  (our own interpreter, checked arguments)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_it_answers(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    # Who listens everywhere is reached here.
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((reachable, port), timeout=1):
            return
        time.sleep(LOOK_EVERY_S)
    raise SettingsError(
        "The web server stopped while it was starting; the lines above say why. "
        "`stegvis doctor` looks at the installation."
    )
