# ruff: noqa: T201  (what it prints is read by the test)
"""From an import to a hire and a backup, with every attempt to reach anybody written down.

Run by ``test_offline.py`` in a namespace without a network: ``offline_journey.py HOME CACHE``.
"""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path
from typing import Any

tried: list[tuple[str, str]] = []


def _note(event: str, arguments: object) -> None:
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        tried.append((event, str(arguments)))


sys.addaudithook(_note)
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
except OSError as error:
    print("no network:", error)
assert tried, "the hook hears nothing"
tried.clear()

from functional.web_programme import EMPLOYER, build, found  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from matcher.bootstrap import Services  # noqa: E402
from matcher.cli.main import app  # noqa: E402
from matcher.domain.command import Request  # noqa: E402
from matcher.settings import Settings  # noqa: E402

PEOPLE = (
    "code;preferred_language;experience_1;experience_1_lang\nP009;so;Waxaan weelka dhaqi jiray;so\n"
)


def main(home: Path, cache: Path) -> None:
    """Do what a LinkWorker, a participant and an operator do."""
    Settings.cache_folder = property(lambda _: cache)  # type: ignore[method-assign, assignment]
    programme = build(home, kind=Services)
    run = Commands(home)

    table = home / "people.csv"
    table.write_text(PEOPLE, encoding="utf-8")
    run("import", "participants", str(table))
    run("index", "build")
    run("suggest", "--participant", "P009")
    print("imported, indexed, suggested")

    suggestion = next(one for one in programme.suggest() if programme.suggestion(one).opening)
    decided = programme.post(f"/suggestions/{suggestion}/confirm", seen_version="0", looked="yes")
    assert decided.status_code == 303, decided.status
    asked = programme.post(f"/suggestions/{suggestion}/ask").text
    path = found(r"http://localhost(/a/[\w-]+)", asked)
    code = found(r'<strong dir="ltr">(\d{6})</strong>', asked)
    phone = programme.another_browser()
    phone.sign_out()
    token = _token(phone.get(path, "ar"))
    for act, form in (("open", {"code": code}), ("answer", {"answer": "yes"})):
        page = phone.client.post(f"{path}/{act}", data={"csrf_token": token, **form})
        assert page.status_code in (200, 303), (act, page.status)
    print("answered:", programme.suggestion(suggestion).state)

    services = programme.services

    def now() -> Request:
        return Request(suggestion, programme.suggestion(suggestion).version, "Anna Ek")

    if programme.suggestion(suggestion).opening == "O001":
        services.presenting.present(now())
        services.presenting.meet(now())
        services.placing.hire(now())
    print("hired:", programme.suggestion(suggestion).state, EMPLOYER.name)

    run("jobs", "run")
    run("audit", "verify")
    run("person", "export", "P001", "--out", str(home / "P001.zip"))
    run("backup", str(home / "kept.zip"))
    run("person", "stop", "P009", "--by", "Anna")
    run("doctor", fails=None)
    print("tried:", tried)


class Commands:
    """Commands on a home."""

    def __init__(self, home: Path) -> None:
        self._settings = {"STEGVIS_HOME": str(home), "STEGVIS_ORGANISATION": "demo"}

    def __call__(self, *words: str, fails: bool | None = False) -> Any:
        result = CliRunner().invoke(app, list(words), env=self._settings)
        said = (words, result.output, repr(result.exception))
        assert fails is None or (result.exit_code != 0) == fails, said
        return result


def _token(page: Any) -> str:
    match = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert match, page.text
    return match[1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
