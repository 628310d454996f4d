"""Run the jobs now and then beside something else, until told to stop."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger(__name__)

FIRST_AFTER_S = 60.0
EVERY_S = 600.0


class Ticker:
    """A thread that calls something again and again; it never ends the process it lives in.

    Parameters
    ----------
    run
        What to call.
    first_after_s, every_s
        Seconds before the first call and between two; the first leaves a server time to start.
    """

    def __init__(
        self,
        run: Callable[[], object],
        *,
        first_after_s: float = FIRST_AFTER_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._run = run
        self._first_after_s = first_after_s
        self._every_s = every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the call that is running."""
        self._stop.set()
        self._thread.join()

    def _tick(self) -> None:
        wait = self._first_after_s
        while not self._stop.wait(wait):
            wait = self._every_s
            try:
                self._run()
            except Exception as error:
                # The next call tries again, and `stegvis doctor` tells when none succeeds.
                log.warning("jobs_failed", error=str(error))
