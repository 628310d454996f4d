"""The pictures of screens and the how-to pages that show them belong together."""

from __future__ import annotations

import importlib
import re
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = re.compile(r"(!?)\[([^\]]*)\]\(\.\./screens/([^)]+\.png)\)")
MOST_BYTES = 6_000_000


@pytest.fixture(scope="module")
def screens() -> Iterator[ModuleType]:
    """The program that `make docs` runs after the reference pages."""
    sys.path.insert(0, str(DOCS))
    try:
        yield importlib.import_module("screens")
    finally:
        sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def table(screens: ModuleType) -> ModuleType:
    assert screens
    return importlib.import_module("pictures.table")


def shown_in(page: Path) -> list[tuple[str, str, str]]:
    """Return (mark, text, file) of each picture that a page shows or links to."""
    return SHOWN.findall(page.read_text(encoding="utf-8"))


def test_every_picture_is_of_a_screen_and_every_screen_has_its_two(table: ModuleType):
    wanted = {f"{one.name}-{lang}.png" for one in table.SCREENS for lang in ("sv", "ar")}

    assert len({one.name for one in table.SCREENS}) == len(table.SCREENS) > 50
    assert {path.name for path in (DOCS / "screens").glob("*.png")} == wanted, "run `make docs`"


def test_a_how_to_page_shows_its_screens_and_no_others(table: ModuleType):
    pages = {one.page for one in table.SCREENS}
    faults = []
    for page in sorted((DOCS / "how-to").glob("*.md")):
        wanted = {
            f"{one.name}-{lang}.png"
            for one in table.SCREENS
            for lang in ("sv", "ar")
            if one.page == page.name
        }
        pages.discard(page.name)
        named = {file for _, _, file in shown_in(page)}
        faults += [f"{page.name}: {file}" for file in sorted(named ^ wanted)]

    assert faults == []
    assert pages == set()


def test_every_picture_says_what_it_shows():
    silent = [
        file
        for page in (DOCS / "how-to").glob("*.md")
        for mark, text, file in shown_in(page)
        if mark and len(text) < 5
    ]

    assert silent == []


def test_pictures_are_as_wide_as_they_say_and_small():
    files = sorted((DOCS / "screens").glob("*.png"))
    wide = {path.name: struct.unpack(">I", path.read_bytes()[16:20])[0] for path in files}

    assert {name: width for name, width in wide.items() if name.endswith("-sv.png")} == {
        name: 1280 for name in wide if name.endswith("-sv.png")
    }
    assert {width for name, width in wide.items() if name.endswith("-ar.png")} == {360}
    assert sum(path.stat().st_size for path in files) < MOST_BYTES


def test_without_chromium_the_pictures_stay(
    screens: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(screens.shutil, "which", lambda _name: None)
    monkeypatch.setattr(screens, "take_all", lambda *_: pytest.fail("nothing can be taken"))

    screens.main()

    assert "Chromium is not installed" in capsys.readouterr().out
