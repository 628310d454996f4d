# ruff: noqa: T201  (what it prints is read by the test)
"""The main job with what a wheel holds: ladders, people, openings, suggestions, a page.

Run by ``test_wheel.py`` with the interpreter of the environment that the wheel was installed in:
``installed_job.py FOLDER CACHE``. It uses the standard library and the program ``stegvis`` alone.
The cache has vectors of texts, which are made again when it is empty: that takes a minute.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SET_FLAGS, IS_UP = 0x8914, 1
PATIENCE_S = 120

LADDERS = ("elderly_care", "industry", "kitchens", "construction")
PEOPLE = (
    "code;preferred_language;experience_1;experience_1_lang;experience_1_months;hours_min;hours_max\n"
    "W001;so;Makhaayad ayaan weelasha ka dhaqi jiray. Dheryaha waaweyn.;so;18;20;40\n"
    "W002;sv;Jag har tagit hand om min mormor som inte kunde gå.;sv;36;20;40\n"
)
OPENINGS = (
    "opening_id;kind;state;employer_id;employer;title;text;step;places;form;pay_line\n"
    "W-1;own;open;EW;Köket;Diskare;Du diskar grytor och håller rent.;"
    "kitchens.kitchen_porter;1;permanent;Månadslön\n"
)


def cut_off() -> None:
    """Bring up the loopback of this namespace, and see that there is no way out of it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh", b"lo", IS_UP))
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=2)
    except OSError as error:
        print("no network:", error)
    else:
        sys.exit("there is a network")


class Stegvis:
    """The installed program, in a folder outside of any checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = str(Path(sys.executable).parent / "stegvis")
        self.environment = {
            "PATH": os.defpath,
            "STEGVIS_HOME": str(folder / "home"),
            "STEGVIS_PROGRAMME": "programme",
            "STEGVIS_LADDERS": str(folder / "ladders"),
            "PYTHONSAFEPATH": "1",
        }

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            [self.program, *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def page(self) -> str:
        """Serve, fetch the page that everybody meets first in Swedish, and stop."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            [self.program, "serve", "--port", str(port)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        wanted = urllib.request.Request(
            f"http://127.0.0.1:{port}/", headers={"Accept-Language": "sv"}
        )
        begin = time.monotonic()
        try:
            while time.monotonic() - begin < PATIENCE_S:
                try:
                    with urllib.request.urlopen(wanted, timeout=PATIENCE_S) as answer:  # noqa: S310
                        return answer.read().decode("utf-8")
                except urllib.error.URLError as error:
                    if not isinstance(error.reason, ConnectionRefusedError):
                        raise
                    time.sleep(0.1)
            sys.exit("the server does not answer")
        finally:
            server.terminate()
            server.wait(PATIENCE_S)


def main(folder: Path, cache: Path) -> None:
    """Do it."""
    (folder / "home").mkdir()
    (folder / "home" / "cache").symlink_to(cache)
    cut_off()
    import matcher  # noqa: PLC0415
    from matcher.settings import shared_path  # noqa: PLC0415

    print("installed in", Path(matcher.__file__).parent)
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "openings.csv").write_text(OPENINGS, encoding="utf-8")
    (folder / "ladders").mkdir()
    for name in LADDERS:
        text = shared_path("data", "ladders", f"{name}.yaml").read_text(encoding="utf-8")
        (folder / "ladders" / f"{name}.yaml").write_text(text, encoding="utf-8")

    run = Stegvis(folder)
    run("ladders", "check", *(str(folder / "ladders" / f"{name}.yaml") for name in LADDERS))
    run("import", "participants", "people.csv", "--by", "Astrid")
    run("import", "openings", "openings.csv", "--by", "Astrid")
    run("index", "build")
    found = json.loads(run("suggest", "--participant", "W001", "--top", "3", "--json"))
    first = found["suggestions"][0]
    off = abs(sum(first["contributions"].values()) - first["score"])
    print("suggested", first["opening"] and first["opening"]["id"], first["step"]["id"])
    print("explained", len(first["reasons_for"]), "for;", "sum off by", round(off, 6))
    page = run.page()
    print("served", "Stegvis" in page, 'lang="sv"' in page, "Logga in" in page)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
