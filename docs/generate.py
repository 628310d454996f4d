#!/usr/bin/env python
"""Write the reference pages from the code they are about: `make docs`.

Every page is the same on every machine; a test compares the committed ones with these.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pages.api import api_document
from pages.columns import columns_page
from pages.commands import commands_page
from pages.faults import errors_page
from pages.ladders import ladders_page
from pages.licences import licences_page
from pages.messages import messages_page
from pages.processing import processing_page
from pages.scoring import weights_page
from pages.setting import settings_page
from pages.states import states_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REFERENCE = Path(__file__).resolve().parent / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": commands_page,
    "columns.md": columns_page,
    "errors.md": errors_page,
    "ladders.md": ladders_page,
    "licences.md": licences_page,
    "messages.md": messages_page,
    "openapi.json": api_document,
    "record-of-processing.md": processing_page,
    "settings.md": settings_page,
    "states.md": states_page,
    "weights.md": weights_page,
}
"""File name in docs/reference to what writes it."""


def main() -> None:
    """Write every page; say which ones changed."""
    REFERENCE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        path, text = REFERENCE / name, make()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"written: {path.relative_to(REFERENCE.parent.parent)}\n")


if __name__ == "__main__":
    main()
