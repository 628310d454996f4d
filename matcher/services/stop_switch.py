"""Stop suggestions for everybody, and let them go on; decisions are not touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit_entries import started, stopped
from matcher.domain.stop import make_stop
from matcher.errors import InputError, InvalidTransition

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.stop import Stop
    from matcher.ports import UnitOfWorkFactory


class StopService:
    """The switch lies in the database: every worker looks at it before it suggests.

    It looks again in the transaction that would store a list, so that none is stored after the
    stop, however long ago it was asked for.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    now
        The time now, with a zone.
    """

    def __init__(self, units: UnitOfWorkFactory, now: Callable[[], datetime]) -> None:
        self._units = units
        self._now = now

    def status(self) -> Stop | None:
        """Return who stopped suggestions, ``None`` when they go on."""
        with self._units() as unit:
            return unit.stop.get()

    def stop(self, *, by: str, reason: str) -> Stop:
        """Stop suggestions on all workers.

        Raises
        ------
        InputError
            Nobody is named, or no reason is given.
        InvalidTransition
            They are stopped already; who did it stays on record.
        """
        with self._units(write=True) as unit:
            wanted = make_stop(by, self._now(), reason)
            before = unit.stop.get()
            if before is not None:
                raise InvalidTransition(
                    f"Suggestions are stopped already, by {before.by} at "
                    f"{before.at:%Y-%m-%d %H:%M} UTC; start them with `stegvis suggestions start`, "
                    f"or leave them so. The reason: {before.reason}"
                )
            unit.stop.put(wanted)
            unit.audit.append(stopped(wanted))
            unit.commit()
        return wanted

    def start(self, *, by: str) -> None:
        """Let suggestions go on.

        Raises
        ------
        InputError
            Nobody is named.
        InvalidTransition
            They are not stopped.
        """
        if not by.strip():
            raise InputError(
                "Say who starts suggestions again (--by): it is kept.", code="who.missing"
            )
        with self._units(write=True) as unit:
            if unit.stop.get() is None:
                raise InvalidTransition(
                    "Suggestions are not stopped; nothing was changed. `stegvis suggestions "
                    "status` shows how they stand."
                )
            unit.stop.put(None)
            unit.audit.append(started(" ".join(by.split()), self._now()))
            unit.commit()
