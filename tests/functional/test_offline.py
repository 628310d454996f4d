"""L40: encoding makes no call to the outside: it runs where there is no network at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from matcher.embedding.cache import CachedEncoder
    from matcher.settings import Settings

pytestmark = [pytest.mark.encoder, pytest.mark.xdist_group("encoder")]

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
