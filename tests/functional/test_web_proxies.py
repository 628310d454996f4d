"""Behind a proxy everybody has an address of their own, and nobody can choose one."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request

import pytest
from functional.web_programme import build

from matcher.cli.serve import _server
from matcher.settings import Settings
from web.auth.limits import LOOKS_OF_AN_ADDRESS

MOST = int(LOOKS_OF_AN_ADDRESS.split()[0])
LINK = "/a/no-such-link"


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def looks(programme, *forwarded, times=1):
    """Open a link again and again, as a proxy hands it on; return the last status."""
    headers = {"X-Forwarded-For": ", ".join(forwarded)} if forwarded else {}
    return [programme.client.get(LINK, headers=headers).status_code for _ in range(times)][-1]


def test_people_behind_one_proxy_do_not_share_a_limit(tmp_path):
    programme = build(tmp_path, proxies=1)

    assert looks(programme, "192.0.2.1", times=MOST) != 429
    assert looks(programme, "192.0.2.1") == 429
    assert looks(programme, "192.0.2.2") != 429


def test_nobody_chooses_an_address_in_front_of_the_proxy_s_own_line(tmp_path):
    programme = build(tmp_path, proxies=1)

    for number in range(MOST):
        looks(programme, f"198.51.100.{number}", "192.0.2.1")

    assert looks(programme, "203.0.113.9", "192.0.2.1") == 429


def test_without_the_setting_no_header_is_believed(tmp_path):
    programme = build(tmp_path)

    for number in range(MOST):
        looks(programme, f"198.51.100.{number}")

    assert looks(programme, "203.0.113.9") == 429


def test_two_proxies_count_from_the_end(tmp_path):
    programme = build(tmp_path, proxies=2)

    assert looks(programme, "192.0.2.1", "10.0.0.1", times=MOST + 1) == 429
    assert looks(programme, "192.0.2.2", "10.0.0.1") != 429


@pytest.mark.parametrize(("proxies", "seen"), [(0, "-"), (1, "192.0.2.7")])
def test_the_server_hands_the_header_on_when_a_proxy_is_named(tmp_path, proxies, seen, port):
    (tmp_path / "echo.py").write_text(
        "def app(environ, start):\n"
        "    start('200 OK', [])\n"
        "    return [environ.get('HTTP_X_FORWARDED_FOR', '-').encode()]\n"
    )
    *command, _ = _server(Settings(proxies=proxies), f"127.0.0.1:{port}")
    with subprocess.Popen([*command, "echo:app"], cwd=tmp_path, env={"PYTHONPATH": "."}) as server:
        try:
            asked = urllib.request.Request(
                f"http://127.0.0.1:{port}/", headers={"X-Forwarded-For": "192.0.2.7"}
            )
            assert patiently(asked) == seen
        finally:
            server.terminate()


def patiently(asked):
    """Ask until the server has started."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
