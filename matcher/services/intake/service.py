"""Take in participants and openings: what a file would change, changing it, taking it back.

A row that is there is updated by its natural key; the same file again changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain.audit_entries import import_undone, imported
from matcher.domain.importing import Change, ImportBatch, ImportKind, ImportPlan
from matcher.domain.merging import set_by_person
from matcher.domain.outcomes import employers_to_put, opening_outcomes, people_outcomes
from matcher.domain.profile_tag import refuse_other
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError, InputErrors
from matcher.services.intake.in_transaction import (
    changed,
    done_before,
    hand_over,
    keep,
    newest_to_undo,
    people_of,
    propose_again,
    stored_openings,
    stored_people,
)
from matcher.services.intake.mapping import OpeningMapping

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from matcher.domain.command import Command
    from matcher.domain.concept_suggestion import ConceptSuggestion
    from matcher.domain.importing import IncomingOpening, IncomingParticipant
    from matcher.domain.opening import Opening
    from matcher.domain.outcomes import RowOutcomes
    from matcher.domain.participant import Participant
    from matcher.domain.visibility import Viewer
    from matcher.errors import RowError
    from matcher.ports import UnitOfWorkFactory
    from matcher.services.intake.mapping import LinksTitles, Progress
    from matcher.taxonomy.mapping import AdMapper


class IntakeService:
    """Use cases of importing.

    Parameters
    ----------
    units
        Opens units of work of one organisation.
    mapper
        Reads sector and step of openings that name none.
    clock
        The time now, with a zone.
    linking
        Suggests occupations for openings without codes; ``None`` suggests none.
    deleted
        Which of some codes stand on the list of the deleted.
    embed_ahead
        Makes before anybody has to wait what the transaction will need of people and openings.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        mapper: AdMapper,
        clock: Callable[[], datetime],
        linking: LinksTitles | None = None,
        deleted: Callable[[Collection[str]], Collection[str]] = lambda _codes: (),
        embed_ahead: Callable[[Collection[Participant], Collection[Opening]], None] | None = None,
    ) -> None:
        self._embed_ahead = embed_ahead
        self._deleted = deleted
        self._mapping = OpeningMapping(mapper, linking)
        self._units = units
        self._clock = clock

    def plan_participants(
        self, people: Sequence[IncomingParticipant], rejected: Sequence[RowError] = ()
    ) -> ImportPlan:
        """Say what importing these profiles would do; writes nothing.

        Parameters
        ----------
        people
            What a file holds, each code once.
        rejected
            Faults of the rows that cannot be used.
        """
        with self._units() as unit:
            outcomes = people_outcomes(stored_people(unit, people), people)
        return _plan(ImportKind.PARTICIPANTS, outcomes, rejected, people=tuple(people))

    def plan_one(
        self, person: IncomingParticipant, file: str, seen: str | None = None
    ) -> ImportPlan:
        """Say what writing one profile would do; writes nothing.

        Parameters
        ----------
        file
            What faults are of.
        seen
            The mark of the profile that was looked at (:mod:`matcher.domain.profile_tag`);
            ``None``: there is nobody yet.

        Raises
        ------
        InputErrors, Conflict
            It is otherwise now; so does :meth:`apply` when it is otherwise then.
        """
        with self._units() as unit:
            stored = stored_people(unit, [person])
        looked_at: dict[str, str | None] = {person.participant.code: seen}
        refuse_other(stored, looked_at, file)
        outcomes = people_outcomes(stored, [person])
        plan = _plan(ImportKind.PARTICIPANTS, outcomes, (), people=(person,))
        return replace(plan, seen=looked_at)

    def plan_openings(
        self,
        openings: Sequence[IncomingOpening],
        rejected: Sequence[RowError] = (),
        progress: Progress | None = None,
    ) -> ImportPlan:
        """Say what importing these openings would do; maps them and writes nothing.

        Parameters
        ----------
        openings
            What a file holds, each id once.
        rejected
            Faults of the rows that cannot be used.
        progress
            Told how many of how many are mapped.
        """
        with self._units() as unit:
            stored = stored_openings(unit, openings)
        by_person = {opening.id for opening in stored if set_by_person(opening)}
        mapped = self._mapping.read(openings, by_person, progress)
        outcomes = opening_outcomes(stored, mapped.openings)
        plan = _plan(ImportKind.OPENINGS, outcomes, rejected, openings=mapped.openings)
        table = mapped.table(outcomes.rows)
        nothing: dict[str, tuple[ConceptSuggestion, ...]] = {row.id: () for row in table}
        return replace(plan, table=table, occupations=nothing | mapped.occupations)

    def apply(
        self,
        plan: ImportPlan,
        *,
        by: str,
        file: str,
        keep_good: bool = False,
        to: Viewer | None = None,
        command: Command | None = None,
    ) -> ImportBatch:
        """Write a plan in one transaction, held against what is stored at that moment.

        Parameters
        ----------
        plan
            From :meth:`plan_participants` or :meth:`plan_openings`.
        by
            Who imports.
        file
            Name of the file, without folder.
        keep_good
            Write the good rows though others are rejected.
        to
            Into whose caseload new people come, in the same transaction; into nobody's when
            ``None``.
        command
            With a key: given again, nothing is written, and the import it made is returned.

        Raises
        ------
        Conflict
            The key stands for another command, or a profile is other than it was seen.
        InputErrors
            Rows are rejected and ``keep_good`` is false, or there is no good row; nothing is
            written.
        InputError
            Nobody is named, or there is no row at all.
        """
        if plan.rejected and (not keep_good or not (plan.people or plan.openings)):
            raise InputErrors(plan.rejected)
        if not (plan.people or plan.openings):
            raise InputError(
                f"{file}: there is nothing to import. Check that it is the right file.",
                code="file.empty",
            )
        if not by.strip():
            raise InputError(
                "Say who makes the import (--by): it is kept with it.", code="who.missing"
            )
        if self._embed_ahead is not None:
            self._embed_ahead(
                [item.participant for item in plan.people],
                [item.opening for item in plan.openings],
            )
        with self._units(write=True) as unit:
            if (done := done_before(unit, command)) is not None:
                return done
            if plan.kind is ImportKind.PARTICIPANTS:
                self._refuse_deleted(plan, file)
                stored = stored_people(unit, plan.people)
                refuse_other(stored, plan.seen, file)
                people = people_outcomes(stored, plan.people)
                unit.participants.put(people.to_put)
                batch = self._batch(plan, people, by=by, file=file)
                unit.imports.record(batch, people.before)
                propose_again(unit, changed(people), Signature(Role.SYSTEM, by, batch.at))
                if to is not None:
                    hand_over(unit, batch, to)
            else:
                openings = opening_outcomes(stored_openings(unit, plan.openings), plan.openings)
                # Employers first: an opening refers to its own.
                unit.employers.put(
                    *employers_to_put(unit.employers.all(), unit.employers.sites(), plan.openings)
                )
                unit.openings.put(openings.to_put)
                batch = self._batch(plan, openings, by=by, file=file)
                unit.occupations.renew(plan.occupations, by=by, at=batch.at)
                unit.imports.record(batch, openings.before)
            unit.audit.append(imported(batch))
            keep(unit, command, batch, batch.at)
            unit.commit()
        return batch

    def before(self, command: Command) -> ImportBatch | None:
        """Return what a command with a key led to; ``None`` when it was not given before.

        Raises
        ------
        Conflict
            The key stands for another command.
        """
        with self._units() as unit:
            return done_before(unit, command)

    def _refuse_deleted(self, plan: ImportPlan, file: str) -> None:
        """Look again under the write lock: somebody may have been deleted since the file was read.

        Raises
        ------
        InputError
            A code stands on the list of the deleted; nothing is written.
        """
        back = self._deleted([item.participant.code for item in plan.people])
        if back:
            raise InputError(
                f"{file}: deleted meanwhile, and not to be brought back: {', '.join(back)}. Take "
                "these rows out and import again. Nothing was written.",
                code="file.deleted",
                codes=", ".join(back),
            )

    def batches(self) -> tuple[ImportBatch, ...]:
        """Return every import, newest first."""
        with self._units() as unit:
            return unit.imports.all()

    def undo(
        self, batch_id: str | None = None, *, by: str = "cli", command: Command | None = None
    ) -> ImportBatch:
        """Take an import back.

        Parameters
        ----------
        batch_id
            Which one; ``None`` takes the newest that changed something and is not undone yet.
        by
            Who takes it back.
        command
            As for :meth:`apply`.

        Raises
        ------
        NotFound
            There is no such import, or none to undo.
        Conflict
            Rows were changed or decided on since; nothing is undone.
        """
        with self._units(write=True) as unit:
            if (done := done_before(unit, command)) is not None:
                return done
            if batch_id is None:
                batch_id = newest_to_undo(unit.imports.all()).id
            at = self._clock()
            before = people_of(unit, unit.imports.get(batch_id))
            unit.imports.undo(batch_id, at)
            undone = unit.imports.get(batch_id)
            after = people_of(unit, undone)
            pairs = [(before[code], after[code]) for code in after]
            propose_again(unit, pairs, Signature(Role.SYSTEM, by, at))
            unit.audit.append(import_undone(undone, by, at))
            keep(unit, command, undone, at)
            unit.commit()
        return undone

    def _batch(
        self,
        plan: ImportPlan,
        outcomes: RowOutcomes[Participant] | RowOutcomes[Opening],
        *,
        by: str,
        file: str,
    ) -> ImportBatch:
        at = self._clock()
        created, updated = outcomes.keys(Change.CREATED), outcomes.keys(Change.UPDATED)
        content = "\n".join([plan.kind, file, by, at.isoformat(), *created, *updated])
        return ImportBatch(
            id=f"{at:%Y%m%d-%H%M%S}-{hashlib.sha256(content.encode()).hexdigest()[:6]}",
            kind=plan.kind,
            file=file,
            at=at,
            by=by,
            created=created,
            updated=updated,
            unchanged=len(outcomes.keys(Change.UNCHANGED)),
            rejected=plan.rejected_rows,
        )


def _plan(
    kind: ImportKind,
    outcomes: RowOutcomes[Participant] | RowOutcomes[Opening],
    rejected: Sequence[RowError],
    *,
    people: tuple[IncomingParticipant, ...] = (),
    openings: tuple[IncomingOpening, ...] = (),
) -> ImportPlan:
    return ImportPlan(
        kind=kind,
        created=outcomes.keys(Change.CREATED),
        updated=outcomes.keys(Change.UPDATED),
        unchanged=outcomes.keys(Change.UNCHANGED),
        rejected=tuple(rejected),
        people=people,
        openings=openings,
    )
