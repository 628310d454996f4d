"""`stegvis serve`: says where it answers, stops when asked, and explains when it cannot start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress

import pytest

from matcher.cli.serve import _check_free, _running, _wait_until_it_answers, _ways_in
from matcher.domain.permissions import ACCOUNT_ROLES
from matcher.errors import SettingsError
from matcher.settings import Settings

COMMAND = [sys.executable, "-c", "from matcher.cli.main import run; run()", "serve", "--port"]
PATIENCE_S = 60


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("STEGVIS_HOME", str(tmp_path / "home"))
    # The pages need no encoder, and none is to be prepared for this test.
    monkeypatch.setenv("STEGVIS_ENCODER", str(tmp_path / "no-encoder"))
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")


@contextmanager
def serving(port):
    server = subprocess.Popen(
        [*COMMAND, str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        # Its child too: an orphan would hold the pipes open, and the test would wait for ever.
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM])
def test_serves_at_the_printed_address_until_stopped(environment, port, request_to_stop):
    with serving(port) as server:
        line = server.stdout.readline()
        assert line.startswith(f"Stegvis answers at http://127.0.0.1:{port}/")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE_S) as answer:
            assert answer.status == 200
            assert "Stegvis" in answer.read().decode()

        server.send_signal(request_to_stop)

        assert server.wait(PATIENCE_S) == 0
        assert not listens(port)


def test_a_port_that_is_taken_is_said_with_another_one(environment, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with serving(port) as server:
            _, said = server.communicate(timeout=PATIENCE_S)

    assert server.returncode == 8
    assert f"127.0.0.1 port {port}" in said
    assert f"--port {port + 1}" in said
    assert "Traceback" not in said


def test_an_address_that_is_not_ours_is_refused():
    with pytest.raises(SettingsError, match=r"Nothing can be served at 192\.0\.2\.1 port 65535"):
        _check_free("192.0.2.1", 65535)


def test_a_free_port_is_fine(port):
    _check_free("127.0.0.1", port)


def test_a_server_that_stops_while_starting_is_reported(port):
    with (
        _running([sys.executable, "-c", "raise SystemExit(3)"]) as server,
        pytest.raises(SettingsError, match="stopped while it was starting"),
    ):
        _wait_until_it_answers(server, "127.0.0.1", port)


def test_no_child_is_left_behind(port):
    script = (
        f"import socket; s = socket.create_server(('127.0.0.1', {port})); s.accept(); s.accept()"
    )
    with _running([sys.executable, "-c", script]) as server:
        _wait_until_it_answers(server, "0.0.0.0", port)  # noqa: S104
        assert server.poll() is None

    assert server.poll() is not None
    assert not listens(port)


def test_how_one_signs_in_is_said(tmp_path):
    demo = list(_ways_in(Settings(home=tmp_path), 8123))
    own = list(_ways_in(Settings(home=tmp_path, programme="programme"), 8123))

    assert len(demo) == 1 + len(ACCOUNT_ROLES)
    assert demo[1].split()[1].startswith("http://127.0.0.1:8123/demo/linkworker/")
    assert own == [
        "Sign in with your account. `stegvis accounts invite NAME --role admin` makes one."
    ]
