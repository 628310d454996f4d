"""What reads the code for several of the tests here."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sources import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def page_maker(name: str) -> Iterator[Any]:
    """Yield a module of ``docs/pages``, which lies outside of the packages."""
    sys.path.insert(0, str(REPOSITORY / "docs"))
    try:
        yield importlib.import_module(f"pages.{name}")
    finally:
        sys.path.remove(str(REPOSITORY / "docs"))


@pytest.fixture(scope="module")
def raised() -> Iterator[Any]:
    """What reads the texts of errors from the code."""
    with page_maker("raised") as module:
        yield module


@pytest.fixture(scope="module")
def licences() -> Iterator[Any]:
    """The page of licences, which knows what comes with what."""
    with page_maker("licences") as module:
        yield module
