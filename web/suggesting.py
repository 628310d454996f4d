"""One question for suggestions at a time: the encoder and the indexes are shared."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    from flask import Flask

    from matcher.services.corrections import CorrectionService

_LOCK = "stegvis.suggesting"


def add_suggesting(app: Flask) -> None:
    """Give an application the lock that every question takes."""
    app.extensions[_LOCK] = threading.Lock()


def one_at_a_time() -> threading.Lock:
    """Return the lock; hold it while suggesting."""
    return cast("threading.Lock", current_app.extensions[_LOCK])


@contextmanager
def carried(
    corrections: CorrectionService,
    lock: AbstractContextManager[object],
    codes: Collection[str],
    by: str,
) -> Iterator[None]:
    """Change profiles inside, and bring it to what was made from them: suggestions, index, cache.

    Parameters
    ----------
    lock
        Held while new suggestions may be made, from :func:`one_at_a_time`.
    codes
        Whose profiles may change; nobody's is fine.
    by
        Who changes them.
    """
    before = corrections.before(codes)
    yield
    if before:
        with lock:
            corrections.reach(before, by=by)
