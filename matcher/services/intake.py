"""Take in participants and openings: what a file would change, changing it, taking it back.

A row that is there is updated by its natural key; the same file again changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from matcher.domain.asking_again import facts_differ, proposed_again
from matcher.domain.audit_entries import assigned, decided, import_undone, imported
from matcher.domain.caseload import Responsibility
from matcher.domain.command import Done
from matcher.domain.command import Outcome as Led
from matcher.domain.concept import ConceptKind
from matcher.domain.concept_suggestion import suggestions_of
from matcher.domain.ids import ParticipantCode
from matcher.domain.importing import (
    Change,
    ImportBatch,
    ImportKind,
    ImportPlan,
    MappedRow,
    SuggestedOccupation,
)
from matcher.domain.merging import set_by_person
from matcher.domain.outcomes import employers_to_put, opening_outcomes, people_outcomes
from matcher.domain.profile_tag import refuse_other
from matcher.domain.role import Role
from matcher.domain.signature import Signature
from matcher.errors import InputError, InputErrors, NotFound
from matcher.taxonomy.mapping import AdText

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from matcher.domain.command import Command
    from matcher.domain.concept_suggestion import ConceptSuggestion
    from matcher.domain.importing import IncomingOpening, IncomingParticipant
    from matcher.domain.link import Link
    from matcher.domain.opening import Opening
    from matcher.domain.outcomes import Outcome, Outcomes
    from matcher.domain.participant import Participant
    from matcher.domain.visibility import Viewer
    from matcher.errors import RowError
    from matcher.ports import UnitOfWork, UnitOfWorkFactory
    from matcher.taxonomy.mapping import AdMapper, AdMapping

    Progress = Callable[[int, int], None]
    Changed = tuple[Participant, Participant]

ADS_AT_ONCE = 128
TITLES_AT_ONCE = 16  # each is held against every label
MOST_OCCUPATIONS = 3


class LinksTitles(Protocol):
    """Finds concepts in texts of one language."""

    def link(
        self, texts: Sequence[str], lang: str, *, kinds: Collection[ConceptKind], limit: int
    ) -> list[tuple[Link, ...]]:
        """Return for each text its links, the surest first."""
        ...


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
    ahead
        Makes before anybody has to wait what the transaction will need of people and openings.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        mapper: AdMapper,
        clock: Callable[[], datetime],
        linking: LinksTitles | None = None,
        deleted: Callable[[Collection[str]], Collection[str]] = lambda _codes: (),
        ahead: Callable[[Collection[Participant], Collection[Opening]], None] | None = None,
    ) -> None:
        self._ahead = ahead
        self._deleted = deleted
        self._linking = linking
        self._units = units
        self._mapper = mapper
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
            outcomes = people_outcomes(unit.participants.all(), people)
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
            stored = unit.participants.all()
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
            stored = unit.openings.all()
        by_person = {opening.id for opening in stored if set_by_person(opening)}
        todo = [place for place, item in enumerate(openings) if _to_map(item, by_person)]
        mapped, why = list(openings), dict.fromkeys(range(len(openings)), "given")
        for start in range(0, len(todo), ADS_AT_ONCE):
            chunk = todo[start : start + ADS_AT_ONCE]
            answers = self._mapper.map([_ad_text(openings[place]) for place in chunk])
            for place, answer in zip(chunk, answers, strict=True):
                mapped[place], why[place] = _with_mapping(openings[place], answer), answer.why
            if progress is not None:
                progress(min(start + ADS_AT_ONCE, len(todo)), len(todo))
        outcomes = opening_outcomes(stored, mapped)
        uncoded = [place for place in todo if not (openings[place].jobtech or openings[place].ssyk)]
        occupations = self._occupations([openings[place].opening for place in uncoded])
        table = tuple(
            _mapped_row(outcome, why[place], occupations.get(outcome.after.id, ()))
            for place, outcome in enumerate(outcomes.rows)
        )
        plan = _plan(ImportKind.OPENINGS, outcomes, rejected, openings=tuple(mapped))
        nothing: dict[str, tuple[ConceptSuggestion, ...]] = {row.id: () for row in table}
        return replace(plan, table=table, occupations=nothing | occupations)

    def _occupations(self, openings: Sequence[Opening]) -> dict[str, tuple[ConceptSuggestion, ...]]:
        found: dict[str, tuple[ConceptSuggestion, ...]] = {}
        if self._linking is None:
            return found
        kinds = [ConceptKind.OCCUPATION]
        for start in range(0, len(openings), TITLES_AT_ONCE):
            part = openings[start : start + TITLES_AT_ONCE]
            titles = [opening.title for opening in part]
            linked = self._linking.link(titles, "sv", kinds=kinds, limit=MOST_OCCUPATIONS)
            for opening, links in zip(part, linked, strict=True):
                found[opening.id] = suggestions_of(opening.id, opening.title, links)
        return found

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
                "An import needs the name of the person who makes it (--by).", code="who.missing"
            )
        if self._ahead is not None:
            self._ahead(
                [item.participant for item in plan.people],
                [item.opening for item in plan.openings],
            )
        with self._units(write=True) as unit:
            if (done := _done(unit, command)) is not None:
                return done
            if plan.kind is ImportKind.PARTICIPANTS:
                self._refuse_deleted(plan, file)
                stored = unit.participants.all()
                refuse_other(stored, plan.seen, file)
                people = people_outcomes(stored, plan.people)
                unit.participants.put(people.to_put)
                batch = self._batch(plan, people, by=by, file=file)
                unit.imports.record(batch, people.before)
                _propose_again(unit, _changed(people), Signature(Role.SYSTEM, by, batch.at))
                if to is not None:
                    _hand_over(unit, batch, to)
            else:
                openings = opening_outcomes(unit.openings.all(), plan.openings)
                # Employers first: an opening refers to its own.
                unit.employers.put(
                    *employers_to_put(unit.employers.all(), unit.employers.sites(), plan.openings)
                )
                unit.openings.put(openings.to_put)
                batch = self._batch(plan, openings, by=by, file=file)
                unit.occupations.renew(plan.occupations, by=by, at=batch.at)
                unit.imports.record(batch, openings.before)
            unit.audit.append(imported(batch))
            _keep(unit, command, batch, batch.at)
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
            return _done(unit, command)

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
            if (done := _done(unit, command)) is not None:
                return done
            if batch_id is None:
                batch_id = _newest(unit.imports.all()).id
            at = self._clock()
            before = _people(unit, unit.imports.get(batch_id))
            unit.imports.undo(batch_id, at)
            undone = unit.imports.get(batch_id)
            after = _people(unit, undone)
            changed = [(before[code], after[code]) for code in after]
            _propose_again(unit, changed, Signature(Role.SYSTEM, by, at))
            unit.audit.append(import_undone(undone, by, at))
            _keep(unit, command, undone, at)
            unit.commit()
        return undone

    def _batch(
        self,
        plan: ImportPlan,
        outcomes: Outcomes[Participant] | Outcomes[Opening],
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


def _done(unit: UnitOfWork, command: Command | None) -> ImportBatch | None:
    found = None if command is None or command.key is None else unit.commands.find(command.key)
    if found is None or command is None:
        return None
    return unit.imports.get(found.answer(command).id)


def _keep(unit: UnitOfWork, command: Command | None, batch: ImportBatch, at: datetime) -> None:
    if command is not None and command.key is not None:
        outcome = Led("import", batch.id, "undone" if batch.undone_at else "made", 0)
        done = Done(command.name, command.digest, outcome, command.by, at)
        unit.commands.keep(command.key, done)


def _changed(people: Outcomes[Participant]) -> list[Changed]:
    return [(row.before, row.after) for row in people.rows if row.before is not None]


def _propose_again(unit: UnitOfWork, changed: Sequence[Changed], signed: Signature) -> None:
    for before, now in changed:
        if not facts_differ(before, now):
            continue
        hers = unit.suggestions.current(now.code)
        for after, decision in proposed_again(before, now, hers, signed):
            unit.suggestions.save(after, decision)
            unit.audit.append(decided(decision, now.code))


def _people(unit: UnitOfWork, batch: ImportBatch) -> dict[str, Participant]:
    """Return the profiles that an import updated, as they are now, by code."""
    if batch.kind is not ImportKind.PARTICIPANTS:
        return {}
    updated = set(batch.updated)
    return {one.code: one for one in unit.participants.all() if one.code in updated}


def _hand_over(unit: UnitOfWork, batch: ImportBatch, to: Viewer) -> None:
    for code in batch.created:
        day = batch.at.date()
        row = Responsibility(ParticipantCode(code), to.role, to.user, day, batch.by)
        unit.caseloads.assign(row)
        unit.audit.append(assigned(row, batch.at))


def _newest(batches: Sequence[ImportBatch]) -> ImportBatch:
    for batch in batches:
        if batch.undone_at is None and (batch.created or batch.updated):
            return batch
    raise NotFound("There is no import to undo; see `stegvis import list`.")


def _plan(
    kind: ImportKind,
    outcomes: Outcomes[Participant] | Outcomes[Opening],
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


def _to_map(item: IncomingOpening, by_person: Collection[str]) -> bool:
    return item.opening.step is None and item.opening.id not in by_person


def _ad_text(item: IncomingOpening) -> AdText:
    return AdText(item.opening.title, item.opening.text, item.jobtech, item.ssyk)


def _with_mapping(item: IncomingOpening, answer: AdMapping) -> IncomingOpening:
    """Take over an answer; a sector that the file names stays, with a step of that sector only."""
    named = item.opening.sector
    if named is not None and (answer.sector is not named or answer.step is None):
        return item
    opening = replace(
        item.opening,
        sector=answer.sector,
        step=answer.step,
        mapped_by=answer.by,
        mapping_confidence=round(answer.confidence, 4),
    )
    return replace(item, opening=opening)


def _occupation(one: ConceptSuggestion) -> SuggestedOccupation:
    label, _ = one.label("sv")
    return SuggestedOccupation(*one.key, label, one.confidence, one.found_by.value)


def _mapped_row(
    outcome: Outcome[Opening], why: str, occupations: Sequence[ConceptSuggestion]
) -> MappedRow:
    opening = outcome.after
    return MappedRow(
        id=opening.id,
        title=opening.title,
        change=outcome.change,
        sector=opening.sector,
        step=opening.step,
        by=opening.mapped_by,
        confidence=opening.mapping_confidence,
        why="given" if set_by_person(opening) else why,
        occupations=tuple(_occupation(one) for one in occupations),
    )
