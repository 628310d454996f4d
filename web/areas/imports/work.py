"""What takes long, in a thread of its own, so that a page can say how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from matcher.errors import StegvisError

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[int, int], None]
    Doing = Callable[[Progress], str]

MOST_KEPT = 50
log = structlog.get_logger(__name__)


@dataclass
class Work:
    """One piece of work on ``about``: how far it is, what came of it, or why it stopped.

    ``result`` and ``error`` are both ``None`` while it goes on.
    """

    about: str
    done: int = 0
    total: int = 0
    result: str | None = None
    error: StegvisError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self, doing: Doing) -> None:
        """Do it; what goes wrong is kept and told on the page."""
        try:
            self.result = doing(self.tell)
        except StegvisError as error:
            self.error = error
        except Exception as error:
            log.exception("work_failed")
            self.error = StegvisError(type(error).__name__)
        finally:
            self.ended.set()

    def tell(self, done: int, total: int) -> None:
        """Note how far it is."""
        self.done, self.total = done, total


class Works:
    """Pieces of work by what they are about: the same is not begun twice."""

    def __init__(self) -> None:
        self._works: dict[str, Work] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> Work | None:
        """Return what goes on, or has just ended, with something."""
        return self._works.get(key)

    def start(self, key: str, about: str, doing: Doing, wait_s: float) -> Work:
        """Begin, unless it goes on or went well already, and wait a little for its end."""
        with self._lock:
            work = self._works.get(key)
            if work is None or work.error is not None:
                work = self._works[key] = Work(about)
                threading.Thread(target=work.run, args=(doing,), name=key, daemon=True).start()
            for old in list(self._works)[:-MOST_KEPT]:
                del self._works[old]
        work.ended.wait(wait_s)
        return work

    def forget(self, key: str) -> None:
        """Forget what has ended, so that it can be begun again."""
        with self._lock:
            work = self._works.get(key)
            if work is not None and work.ended.is_set():
                del self._works[key]
