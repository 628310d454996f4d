"""An import can be undone for a while; then what stood there before is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import import_closed
from matcher.domain.jobs import BY_CLOCK, Due, Outlook

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.domain.retention import RetentionPlan
    from matcher.ports import UnitOfWorkFactory


@dataclass(frozen=True)
class ImportJob:
    """Forgets what imports found before they changed it."""

    units: UnitOfWorkFactory
    plan: RetentionPlan
    name: str = "imports"
    about: str = "what stood there before an import is forgotten, and the import stands"

    def look(self, now: datetime) -> Outlook:
        """See :class:`matcher.services.clock.job.Job`."""
        today = now.date()
        with self.units() as unit:
            kept = unit.clock.kept_imports()
        over = {batch: self.plan.imports_after.after(at.date()) for batch, at in kept}
        due = tuple(Due(batch, "close") for batch, day in over.items() if today > day)
        later = min((day for day in over.values() if day >= today), default=None)
        if due and not self.plan.decided:
            return Outlook((), later, (_undecided(len(due)),))
        return Outlook(due, later)

    def move(self, due: Due, now: datetime) -> bool:
        """See :class:`matcher.services.clock.job.Job`."""
        with self.units(write=True) as unit:
            if due.key not in {batch for batch, _ in unit.clock.kept_imports()}:
                return False
            rows = unit.clock.forget_import(due.key)
            unit.audit.append(import_closed(due.key, rows, BY_CLOCK, now))
            unit.commit()
        return True


def _undecided(number: int) -> str:
    return (
        f"{number} imports are older than the proposed plan keeps what was before: name the plan "
        "your organisation decided on in STEGVIS_RETENTION."
    )
