"""Before a right to work or a certificate ends, a LinkWorker is told to ask for the new day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.ending_facts import AHEAD
from matcher.domain.jobs import SENDER, Due, Outlook
from matcher.domain.role import Role

if TYPE_CHECKING:
    from datetime import date, datetime

    from matcher.domain.ending_facts import EndingFact
    from matcher.ports import PutMessages, UnitOfWork, UnitOfWorkFactory

_TELL = "tell"
_IN_CHARGE = (Role.LINKWORKER, Role.COORDINATOR)


@dataclass(frozen=True)
class EndingFactJob:
    """Tells who is responsible for a person, once for each fact and day.

    Parameters
    ----------
    units
        Opens units of work.
    put_messages
        Keeps what LinkWorkers are told.
    """

    units: UnitOfWorkFactory
    put_messages: PutMessages
    name: str = "ending_facts"
    about: str = (
        "a LinkWorker is told thirty days before a right to work or a certificate of somebody ends"
    )

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            due = [Due(one.key, _TELL) for one in self._near(unit, today)]
            later = unit.clock.next_ending_fact(today + AHEAD)
        return Outlook(tuple(due), later and later - AHEAD)

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units(write=True) as unit:
            one = next((one for one in self._near(unit, today) if one.key == due.key), None)
            if one is None:
                return False
            told = one.message(_who_is_told(unit, one, today))
            self.put_messages(unit, [told], by=SENDER, at=now)
            unit.commit()
        return True

    def _near(self, unit: UnitOfWork, today: date) -> list[EndingFact]:
        near = unit.clock.ending_facts(today - AHEAD, today + AHEAD)
        return [one for one in near if not one.is_told(unit.outbox.about(one.code))]


def _who_is_told(unit: UnitOfWork, one: EndingFact, today: date) -> str:
    """Return the name of the LinkWorker, else of the coordinator, else everybody's list."""
    holding = {row.role: row for row in unit.caseloads.history(one.code) if row.holds_on(today)}
    for role in _IN_CHARGE:
        if role in holding:
            return unit.accounts.get(holding[role].user).user.name
    return SENDER
