"""L40: nothing calls the outside: encoding and the outbox run where there is no network at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from disclosing import Office, prepare

if TYPE_CHECKING:
    from matcher.embedding.cache import CachedEncoder
    from matcher.settings import Settings

NO_NETWORK = ("unshare", "--map-root-user", "--net")

# A socket to the outside must fail, or the test proves nothing; then a text that is in no cache.
ENCODE = """
import socket, sys
from pathlib import Path
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
except OSError as error:
    print("no network:", error)
else:
    sys.exit("there is a network")
from matcher.embedding import open_encoder
from matcher.ports import TextKind
from matcher.settings import Settings

class Here(Settings):
    cache_folder = Path(sys.argv[2])

encoder = open_encoder(Here(home=Path(sys.argv[1])))
vectors = encoder.encode([sys.argv[3], "Jag lagade mat."], TextKind.EXPERIENCE)
print("encoded", *vectors.shape, round(float((vectors ** 2).sum()), 3))
"""


# Each way a message can be taken out, with every attempt to reach anybody written down.
OUTBOX = """
import socket, sys
from pathlib import Path
tried = []
def note(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        tried.append((event, str(arguments)))
sys.addaudithook(note)
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
except OSError as error:
    print("no network:", error)
assert tried, "the hook hears nothing"
tried.clear()

from typer.testing import CliRunner
from disclosing import K003, KITCHEN, O1, Office
from matcher.cli.main import app
home = Path(sys.argv[1])
settings = {"STEGVIS_HOME": str(home)}
def run(*arguments, fails=False, **more):
    result = CliRunner().invoke(app, list(arguments), env={**settings, **more})
    assert (result.exit_code != 0) == fails, (arguments, result.output, result.exception)
    return result
office = Office.of_home(home)
asked = office.put("ask")
told = office.put("present", "employer", KITCHEN, participant=K003)
office.engine.dispose()
by = ("--by", "Anna")
yes = ("--opening", O1, "--mode", "phone", *by)
run("permissions", "grant", K003, *yes, "--up-to", "skills")
run("permissions", "may", K003, "--opening", O1)
run("permissions", "said", K003, "--opening", O1, "--group", "code", "--contact", "Eva", *by)
for message, more in ((asked, ()), (told, ("--contact", "Eva"))):
    run("outbox", "show", message)
    run("outbox", "copy", message, *by, *more)
    run("outbox", "letter", message, *by, *more, "--out", str(home / f"{message}.html"))
    run("outbox", "qr", message, *by, *more, "--out", str(home / f"{message}.svg"))
    run("outbox", "said", message, *by, *more)
send = ("outbox", "send", asked, *by, "--to", "amina@example.se")
run(*send, fails=True)
run(*send, fails=True, STEGVIS_MAIL_RELAY="192.0.2.1:25")
run("permissions", "withdraw", K003, "--mode", "phone", *by)
run("outbox", "cancel", asked, *by)
run("outbox", "list", "--all")
print("tried:", tried)
run("permissions", "list", K003)
other = Office.of_home(home).put("ask")
run("outbox", "send", other, *by, "--to", "amina@example.se", fails=True,
    STEGVIS_MAIL_RELAY="127.0.0.1:25")
print("relay:", [where for _, where in tried])
"""


def without_network(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NO_NETWORK, *command], capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture
def namespace() -> None:
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed, so a process cannot be cut off from the network")
    tried = without_network("true")
    if tried.returncode:
        pytest.skip(f"network namespaces are not allowed here: {tried.stderr.strip()}")


@pytest.mark.encoder
@pytest.mark.usefixtures("namespace")
def test_a_text_is_encoded_without_a_network(
    encoder_settings: Settings, real_encoder: CachedEncoder, tmp_path
):
    assert real_encoder.dimension == 640  # embeds the reference texts, if nobody has yet

    found = without_network(
        sys.executable,
        "-c",
        ENCODE,
        str(tmp_path),
        str(encoder_settings.cache_folder),
        f"Utan nät i {tmp_path.name}",
    )

    assert found.returncode == 0, found.stderr[-2_000:]
    assert "no network:" in found.stdout
    assert "encoded 2 640 2.0" in found.stdout


@pytest.mark.usefixtures("namespace")
def test_no_way_out_of_the_outbox_tries_to_reach_anybody_but_the_named_relay(tmp_path):
    Office(prepare(tmp_path, "demo")).engine.dispose()
    tests, repository = Path(__file__).parents[1], Path(__file__).parents[2]

    found = without_network(
        "env",
        f"PYTHONPATH={tests}:{repository}",
        sys.executable,
        "-c",
        OUTBOX,
        str(tmp_path),
    )

    assert found.returncode == 0, found.stderr[-2_000:]
    assert "no network:" in found.stdout
    assert "tried: []" in found.stdout
    relay = found.stdout.partition("relay: ")[2]
    assert "127.0.0.1" in relay
    assert "192.0.2.1" not in relay
    assert "example.se" not in relay


@pytest.mark.encoder
@pytest.mark.usefixtures("namespace")
def test_the_journey_from_import_to_hire_needs_no_network_and_tries_none(
    encoder_settings: Settings, real_encoder: CachedEncoder, tmp_path
):
    assert real_encoder.dimension == 640
    tests, repository = Path(__file__).parents[1], Path(__file__).parents[2]

    found = without_network(
        "env",
        f"PYTHONPATH={tests}:{repository}",
        sys.executable,
        str(tests / "functional" / "offline_journey.py"),
        str(tmp_path),
        str(encoder_settings.cache_folder),
    )

    assert found.returncode == 0, found.stdout[-2_000:] + found.stderr[-4_000:]
    assert "no network:" in found.stdout
    assert "answered: accepted" in found.stdout
    assert "hired: hired" in found.stdout
    assert "tried: []" in found.stdout
