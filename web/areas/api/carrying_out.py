"""Writing what was read of people or openings, and bringing it to what was made from profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.errors import InputErrors
from web.context import bearer, services, viewer
from web.suggesting import carried, one_at_a_time

if TYPE_CHECKING:
    from matcher.domain.command import Command
    from matcher.domain.importing import ImportBatch, ImportPlan


def program_name() -> str:
    """Return what a program is called, which stands where an import has the name of its file."""
    program = bearer()
    return program.token.name if program else ""


def carry_out(plan: ImportPlan, file: str, command: Command) -> ImportBatch:
    """Write a plan whole; corrected profiles reach index and open suggestions.

    Whoever is new comes into the caseload of the account.

    Raises
    ------
    InputErrors
        A row is rejected; nothing is written.
    Conflict
        The key stands for another command, or a profile is other than it was seen.
    """
    if plan.rejected:
        raise InputErrors(plan.rejected)
    to, codes = (viewer(), plan.updated) if plan.people else (None, ())
    with carried(services().corrections, one_at_a_time(), codes, command.by):
        return services().intake.apply(plan, by=command.by, file=file, to=to, command=command)
