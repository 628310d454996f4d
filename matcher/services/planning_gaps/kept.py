"""What is slow to make: made in a thread of its own, kept until what it is made from changes.

Nobody orders it: whoever looks waits a moment, and else sees what there was before. What somebody
orders, with a name and a time on it, is kept by the interface that took the order.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

Basis = TypeVar("Basis")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Held(Generic[Made]):
    """What there is now.

    Parameters
    ----------
    value
        ``None`` while it is made for the first time.
    at
        When it was made.
    current
        Whether it is made from what there is now; if not, it is being made anew.
    """

    value: Made | None
    at: datetime | None
    current: bool


class Kept(Generic[Basis, Made]):
    """One value; it is asked for from several threads, and made by one at a time.

    Parameters
    ----------
    make
        Makes it from a basis. What goes wrong is told to whoever waits, and it is tried again when
        somebody asks anew.
    now
        The clock.
    """

    def __init__(self, make: Callable[[Basis], Made], now: Callable[[], datetime]) -> None:
        self._make = make
        self._now = now
        self._lock = threading.Lock()
        self._work: _Work[Basis] | None = None
        self._done: tuple[Basis, Made, datetime] | None = None

    def get(self, basis: Basis, wait_s: float) -> Held[Made]:
        """Return the value for a basis, or what there is after waiting for a while.

        Raises
        ------
        Exception
            What went wrong when it was made.
        """
        with self._lock:
            if self._done is not None and self._done[0] == basis:
                return Held(self._done[1], self._done[2], current=True)
            work = self._work
            if work is None:
                self._work = work = _Work[Basis](basis)
                threading.Thread(target=self._run, args=(work,), daemon=True).start()
        work.ended.wait(wait_s)
        if work.error is not None:
            raise work.error
        with self._lock:
            if self._done is None:
                return Held(None, None, current=False)
            return Held(self._done[1], self._done[2], current=self._done[0] == basis)

    def latest(self) -> Held[Made] | None:
        """Return what was made last, whatever has changed since then; ``None`` before the first."""
        with self._lock:
            return None if self._done is None else Held(*self._done[1:], current=False)

    def _run(self, work: _Work[Basis]) -> None:
        try:
            made = self._make(work.basis)
        except Exception as error:
            work.error = error
            with self._lock:
                self._work = None
        else:
            with self._lock:
                self._done, self._work = (work.basis, made, self._now()), None
        finally:
            work.ended.set()


class _Work(Generic[Basis]):
    """A value that is being made."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.error: Exception | None = None
        self.ended = threading.Event()
