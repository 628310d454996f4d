"""One command is one transaction, and with a key it is done once however often it is sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matcher.domain.command import Done
from matcher.domain.periods import STANDARD
from matcher.errors import Conflict, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from matcher.domain.command import Command, Outcome
    from matcher.domain.periods import Periods
    from matcher.ports import PutMessages, UnitOfWork, UnitOfWorkFactory

    Act = Callable[[UnitOfWork, datetime], Outcome]


def _random_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Commands:
    """Runs commands.

    Parameters
    ----------
    units
        Opens transactions.
    now
        Reads the clock.
    put_messages
        Keeps what people have to be told.
    periods
        How long things take.
    new_id
        Returns an id that nothing has yet.
    """

    units: UnitOfWorkFactory
    now: Callable[[], datetime]
    put_messages: PutMessages
    periods: Periods = STANDARD
    new_id: Callable[[], str] = field(default=_random_id)

    def known(self, key: str) -> bool:
        """Say whether something was done under a key."""
        with self.units() as unit:
            return unit.commands.find(key) is not None

    def run(self, command: Command, act: Act) -> Outcome:
        """Do what a command asks, or return what it led to before.

        Parameters
        ----------
        act
            Does it in the transaction it is given; what it raises undoes everything.

        Raises
        ------
        Conflict
            Another command was given under the same key.
        InputError
            The key is blank.
        """
        key = command.key
        if key is not None and not key.strip():
            raise InputError(
                "A key for a command cannot be blank. Send one, or none.", code="key.blank"
            )
        try:
            return self._run(command, act)
        except Conflict:
            # Where writers do not wait for each other, it may have been done meanwhile.
            with self.units() as unit:
                done = None if key is None else unit.commands.find(key)
            if done is None:
                raise
            return done.answer(command)

    def _run(self, command: Command, act: Act) -> Outcome:
        key = command.key
        with self.units(write=True) as unit:
            done = None if key is None else unit.commands.find(key)
            if done is not None:
                return done.answer(command)
            at = self.now()
            outcome = act(unit, at)
            self.put_messages(unit, outcome.messages, by=command.by, at=at)
            if key is not None:
                kept = Done(command.name, command.digest, outcome, command.by, at)
                unit.commands.keep(key, kept)
            unit.commit()
        return outcome
