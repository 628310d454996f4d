"""What takes long, made beside the answers, kept in memory only, and thrown away after a while.

Somebody asks for it, is told how far it is, and comes back to it; it does not follow what changes.
What follows what changes, and is asked for by looking at a page, is
:mod:`matcher.services.planning_gaps.kept`.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

import structlog

from matcher.errors import StegvisError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.planning.pair_scores import Progress

T = TypeVar("T")

KEPT_FOR = timedelta(hours=4)
"""Profiles and openings move during a day; what was made in the morning misleads after noon."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Made(Generic[T]):
    """What was made, who asked for it and when."""

    found: T
    by: str
    at: datetime


@dataclass(frozen=True)
class Stand(Generic[T]):
    """How far it is.

    Parameters
    ----------
    made
        The latest, ``None`` when there is none that is young enough.
    progress
        People matched and people in all while one is being made.
    error
        Why the last one could not be made.
    """

    made: Made[T] | None = None
    progress: tuple[int, int] | None = None
    error: StegvisError | None = None


class Making(Generic[T]):
    """Makes one at a time.

    Parameters
    ----------
    make
        Is called with who asks, and with what it calls with how far it is.
    now
        The clock.
    background
        Beside the answers, in a thread; else :meth:`begin` returns when it is made.
    """

    def __init__(
        self,
        make: Callable[[str, Progress], T],
        now: Callable[[], datetime],
        *,
        background: bool,
    ) -> None:
        self._do = make
        self._now = now
        self._background = background
        self._busy = threading.Lock()
        self._stand: Stand[T] = Stand()

    def stand(self) -> Stand[T]:
        """Return how far it is; what is too old is gone."""
        stand = self._stand
        old = stand.made is not None and self._now() - stand.made.at > KEPT_FOR
        return Stand() if old else stand

    def begin(self, by: str) -> None:
        """Make one; while one is being made nothing more is begun."""
        if not self._busy.acquire(blocking=False):
            return
        self._stand = Stand(made=self._stand.made, progress=(0, 0))
        if self._background:
            threading.Thread(target=self._make, args=(by,), name="making", daemon=True).start()
        else:
            self._make(by)

    def _make(self, by: str) -> None:
        try:
            made = Made(self._do(by, self._further), by, self._now())
            self._stand = Stand(made=made)
        except StegvisError as error:
            self._stand = Stand(error=error)
        except Exception:
            log.exception("making_failed")
            self._stand = Stand(
                error=StegvisError("It could not be made. Try again; the log says why it failed.")
            )
        finally:
            self._busy.release()

    def _further(self, done: int, total: int) -> None:
        self._stand = Stand(made=self._stand.made, progress=(done, total))
