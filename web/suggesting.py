"""One question for suggestions at a time: the encoder and the indexes are shared."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from flask import Flask

_LOCK = "stegvis.suggesting"


def add_suggesting(app: Flask) -> None:
    """Give an application the lock that every question takes."""
    app.extensions[_LOCK] = threading.Lock()


def one_at_a_time() -> threading.Lock:
    """Return the lock; hold it while suggesting."""
    return cast("threading.Lock", current_app.extensions[_LOCK])
