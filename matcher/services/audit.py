"""Read the audit log: verify the chain, list its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.audit import verify
from matcher.errors import NotFound

if TYPE_CHECKING:
    from matcher.domain.audit import AuditEvent, Verdict
    from matcher.domain.ids import ParticipantCode
    from matcher.ports import UnitOfWorkFactory


class AuditService:
    """Reads the audit log of one organisation; nothing here writes it."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    def verify(self) -> Verdict:
        """Look through the whole chain, and name the first row that is broken."""
        with self._units() as unit:
            return verify(unit.audit.events(), unit.audit.head())

    def page(self, number: int, before: int | None = None) -> tuple[AuditEvent, ...]:
        """Return rows, newest first: the newest of all, or those before a row."""
        with self._units() as unit:
            return unit.audit.before(number, before)

    def last(self, number: int, about: ParticipantCode | None = None) -> tuple[AuditEvent, ...]:
        """Return the newest rows, newest first; those about a participant when one is named.

        Raises
        ------
        NotFound
            The log knows no such participant (any more): nobody can say which rows are about her.
        """
        with self._units() as unit:
            if about is None:
                return unit.audit.last(number)
            names = [*unit.audit.known_pseudonyms([about]).values()]
            names += [one.subject for one in unit.merged.of(about) if one.subject is not None]
            if not names:
                into = unit.merged.into([about])
                raise NotFound(
                    f"{about} was merged into {into[about]}: ask for that code."
                    if about in into
                    else f"The audit log has no key of a participant {about}: nothing was "
                    "recorded about her, or the key was deleted with her data."
                )
            found = {event for name in names for event in unit.audit.last(number, name)}
            newest = sorted(found, key=_number, reverse=True)
            return tuple(newest[:number])


def _number(event: AuditEvent) -> int:
    text = event.sequence or ""
    return int(text) if text.isdecimal() else 0
