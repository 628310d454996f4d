"""What reads the code for several of the tests here."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sources import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def raised() -> Iterator[Any]:
    """What reads the texts of errors from the code."""
    sys.path.insert(0, str(REPOSITORY / "docs"))
    try:
        yield importlib.import_module("pages.raised")
    finally:
        sys.path.remove(str(REPOSITORY / "docs"))
