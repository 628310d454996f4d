"""What an import does in its transaction besides writing rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.asking_again import facts_differ, proposed_again
from matcher.domain.audit_entries import assigned, decided
from matcher.domain.caseload import Responsibility
from matcher.domain.command import Done, Outcome
from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import ImportKind
from matcher.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from matcher.domain.command import Command
    from matcher.domain.importing import ImportBatch, IncomingOpening, IncomingParticipant
    from matcher.domain.opening import Opening
    from matcher.domain.outcomes import RowOutcomes
    from matcher.domain.participant import Participant
    from matcher.domain.signature import Signature
    from matcher.domain.visibility import Viewer
    from matcher.ports import UnitOfWork

    Changed = tuple[Participant, Participant]


def stored_people(
    unit: UnitOfWork, incoming: Iterable[IncomingParticipant]
) -> tuple[Participant, ...]:
    """Return the profiles that are there already of those that come."""
    return unit.participants.among([item.participant.code for item in incoming])


def stored_openings(unit: UnitOfWork, incoming: Iterable[IncomingOpening]) -> tuple[Opening, ...]:
    """Return the openings that are there already of those that come."""
    return unit.openings.among([item.opening.id for item in incoming])


def done_before(unit: UnitOfWork, command: Command | None) -> ImportBatch | None:
    """Return what a command with a key led to; ``None`` when it was not given before.

    Raises
    ------
    Conflict
        The key stands for another command.
    """
    found = None if command is None or command.key is None else unit.commands.find(command.key)
    if found is None or command is None:
        return None
    return unit.imports.get(found.answer(command).id)


def keep(unit: UnitOfWork, command: Command | None, batch: ImportBatch, at: datetime) -> None:
    """Keep what a command with a key led to."""
    if command is not None and command.key is not None:
        outcome = Outcome("import", batch.id, "undone" if batch.undone_at else "made", 0)
        done = Done(command.name, command.digest, outcome, command.by, at)
        unit.commands.keep(command.key, done)


def changed(people: RowOutcomes[Participant]) -> list[Changed]:
    """Return each person that was there, before and after."""
    return [(row.before, row.after) for row in people.rows if row.before is not None]


def propose_again(unit: UnitOfWork, changed: Sequence[Changed], signed: Signature) -> None:
    """Have asked anew what was asked about facts that are others now."""
    for before, now in changed:
        if not facts_differ(before, now):
            continue
        hers = unit.suggestions.current(now.code)
        for after, decision in proposed_again(before, now, hers, signed):
            unit.suggestions.save(after, decision)
            unit.audit.append(decided(decision, now.code))


def people_of(unit: UnitOfWork, batch: ImportBatch) -> dict[str, Participant]:
    """Return the profiles that an import updated, as they are now, by code."""
    if batch.kind is not ImportKind.PARTICIPANTS:
        return {}
    return {one.code: one for one in unit.participants.among(batch.updated)}


def hand_over(unit: UnitOfWork, batch: ImportBatch, to: Viewer) -> None:
    """Give new people into a caseload."""
    for code in batch.created:
        day = batch.at.date()
        row = Responsibility(ParticipantCode(code), to.role, to.user, day, batch.by)
        unit.caseloads.assign(row)
        unit.audit.append(assigned(row, batch.at))


def newest_to_undo(batches: Sequence[ImportBatch]) -> ImportBatch:
    """Return the newest that changed something and is not undone; raises :class:`NotFound`."""
    for batch in batches:
        if batch.undone_at is None and (batch.created or batch.updated):
            return batch
    raise NotFound("There is no import to undo; see `stegvis import list`.")
