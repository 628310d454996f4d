#!/usr/bin/env python
"""Take the pictures of the screens that the how-to pages show: `make docs`.

Needs Chromium; without it the committed pictures stay as they are. Takes some minutes, the first
time longer: the demo is made anew in a folder of its own, with the encoder's cache of STEGVIS_HOME.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from pictures.steady import hold_still

FOLDER = Path(__file__).resolve().parent / "screens"


def main() -> None:
    """Write two pictures of every screen, and take away those of screens that are no more."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write(
            "The pictures in docs/screens stay as they are: Chromium is not installed "
            "(on Debian: apt-get install chromium).\n"
        )
        return
    take_all(chromium, FOLDER)


def take_all(chromium: str, folder: Path) -> None:
    """Make the demo, look at every screen of the table, and write the pictures."""
    clock = hold_still()
    from pictures.camera import WIDTHS, Camera, served  # noqa: PLC0415
    from pictures.filled import fill  # noqa: PLC0415
    from pictures.table import SCREENS  # noqa: PLC0415
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from matcher.settings import load_settings  # noqa: PLC0415

    folder.mkdir(exist_ok=True)
    kept = load_settings().cache_folder.resolve()
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        (Path(home) / "cache").symlink_to(kept)
        filled = fill(Path(home), clock)
        with served(filled) as port:
            camera = Camera(playwright.chromium, chromium, port, filled)
            camera.bring_lists(next(one for one in SCREENS if one.name == "list"))
            for screen in SCREENS:
                for lang in WIDTHS:
                    camera.take(screen, lang, folder / f"{screen.name}-{lang}.png")
            camera.put_away()
    names = {f"{screen.name}-{lang}.png" for screen in SCREENS for lang in WIDTHS}
    for old in folder.glob("*.png"):
        if old.name not in names:
            old.unlink()
    sys.stdout.write(f"taken: {len(names)} pictures in docs/screens\n")


if __name__ == "__main__":
    main()
